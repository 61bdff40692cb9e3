// SPDX-License-Identifier: MIT
//
// Damage that leaves a database's pages in order shows in what the rows hold.
#include <gtest/gtest.h>

#include <string>

#include "tests/support/stage.h"
#include "world/state/check.h"

namespace reality {
namespace {

class LoadRowsTest : public testing::Test {
 protected:
  /// What a check says of the stage's world after `sql` has damaged it.
  std::string problem_after(const std::string& sql) {
    EXPECT_EQ(stage_.error(), "");
    Db& db = stage_.store().db();
    EXPECT_TRUE(db.execute(sql).ok());
    const CheckReport report = check_world(db);
    return report.problems.empty() ? "" : report.problems.front();
  }

  Stage stage_;
};

TEST_F(LoadRowsTest, AWorldIsAsItWasStored) {
  EXPECT_EQ(problem_after("SELECT 1"), "");
}

TEST_F(LoadRowsTest, TextThatIsNoTextIsFound) {
  const std::string problem = problem_after(
      "UPDATE property SET value=CAST(x'62ff6c6c' AS TEXT) WHERE type='string' AND key='name'");
  EXPECT_NE(problem.find("name: not UTF-8"), std::string::npos) << problem;
}

TEST_F(LoadRowsTest, AKeyThatIsNoTextIsFound) {
  const std::string problem =
      problem_after("UPDATE property SET key=CAST(x'6eff' AS TEXT) WHERE key='name'");
  EXPECT_NE(problem.find("a key not UTF-8"), std::string::npos) << problem;
}

TEST_F(LoadRowsTest, AListThatIsNoListIsFound) {
  const std::string problem =
      problem_after("UPDATE property SET value='[1,' WHERE type='list' OR type='map'");
  EXPECT_NE(problem.find("not JSON"), std::string::npos) << problem;
}

TEST_F(LoadRowsTest, ASourceThatIsNotWhatItWasIsFound) {
  const std::string problem = problem_after(
      "UPDATE script SET source=replace(source,'return','RETURN') WHERE name='verbs/take.lua'");
  EXPECT_EQ(problem, "script verbs/take.lua is not what was stored");
}

// What cannot be written down must not get so far: it would end the server.
TEST_F(LoadRowsTest, ANameInAMapMustBeText) {
  const std::string outcome = stage_.evaluate(
      "(function() thing('pellwick.captain').topics = {['\\xff'] = 'x'} return true end)()");
  EXPECT_NE(outcome.find("not UTF-8"), std::string::npos) << outcome;
  EXPECT_EQ(problem_after("SELECT 1"), "");
}

}  // namespace
}  // namespace reality
