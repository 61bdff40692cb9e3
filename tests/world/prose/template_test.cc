// SPDX-License-Identifier: MIT
#include "world/prose/template.h"

#include <gtest/gtest.h>

#include <string>

namespace reality {
namespace {

std::string error_of(std::string_view source) {
  const Result<Template> made = Template::compile(source);
  return made ? "" : made.error();
}

TEST(TemplateTest, NamesItsRolesInOrderAndOnce) {
  const auto made = Template::compile("{actor} {put/puts} {the thing} in {actor's} {box_2}.");
  ASSERT_TRUE(made.ok()) << made.error();
  ASSERT_EQ(made->role_count(), 3U);
  EXPECT_EQ(made->role(0), "actor");
  EXPECT_EQ(made->role(1), "thing");
  EXPECT_EQ(made->role(2), "box_2");
}

TEST(TemplateTest, SurvivesBeingMoved) {
  auto fine = Template::compile("{who} waves.");
  ASSERT_TRUE(fine.ok());
  const Template moved = std::move(*fine);
  EXPECT_EQ(moved.role(0), "who");
}

TEST(TemplateTest, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(error_of("Ha {actor waves."), "message at \"{actor waves.\": a { without its }");
  EXPECT_EQ(error_of("Ha {act{or}}"), "message at \"{act{or}}\": a { without its }");
  EXPECT_EQ(error_of("Ha } ha"), "message at \"} ha\": a } without its {");
  EXPECT_EQ(error_of("Ha {}."), "message at \"{}\": that is no name of a role");
  EXPECT_EQ(error_of("{2x}"), "message at \"{2x}\": that is no name of a role");
  EXPECT_EQ(error_of("{the}"), "message at \"{the}\": which role? write {the ROLE}");
  EXPECT_EQ(error_of("{teh actor}"),
            "message at \"{teh actor}\": before a role stands the, a, they, them, their, theirs or "
            "themself");
}

TEST(TemplateTest, AnErrorNeverCutsALetter) {
  const std::string error = error_of("{" + std::string(38, 'x') + "\u00e9 and so on");
  EXPECT_EQ(error, "message at \"{" + std::string(38, 'x') + "\": a { without its }");
}

TEST(TemplateTest, AVerbNeedsTwoFormsAndARoleBeforeIt) {
  EXPECT_NE(error_of("{actor} {a/b/c}").find("two forms"), std::string::npos);
  EXPECT_NE(error_of("{actor} {/b}").find("two forms"), std::string::npos);
  EXPECT_NE(error_of("{actor} {b/}").find("two forms"), std::string::npos);
  EXPECT_NE(error_of("{press/presses} {actor}").find("no role stands"), std::string::npos);
  EXPECT_NE(error_of("{actor's} hat {fall/falls}").find("no role stands"), std::string::npos);
}

TEST(TemplateTest, RolesAndPiecesAreBounded) {
  std::string many;
  for (int i = 0; i < 17; ++i) many += "{r" + std::to_string(i) + "} ";
  EXPECT_NE(error_of(many).find("at most 16 roles"), std::string::npos);
  std::string long_one;
  for (int i = 0; i < 600; ++i) long_one += "{who}";
  EXPECT_NE(error_of(long_one).find("too many pieces"), std::string::npos);
  EXPECT_NE(error_of(std::string(70000, 'x')).find("64 kB"), std::string::npos);
}

TEST(TemplatesTest, KeepsWhatWasUsedLast) {
  Templates templates(2);
  const Template* first = *templates.get("{who} waves.");
  ASSERT_TRUE(templates.get("{who} nods.").ok());
  EXPECT_EQ(*templates.get("{who} waves."), first);
  ASSERT_TRUE(templates.get("{who} bows.").ok());  // the nod goes
  EXPECT_EQ(templates.size(), 2U);
  EXPECT_EQ(*templates.get("{who} waves."), first);
  EXPECT_EQ((*templates.get("{who} nods."))->source(), "{who} nods.");
  EXPECT_EQ(templates.size(), 2U);
}

TEST(TemplatesTest, DoesNotKeepErrors) {
  Templates templates;
  EXPECT_FALSE(templates.get("{").ok());
  EXPECT_EQ(templates.size(), 0U);
}

}  // namespace
}  // namespace reality
