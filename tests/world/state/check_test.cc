// SPDX-License-Identifier: MIT
//
// `reality check`: a sound world has no problems, and each planted one is found and named.
#include "world/state/check.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/world/yard.h"

namespace reality {
namespace {

class Check : public Yard {
 protected:
  void SetUp() override {
    open();
    stage().enter("Ann");
    stage().type("Ann", "take pebble");
    run("thing('yard.bell').friend = thing('yard.box') thing('yard.bell').seen = { 'a', 2, true }");
    stage().settle();
  }
  Db& db() { return stage().store().db(); }
  std::string id(const std::string& name) {
    return "(SELECT thing FROM property WHERE key = 'id' AND value = 'yard." + name + "')";
  }
  /// What check finds after `sql`, which is taken back afterwards.
  std::string problems(const std::string& sql) {
    EXPECT_TRUE(db().execute("SAVEPOINT sound").ok());
    const Status planted = db().execute(sql);
    EXPECT_TRUE(planted.ok()) << sql << ": " << planted.error();
    const CheckReport report = check_world(db());
    EXPECT_TRUE(db().execute("ROLLBACK TO sound").ok());
    EXPECT_TRUE(db().execute("RELEASE sound").ok());
    std::string all;
    for (const std::string& problem : report.problems) all += problem + "\n";
    return all;
  }
};

TEST_F(Check, ASoundWorldHasNoProblems) {
  const CheckReport report = check_world(db());
  EXPECT_TRUE(report.problems.empty()) << report.problems.front();
  EXPECT_EQ(report.things, world().things().count());
  EXPECT_EQ(report.accounts, 1U);
  EXPECT_GT(report.properties, report.things);
  EXPECT_EQ(problems("SELECT 1"), "");
}

TEST_F(Check, RowsThatReferToNothingAreFound) {
  EXPECT_TRUE(has(problems("DELETE FROM thing WHERE id = " + id("tongue")), "of property refers"));
  EXPECT_TRUE(has(problems("UPDATE thing SET \"like\" = 9999 WHERE id = " + id("box")),
                  "of thing refers to a row of thing"));
  EXPECT_TRUE(has(problems("UPDATE account SET thing = 9999"), "refers to a row of thing"));
  EXPECT_TRUE(has(problems("INSERT INTO timer VALUES (9999, 'ring', 1, NULL)"), "refers"));
}

TEST_F(Check, PlacesThatAreNoneAreFound) {
  EXPECT_TRUE(has(problems("UPDATE thing SET holder = NULL WHERE id = " + id("box")),
                  "a place but no holder"));
  EXPECT_TRUE(has(problems("UPDATE thing SET relation = NULL WHERE id = " + id("box")),
                  "a place but no holder"));
  EXPECT_NE(problems("UPDATE thing SET relation = 'beyond' WHERE id = " + id("box")), "");
  EXPECT_TRUE(has(problems("UPDATE thing SET seq = (SELECT seq FROM thing WHERE id = " + id("box") +
                           ") WHERE id = " + id("bell")),
                  "the same rank"));
}

TEST_F(Check, CirclesAreFound) {
  EXPECT_TRUE(has(problems("UPDATE thing SET relation = 'in', holder = id WHERE id = " + id("box")),
                  "is inside itself"));
  EXPECT_TRUE(has(problems("UPDATE thing SET relation = 'in', holder = " + id("tongue") +
                           " WHERE id = " + id("bell")),
                  "is inside itself"));
  EXPECT_TRUE(has(problems("UPDATE thing SET \"like\" = id WHERE id = " + id("box")),
                  "is its own prototype"));
}

TEST_F(Check, NumbersAndNamesGivenTwiceAreFound) {
  EXPECT_TRUE(has(problems("UPDATE property SET value = 'yard.box' WHERE key = 'id' AND value = "
                           "'yard.bell'"),
                  "id yard.box is given to 2 things"));
  EXPECT_TRUE(has(problems("UPDATE meta SET value = 2 WHERE name = 'next_thing'"),
                  "numbered past the counter"));
  EXPECT_TRUE(has(problems("DELETE FROM meta WHERE name = 'next_thing'"), "next_thing"));
  EXPECT_TRUE(has(problems("INSERT INTO account SELECT 'bob', thing, password, role, created FROM "
                           "account"),
                  "more than one account"));
}

TEST_F(Check, AccountsWithoutACharacterAreFound) {
  EXPECT_TRUE(has(problems("UPDATE account SET thing = " + id("box")), "is no character"));
  EXPECT_NE(problems("UPDATE account SET name = 'ANN'"), "");
}

TEST_F(Check, ValuesThatDoNotReadBackAreFound) {
  EXPECT_NE(problems("UPDATE property SET type = 'colour' WHERE key = 'id'"), "");
  EXPECT_NE(problems("UPDATE property SET value = '[1,' WHERE type = 'list'"), "");
  EXPECT_NE(problems("UPDATE property SET value = '[ 1 ]' WHERE type = 'list'"), "");
  EXPECT_NE(problems("UPDATE property SET value = 'yes' WHERE type = 'boolean'"), "");
  EXPECT_NE(problems("UPDATE property SET value = 7 WHERE key = 'name'"), "");
}

}  // namespace
}  // namespace reality
