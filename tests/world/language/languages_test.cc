// SPDX-License-Identifier: MIT
#include "world/language/languages.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/scratch_share.h"
#include "tests/world/small_world.h"

namespace reality {
namespace {

struct LanguagesTest : ::testing::Test, SmallWorld {
  ScratchShare share;
  Languages languages;
  Thing& hall = room("the Hall");
  Thing& ann = person("Ann", hall, "she");
  Thing& lamp = make("a lamp", Relation::in, &hall);

  std::string load() {
    const Status status = languages.load(std::string(share.path()) + "/data/language");
    return status ? "" : status.error();
  }
  void write(const std::string& file, const std::string& text) {
    share.write("data/language/" + file, text);
  }
};

TEST_F(LanguagesTest, TheShippedOnesAreRead) {
  EXPECT_EQ(load(), "");
  EXPECT_EQ(languages.locales(), (std::vector<std::string>{"de", "en"}));
  EXPECT_EQ(languages.of(ann), nullptr);
  set(ann, key::locale, Value("de"));
  ASSERT_NE(languages.of(ann), nullptr);
  EXPECT_EQ(languages.messages(ann).get("or"), "oder");
  set(ann, key::locale, Value("xx"));
  EXPECT_EQ(languages.of(ann), nullptr);
  EXPECT_EQ(languages.messages(ann).get("or"), "or");
}

TEST_F(LanguagesTest, EachReaderHasItsOwn) {
  EXPECT_EQ(load(), "");
  set(lamp, key::names, Value(Value::Map{{"de", Value("die Lampe")}}));
  const auto known = Template::compile("You take {the thing}.");
  const auto strange = Template::compile("You juggle {the thing}.");
  const Roles roles = {{"thing", &lamp}};
  EXPECT_EQ(languages.render(*known, roles, &ann), "You take the lamp.");
  set(ann, key::locale, Value("de"));
  EXPECT_EQ(languages.render(*known, roles, &ann), "Du nimmst die Lampe.");
  EXPECT_EQ(languages.render(*known, roles, nullptr), "You take the lamp.");
  EXPECT_EQ(languages.render(*strange, roles, &ann), "You juggle the lamp.");
  EXPECT_EQ(languages.name_for(lamp, ann, "dem"), "der Lampe");
}

TEST_F(LanguagesTest, MistakesAreNamedWithFileAndLine) {
  write("de.templates", "en: You {take/takes} it.\nde: Du nimmst es.");
  EXPECT_TRUE(load().starts_with("data/language/de.templates:1: message at"));
  write("de.templates", "en: You take it.\nde: Du nimmst {den thing}.");
  EXPECT_EQ(load(), "data/language/de.templates:2: {thing} is no role of the English");
  write("de.templates", "en: You take it.\nen: You drop it.");
  EXPECT_EQ(load(), "data/language/de.templates:2: each en: is followed by one de:");
  write("de.templates", "en: You take it.");
  EXPECT_EQ(load(), "data/language/de.templates:1: this message lacks its translation");
  share.remove("data/language/de.templates");
  EXPECT_EQ(load(), "data/language/de.templates is missing");
  share.remove("data/language/en.messages");
  EXPECT_EQ(load(), "data/language/en.messages is missing");
}

}  // namespace
}  // namespace reality
