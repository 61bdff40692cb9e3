// SPDX-License-Identifier: MIT
//
// The names of the tests are those of /reference/parser-scenarios: P01, P04, ...
#include "world/language/parser.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/world/parser_world.h"

namespace reality {
namespace {

using Table = std::vector<std::pair<std::string, std::string>>;

class ParserTest : public testing::Test {
 protected:
  void expect(const Table& table) {
    for (const auto& [line, result] : table) EXPECT_EQ(world_.said(line), result) << line;
  }
  Command command(std::string_view line) {
    const ParseResult result = world_.parse(line);
    const auto* commands = std::get_if<std::vector<Command>>(&result);
    EXPECT_TRUE(commands && commands->size() == 1) << line << ": " << world_.render(result);
    return commands && !commands->empty() ? commands->front() : Command{};
  }
  FailureKind failure(std::string_view line) {
    const ParseResult result = world_.parse(line);
    const auto* failed = std::get_if<Failure>(&result);
    EXPECT_TRUE(failed) << line << ": " << world_.render(result);
    return failed ? failed->kind : FailureKind{};
  }

  ParserWorld world_;
};

TEST_F(ParserTest, P01_Synonyms) {
  expect({{"examine lamp", "examine thing=a brass lamp"},
          {"x lantern", "examine thing=a brass lamp"},
          {"look at the brass lamp", "examine thing=a brass lamp"},
          {"L AT BRASS LANTERN", "examine thing=a brass lamp"}});
}

TEST_F(ParserTest, P02_ShortForms) {
  expect({{"i", "inventory"},
          {"l", "look"},
          {"inventory", "inventory"},
          {"z", "wait"},
          {"look around!", "look"},
          {"", ""},
          {"   ", ""}});
}

TEST_F(ParserTest, P04_TwoObjects) {
  world_.hold("a tin cup");
  expect({{"put cup in box", "put_in thing=a tin cup place=a wooden box"},
          {"put the cup on the shelf", "put_on thing=a tin cup place=a shelf"},
          {"insert cup into the wooden box", "put_in thing=a tin cup place=a wooden box"},
          {"take cup from shelf", "take_from thing=a tin cup source=a shelf"},
          {"get cup out of box", "take_from thing=a tin cup source=a wooden box"},
          {"pick up the cup", "take thing=a tin cup"}});
}

TEST_F(ParserTest, P05_WhatLiesUnderAndBehindHasToBeSaid) {
  expect({{"take key", "You see no \"key\" here."},
          {"take key from shelf", "You see no \"key\" here."},
          {"take key from behind painting", "take_behind thing=an iron key source=a painting"}});
}

TEST_F(ParserTest, P07_Adjectives) {
  expect({{"take the red ball", "take thing=a red ball"},
          {"take velvet lamp", "You see no \"velvet\" lamp here."},
          {"take Velvet brass Lamp", "You see no \"Velvet\" brass Lamp here."}});
  EXPECT_EQ(failure("take velvet lamp"), FailureKind::wrong_adjective);
}

TEST_F(ParserTest, P08_AdjectiveAlone) {
  world_.hold("a red ball");
  world_.hold("a blue ball");
  expect({{"drop red", "drop thing=a red ball"}, {"drop the blue one", "drop thing=a blue ball"}});
}

TEST_F(ParserTest, P10_All) {
  expect(
      {{"take all",
        "take thing=a red ball + a blue ball + a brass lamp + a coil of rope + a felt hat + "
        "a wooden box + a glass jar + a tin cup + a gold coin + a gold coin + a gold coin + "
        "a gold coin"},
       {"take everything from shelf", "take_from thing=a tin cup source=a shelf"},
       {"take all from bob", "There is nothing to be had from Bob."},
       {"take all balls", "take thing=a red ball + a blue ball"},
       {"take all the coins", "take thing=a gold coin + a gold coin + a gold coin + a gold coin"},
       {"take all caps", "There is nothing here to take."},
       {"drop all", "You have nothing to drop."},
       {"examine all", "look"}});
  world_.hold("a felt hat");
  world_.hold("a wooden box");
  expect({{"put all in box", "put_in thing=a felt hat place=a wooden box"},
          {"drop all", "drop thing=a felt hat + a wooden box"}});
}

TEST_F(ParserTest, P10_AllLeavesAloneWhatIsNotToBeHad) {
  for (const auto* name : {"a red ball", "a blue ball", "a brass lamp", "a coil of rope",
                           "a wooden box", "a glass jar", "a tin cup"})
    world_.things.place(world_.named(name), Relation::in, world_.cellar);
  world_.hold("a felt hat");
  world_.make("a feather", Relation::on, &world_.named("a felt hat"));
  world_.make("a knob", Relation::part, &world_.named("an iron stove"));
  expect({{"take all but coins", "There is nothing here to take."}});
}

TEST_F(ParserTest, P11_AllExcept) {
  world_.hold("a felt hat");
  world_.hold("a red ball");
  world_.hold("a brass lamp");
  expect({{"drop everything but the hat", "drop thing=a red ball + a brass lamp"},
          {"drop all except the lamp and the red ball", "drop thing=a felt hat"},
          {"drop all except for lamp, hat", "drop thing=a red ball"},
          {"drop all but it", "drop thing=a felt hat + a brass lamp"},
          {"drop all but unicorn", "You see no \"unicorn\" here."},
          {"take all coins but one coin", "take thing=a gold coin + a gold coin + a gold coin"}});
}

TEST_F(ParserTest, P13_Lists) {
  const std::string three = "take thing=a brass lamp + a coil of rope + a felt hat";
  expect({{"take lamp, rope and felt hat", three},
          {"take lamp, rope, and felt hat", three},
          {"take lamp rope", "You see no \"lamp\" rope here."},
          {"take lamp and lamp", "take thing=a brass lamp"},
          {"take lamp and unicorn", "You see no \"unicorn\" here."},
          {"examine lamp and rope", "You can only do that with one thing at a time."}});
  EXPECT_TRUE(command("take lamp and rope").many);
  EXPECT_TRUE(command("take all from shelf").many);
  EXPECT_FALSE(command("take lamp").many);
}

TEST_F(ParserTest, P16_Them) {
  expect({{"take lamp and rope", "take thing=a brass lamp + a coil of rope"},
          {"drop them", "drop thing=a brass lamp + a coil of rope"},
          {"take balls", "take thing=a red ball + a blue ball"},
          {"drop them", "drop thing=a red ball + a blue ball"},
          {"x lamp", "examine thing=a brass lamp"},
          {"take it", "take thing=a brass lamp"},
          {"drop them", "drop thing=a red ball + a blue ball"}});
}

TEST_F(ParserTest, P17_PronounsAreKeptApart) {
  world_.hold("a gem");
  expect({{"x him", "I don't know what you mean by \"him\"."},
          {"look at fred", "examine thing=Fred"},
          {"look at jane", "examine thing=Jane"},
          {"fred, dance", "Fred does not take orders from you."},
          {"give gem to her", "give thing=a gem person=Jane"},
          {"give her it", "give thing=a gem person=Jane"},
          {"look at him", "examine thing=Fred"},
          {"x me", "examine thing=Ann"}});
}

TEST_F(ParserTest, GiveTakesItsRolesInBothOrders) {
  world_.hold("a gem");
  const Command to = command("give gem to jane");
  const Command first = command("give jane the gem");
  EXPECT_EQ(to.action, first.action);
  ASSERT_EQ(first.roles.size(), 2u);
  EXPECT_EQ(first.roles[0].name, "thing");
  EXPECT_EQ(first.plural, 0);
}

TEST_F(ParserTest, PronounsOfWhatIsGone) {
  expect({{"x lamp", "examine thing=a brass lamp"}});
  world_.things.place(world_.named("a brass lamp"), Relation::in, world_.cellar);
  expect({{"take it", "You no longer see a brass lamp here."}});
}

TEST_F(ParserTest, ItIsTheFirstThingNamed) {
  world_.hold("a gem");
  expect({{"put gem in box", "put_in thing=a gem place=a wooden box"},
          {"x it", "examine thing=a gem"}});
}

TEST_F(ParserTest, P19_Possessives) {
  expect({{"look at cap", "which: Fred's cap | Jane's cap"},
          {"fred's", "examine thing=Fred's cap"},
          {"look at jane's cap", "examine thing=Jane's cap"}});
}

TEST_F(ParserTest, P20_MyAndSomebodysWithoutName) {
  world_.things.place(world_.named("a felt hat"), Relation::in, world_.cellar);
  world_.make("a straw hat", Relation::worn, world_.ann);
  world_.make("a silk hat", Relation::worn, world_.bob);
  expect({{"look at my hat", "examine thing=a straw hat"},
          {"look at bob's hat", "examine thing=a silk hat"},
          {"look at bob", "examine thing=Bob"},
          {"look at his hat", "examine thing=a silk hat"},
          {"look at my lamp", "You see no \"my lamp\" here."}});
}

TEST_F(ParserTest, P22_OrdinalsAndTheRealNumber) {
  expect({{"take ninth coin", "There are only four gold coins here."},
          {"take 0 coins", "That is easily done: nothing changes."},
          {"x second ball", "examine thing=a blue ball"},
          {"x 2nd ball", "examine thing=a blue ball"},
          {"x last ball", "examine thing=a blue ball"}});
  world_.here("a second bell");
  expect({{"x second bell", "examine thing=a second bell"}});
}

TEST_F(ParserTest, P23_Quantities) {
  expect({{"take 2 coins", "take thing=a gold coin + a gold coin"},
          {"take two coins", "take thing=a gold coin + a gold coin"},
          {"take one of the coins", "take thing=a gold coin"},
          {"take coins", "take thing=a gold coin + a gold coin + a gold coin + a gold coin"},
          {"take coin", "take thing=a gold coin"},
          {"take 5 coins", "There are only four gold coins here."},
          {"take both balls", "take thing=a red ball + a blue ball"}});
}

TEST_F(ParserTest, P25_Any) {
  expect({{"take any ball", "(a red ball) take thing=a red ball"},
          {"x either ball", "(a red ball) examine thing=a red ball"},
          {"x a ball", "(a red ball) examine thing=a red ball"},
          {"take a coin", "take thing=a gold coin"},
          {"take another ball", "take thing=a blue ball"},
          {"x the other ball", "examine thing=a red ball"}});
}

TEST_F(ParserTest, P31_HeldIsPreferredForWhatIsHeld) {
  world_.hold("a red ball");
  expect({{"drop ball", "drop thing=a red ball"}, {"take ball", "take thing=a blue ball"}});
}

TEST_F(ParserTest, WornIsPreferredForTakingOff) {
  world_.make("a straw hat", Relation::worn, world_.ann);
  world_.make("a silk hat", Relation::held, world_.ann);
  expect({{"take off hat", "remove thing=a straw hat"},
          {"remove all", "remove thing=a straw hat"},
          {"drop hat", "drop thing=a silk hat"},
          {"drop all", "drop thing=a silk hat"}});
}

TEST_F(ParserTest, ReachableBeforeOnlyVisible) {
  world_.make("a grey moth", Relation::in, &world_.named("a glass jar"));
  world_.here("a white moth");
  expect({{"x moth", "examine thing=a white moth"}});
}

TEST_F(ParserTest, P41_AgainMeansAnother) {
  const auto take = [this](std::string_view line) {
    const Command made = command(line);
    ASSERT_EQ(made.roles.at(0).things.size(), 1u);
    world_.things.place(*world_.things.find(made.roles[0].things[0]), Relation::held, world_.ann);
  };
  EXPECT_EQ(failure("g"), FailureKind::nothing_to_repeat);
  for (const std::string_view line : {"take coin", "g", "again"}) take(line);
  int coins = 0;
  for (const Thing& thing : contents(*world_.ann))
    coins += thing.string(key::name) == "a gold coin" ? 1 : 0;
  EXPECT_EQ(coins, 3);
}

TEST_F(ParserTest, P46_UnknownAbsentAndHiddenAreTheSame) {
  expect({{"take unicorn", "You see no \"unicorn\" here."},
          {"take Crowbar", "You see no \"Crowbar\" here."},
          {"take iron key", "You see no \"iron key\" here."},
          {"put unicorn in box", "You see no \"unicorn\" here."},
          {"put lamp in unicorn", "You see no \"unicorn\" here."},
          {"take unicorn from shelf", "You see no \"unicorn\" here."},
          {"look crowbar", "You see no \"crowbar\" here."},
          {"look unicorn", "You see no \"unicorn\" here."},
          {"look lamp", "examine thing=a brass lamp"},
          {"wait take", "I understood \"wait\", but not \"take\"."}});
}

TEST_F(ParserTest, UnknownVerbs) {
  expect({{"Frobnicate lamp", "I don't know how to \"Frobnicate\"."},
          {"tkae unicorn", "I don't know how to \"tkae\". Did you mean \"take\"?"},
          {"lamp", "What do you want to do with a brass lamp?"},
          {"the red ball", "What do you want to do with a red ball?"},
          {"lam", "I don't know how to \"lam\"."},
          {"!?", "I don't know how to \"!?\"."},
          {"please", "I don't know how to \"please\"."}});
}

TEST_F(ParserTest, P49_Courtesy) {
  expect({{"please take the lamp", "take thing=a brass lamp"},
          {"can you take the lamp please?", "take thing=a brass lamp"},
          {"I want to go north", "go direction=north"},
          {"take lamp, please", "take thing=a brass lamp"},
          {"say yes please", "say words=yes please"}});
}

TEST_F(ParserTest, P52_OrdersToPlayersAreSpeech) {
  expect({{"bob, go north", "say words=bob, go north"},
          {"robot, go north", "A tin robot does not take orders from you."},
          {"lamp, go north", "What do you want to do with a brass lamp?"}});
}

TEST_F(ParserTest, P53_Directions) {
  expect({{"go north", "go direction=north"},
          {"walk s", "go direction=south"},
          {"southwest", "go direction=southwest"},
          {"IN", "go direction=in"},
          {"u", "go direction=up"},
          {"go lamp", "\"lamp\" is not a direction."},
          {"north lamp", "I don't know how to \"north\"."}});
}

TEST_F(ParserTest, RawText) {
  expect({{"say Hello,  Bob: how's it?", "say words=Hello,  Bob: how's it?"},
          {"'žluťoučký 日本 🙂", "say words=žluťoučký 日本 🙂"},
          {"\"hi", "say words=hi"},
          {":waves to bob", "emote words=waves to bob"},
          {"say ...", "say words=..."},
          {"say ?", "say words=?"},
          {"tell bob Go North, please!", "tell player=Bob words=Go North, please!"},
          {"whisper go to bed to bob", "whisper words=go to bed person=Bob"},
          {"whisper come  Here, to jane", "whisper words=come  Here, person=Jane"},
          {"ask fred about the {tide}", "ask person=Fred topic=the {tide}"},
          {"help ?", "help"},
          {"help tides?", "help_topic topic=tides?"},
          {"?", "help"},
          {"register Mira", "register name=Mira"}});
}

TEST_F(ParserTest, Anyone) {
  Thing& far = world_.make("Bobette", Relation::in, world_.cellar, {key::person, key::player});
  world_.awake.push_back(&far);
  expect({{"tell bob hi", "tell player=Bob words=hi"},
          {"tell bobe hi", "tell player=Bobette words=hi"},
          {"tell fred hi", "There is nobody awake called \"fred\"."},
          {"tell bo hi", "which: Bob | Bobette"},
          {"bobette", "tell player=Bobette words=hi"},
          {"tell me hi", "tell player=Ann words=hi"},
          {"tell bob", "missing: Tell bob what?"}});
}

TEST_F(ParserTest, Persons) {
  expect({{"ask lamp about tide", "A brass lamp is not a person."},
          {"ask tin about tide", "ask person=a tin robot topic=tide"},
          {"ask frotz about tide", "You see no \"frotz\" here."}});
}

TEST_F(ParserTest, P65_LettersBeyondAscii) {
  world_.here("an Übungsbüchlein");
  expect({{"nimm übungsbüchlein", "I don't know how to \"nimm\"."},
          {"take ÜBUNGSBÜCHLEIN", "take thing=an Übungsbüchlein"}});
}

TEST_F(ParserTest, P68_BeginningsOfWords) {
  world_.here("a lamplighter's ladder", {key::fixed});
  expect({{"look at lant", "examine thing=a brass lamp"},
          {"look at lamp", "examine thing=a brass lamp"},
          {"take cr", "You see no \"cr\" here."},
          {"take la", "You see no \"la\" here."}});
}

TEST_F(ParserTest, DoorsRoomsAndOneself) {
  expect({{"open door", "open thing=an oak door"},
          {"x parlour", "examine thing=the Parlour"},
          {"x ann", "examine thing=Ann"}});
}

TEST_F(ParserTest, MisplacedWords) {
  expect({{"take the", "missing: Take what?"},
          {"take ,", "missing: Take what?"},
          {"put lamp under", "You see no \"lamp under\" here."},
          {"take and", "missing: Take what?"}});
}

TEST_F(ParserTest, OneLineCannotCostMuch) {
  std::string line = "give ";
  for (int i = 0; i < 900; ++i) line += "a b ";
  EXPECT_EQ(failure(line), FailureKind::too_complex);
  EXPECT_FALSE(world_.dialogue.question);
  std::string text = "and";
  for (int i = 0; i < 900; ++i) text += " bob";
  expect({{"tell bob " + text, "tell player=Bob words=" + text}});
  std::string list = "take ";
  for (int i = 0; i < 1500; ++i) list += "x,";
  EXPECT_NE(failure(list), FailureKind::unknown_verb);
  expect({{"take lamp", "take thing=a brass lamp"}});
}

// A behaviour's own verbs.

TEST_F(ParserTest, P56_AThingBringsItsVerb) {
  Thing& bell = world_.make("a brass bell", Relation::in, world_.cellar);
  world_.verb("ring", {"ring {self}"}, "bell");
  world_.carry("a brass bell", "bell");
  expect(
      {{"ring", "You see nothing here to ring."}, {"ring bell", "You see nothing here to ring."}});
  world_.things.place(bell, Relation::in, world_.parlour);
  expect({{"ring bell", "ring self=a brass bell"},
          {"ring brass", "ring self=a brass bell"},
          {"ring stove", "You can't ring an iron stove."},
          {"ring unicorn", "You see no \"unicorn\" here."},
          {"ring", "missing: Ring what?"},
          {"bell", "ring self=a brass bell"}});
  EXPECT_EQ(command("ring bell").self, bell.id());
}

TEST_F(ParserTest, OwnVerbsGoBeforeStockVerbs) {
  world_.verb("squeeze", {"take/get {self}"}, "rubber");
  world_.carry("a red ball", "rubber");
  expect({{"take ball", "squeeze self=a red ball"},
          {"take blue ball", "take thing=a blue ball"},
          {"take lamp", "take thing=a brass lamp"}});
}

TEST_F(ParserTest, OwnVerbsDoNotBendNouns) {
  world_.here("a lamp post");
  world_.verb("lift", {"take {self}"}, "post");
  world_.carry("a lamp post", "post");
  expect({{"take lamp", "take thing=a brass lamp"}, {"take post", "lift self=a lamp post"}});
}

TEST_F(ParserTest, ListsGoToEachThingsOwnVerb) {
  world_.verb("squeeze", {"take/get {self}"}, "rubber");
  world_.carry("a red ball", "rubber");
  expect({{"take lamp, red ball, blue ball and rope",
           "take thing=a brass lamp; squeeze self=a red ball; "
           "take thing=a blue ball + a coil of rope"},
          {"take it", "take thing=a brass lamp"}});
  world_.carry("a blue ball", "rubber");
  expect({{"take balls", "squeeze self=a red ball; squeeze self=a blue ball"},
          {"x them", "You can only do that with one thing at a time."}});
}

TEST_F(ParserTest, DecliningTriesTheNextReading) {
  world_.verb("squeeze", {"take/get {self}"}, "rubber");
  world_.carry("a red ball", "rubber");
  world_.carry("a blue ball", "rubber");
  const Command first = command("take red ball");
  const std::vector<Declined> declined = {{first.line, first.self}};
  EXPECT_EQ(world_.render(world_.parse("take red ball", declined)), "take thing=a red ball");
  EXPECT_EQ(world_.render(world_.parse("take blue ball", declined)), "squeeze self=a blue ball");
  const Command stock = command("take lamp");
  const std::vector<Declined> all = {{stock.line, {}}};
  EXPECT_TRUE(std::holds_alternative<Failure>(world_.parse("take lamp", all)));
}

TEST_F(ParserTest, OwnVerbsWithoutSelf) {
  world_.verb("pray", {"pray"}, "chapel");
  expect({{"pray", "You see nothing here to pray."}});
  world_.carry("the Parlour", "chapel");
  expect({{"pray", "pray"}});
  EXPECT_EQ(command("pray").self, world_.parlour->id());
}

TEST_F(ParserTest, CommandsCarryWhatTheWorldNeeds) {
  world_.hold("a gem");
  const Command put = command("Put gem in box");
  EXPECT_EQ(put.verb, "Put");
  EXPECT_EQ(put.typed, "Put gem in box");
  EXPECT_EQ(put.plural, 0);
  EXPECT_FALSE(put.owner);
  EXPECT_FALSE(put.self);
  EXPECT_EQ(world_.grammar.find(put.line)->action, put.action);
  EXPECT_EQ(command("look").plural, -1);
}

}  // namespace
}  // namespace reality
