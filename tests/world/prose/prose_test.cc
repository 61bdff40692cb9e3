// SPDX-License-Identifier: MIT
#include "world/prose/prose.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/world/small_world.h"

namespace reality {
namespace {

struct ProseTest : ::testing::Test, SmallWorld {
  Thing& hall = room("the Hall");
  Thing& ann = person("Ann", hall, "she");
  Thing& bob = person("Bob", hall, "he");
  Thing& guest = person("Guest3", hall);
  Thing& machine = make("a vending machine", Relation::in, &hall);
  Thing& quiche = make("a quiche", Relation::in, &machine);
  Thing& scales = make("some scales", Relation::in, &hall);
  ProseTest() { set(scales, key::pronoun, Value("they")); }

  std::string word(std::string_view source, const Roles& roles, const Thing* reader = nullptr) {
    const auto made = Template::compile(source);
    return made ? render(*made, roles, reader) : made.error();
  }
};

TEST_F(ProseTest, EachReaderHasItsOwnWording) {
  const Roles roles = {{"actor", &ann}, {"self", &machine}, {"snack", &quiche}};
  const char* source = "{actor} {press/presses} {the self}. It thumps and drops {a snack}.";
  EXPECT_EQ(word(source, roles, &ann),
            "You press the vending machine. It thumps and drops a quiche.");
  EXPECT_EQ(word(source, roles, &bob),
            "Ann presses the vending machine. It thumps and drops a quiche.");
  EXPECT_EQ(word(source, roles), word(source, roles, &bob));
}

TEST_F(ProseTest, SpeechStaysAsItWasSaid) {
  const Roles roles = {{"actor", &ann}, {"words", "hello. {actor} is {here/there}"}};
  const char* source = "{actor} {say/says}, \"{words}\"";
  EXPECT_EQ(word(source, roles, &ann), "You say, \"hello. {actor} is {here/there}\"");
  EXPECT_EQ(word(source, roles), "Ann says, \"hello. {actor} is {here/there}\"");
}

TEST_F(ProseTest, ValuesAreInertEvenAtTheStartOfASentence) {
  EXPECT_EQ(word("{words} {the self} hums.", {{"words", "oh! "}, {"self", &machine}}),
            "oh!  The vending machine hums.");
  EXPECT_EQ(word("{n} of {x}, {who's}.", {{"n", 12}, {"x", 2.5}, {"who", "tim"}}),
            "12 of 2.5, tim's.");
}

TEST_F(ProseTest, CapitalsAtTheStartsOfSentences) {
  const Roles roles = {{"self", &machine}};
  EXPECT_EQ(word("{the self} hums", roles), "The vending machine hums");
  EXPECT_EQ(word("Ha! {the self} hums", roles), "Ha! The vending machine hums");
  EXPECT_EQ(word("\"Ha?\" {the self} hums", roles), "\"Ha?\" The vending machine hums");
  EXPECT_EQ(word("“{the self} hums”", roles), "“The vending machine hums”");
  EXPECT_EQ(word("Ha.\n{a self} hums", roles), "Ha.\nA vending machine hums");
  EXPECT_EQ(word("So, “{the self} hums”", roles), "So, “the vending machine hums”");
  EXPECT_EQ(word("So. “{the self} hums”", roles), "So. “The vending machine hums”");
  EXPECT_EQ(word("3.{the self}", roles), "3.the vending machine");
  EXPECT_EQ(word("a {The self}", roles), "a The vending machine");
}

TEST_F(ProseTest, AppendingStartsASentenceOfItsOwn) {
  const auto made = Template::compile("{the self} hums.");
  std::string out = "So,";
  render_to(out, *made, {{"self", &machine}}, nullptr);
  EXPECT_EQ(out, "So,The vending machine hums.");
}

TEST_F(ProseTest, VerbsAgree) {
  const char* source = "{the x} {are/is} here.";
  EXPECT_EQ(word(source, {{"x", &scales}}), "The scales are here.");
  EXPECT_EQ(word(source, {{"x", &guest}}), "Guest3 is here.");
  EXPECT_EQ(word(source, {{"x", &guest}}, &guest), "You are here.");
  const RoleValue both = std::vector<const Thing*>{&ann, &bob};
  EXPECT_EQ(word(source, {{"x", both}}), "Ann and Bob are here.");
  EXPECT_EQ(word(source, {{"x", both}}, &bob), "Ann and you are here.");
  EXPECT_EQ(word("{they x} {are/is} here.", {{"x", both}}), "They are here.");
  EXPECT_EQ(word("{they x} {are/is} here.", {{"x", &guest}}), "They are here.");
  EXPECT_EQ(word("{n} {remain/remains}", {{"n", 1}}), "1 remains");
  EXPECT_EQ(word("{n} {remain/remains}", {{"n", 0}}), "0 remain");
  EXPECT_EQ(word("{x} {remain/remains}", {{"x", std::vector<const Thing*>{}}}), "Nothing remains");
}

TEST_F(ProseTest, AVerbSkipsPossessivesAndObjects) {
  const Roles roles = {{"actor", &ann}, {"target", &bob}};
  const char* source = "{actor} {tug/tugs} {target's} sleeve and {leave/leaves}.";
  EXPECT_EQ(word(source, roles, &ann), "You tug Bob's sleeve and leave.");
  EXPECT_EQ(word(source, roles, &bob), "Ann tugs your sleeve and leaves.");
  EXPECT_EQ(word("{actor} {see/sees} {them target} and {leave/leaves}.", roles, &ann),
            "You see him and leave.");
}

TEST_F(ProseTest, PronounsByReader) {
  const Roles roles = {{"actor", &ann}};
  const char* source = "{They actor} {lift/lifts} {their actor} hat: {theirs actor}, {them actor}.";
  EXPECT_EQ(word(source, roles, &ann), "You lift your hat: yours, you.");
  EXPECT_EQ(word(source, roles), "She lifts her hat: hers, her.");
  EXPECT_EQ(word("{actor} {pinch/pinches} {themself actor}.", roles, &ann), "You pinch yourself.");
  EXPECT_EQ(word("{they n} stays", {{"n", "x"}}), "It stays");
}

TEST_F(ProseTest, TheSameThingAgainIsReflexive) {
  const Roles roles = {{"actor", &ann}, {"target", &ann}};
  EXPECT_EQ(word("{actor} {look/looks} at {target}.", roles, &ann), "You look at yourself.");
  EXPECT_EQ(word("{actor} {look/looks} at {the target}.", roles), "Ann looks at herself.");
  EXPECT_EQ(word("{actor} {pat/pats} {target's} head.", roles), "Ann pats her head.");
  EXPECT_EQ(word("{actor} {pat/pats} {target's} head.", roles, &ann), "You pat your head.");
  EXPECT_EQ(word("{actor} nods to {target}.", roles), "Ann nods to herself.");
  EXPECT_EQ(word("{the self} {bite/bites} {x}.", {{"self", &machine}, {"x", &machine}}),
            "The vending machine bites itself.");
}

TEST_F(ProseTest, ReflexivesKeepToTheirSentenceAndAreNoSubjects) {
  const Roles roles = {{"actor", &ann}, {"target", &ann}};
  EXPECT_EQ(word("{actor} {nod/nods}. Look at {target}.", roles), "Ann nods. Look at Ann.");
  EXPECT_EQ(word("{actor} {nod/nods} and {target} {smile/smiles}.", roles),
            "Ann nods and Ann smiles.");
  EXPECT_EQ(word("{actor} {nod/nods} to {actor}.", roles), "Ann nods to Ann.");
  EXPECT_EQ(word("{actor} {nod/nods} to {target}.", {{"actor", &ann}, {"target", &bob}}),
            "Ann nods to Bob.");
}

TEST_F(ProseTest, ListsOfThings) {
  const RoleValue list = std::vector<const Thing*>{&machine, &quiche, &ann};
  EXPECT_EQ(word("{actor} {take/takes} {the things}.", {{"actor", &bob}, {"things", list}}, &ann),
            "Bob takes the vending machine, the quiche and you.");
}

TEST_F(ProseTest, ConcernsFindsTheReadersWithWordsOfTheirOwn) {
  const Roles roles = {
      {"actor", &ann}, {"words", "Bob"}, {"seen", std::vector<const Thing*>{&machine, &guest}}};
  EXPECT_TRUE(concerns(roles, ann));
  EXPECT_TRUE(concerns(roles, guest));
  EXPECT_FALSE(concerns(roles, bob));
  const auto made = Template::compile("{actor} {wave/waves}.");
  EXPECT_TRUE(names_reader(*made, roles, ann));
  EXPECT_FALSE(names_reader(*made, roles, guest));
}

TEST_F(ProseTest, AMissingRoleIsFoundAndShows) {
  const auto made = Template::compile("{actor} {drop/drops} {a snack}.");
  const Roles roles = {{"actor", &ann}};
  EXPECT_EQ(missing_role(*made, roles), "snack");
  EXPECT_EQ(render(*made, roles, nullptr), "Ann drops {a snack}.");
  EXPECT_EQ(missing_role(*made, {{"actor", &ann}, {"snack", 1}}), "");
  const Thing* nobody = nullptr;
  EXPECT_EQ(word("{x} is left", {{"x", nobody}}), "Nothing is left");
}

TEST_F(ProseTest, RolesReplace) {
  Roles roles;
  roles.set("x", 1);
  roles.set("y", 2);
  roles.set("x", "three");
  EXPECT_EQ(word("{x} {y}", roles), "three 2");
  EXPECT_EQ(roles.all().size(), 2U);
}

}  // namespace
}  // namespace reality
