// SPDX-License-Identifier: MIT
//
// Rows that no server has written: a world that has them is not loaded, and the message names the
// row, whatever a server would have made of it.
#include <gtest/gtest.h>

#include <string>

#include "tests/world/yard.h"
#include "world/state/rows.h"
#include "world/state/state.h"

namespace reality {
namespace {

class RefusedRows : public Yard {
 protected:
  void SetUp() override {
    open();
    stage().enter("Ann");
    stage().settle();
  }
  Db& db() { return stage().store().db(); }
  static std::string id(const std::string& name) {
    return "(SELECT thing FROM property WHERE key = 'id' AND value = 'yard." + name + "')";
  }
  std::string number(const std::string& name) {
    auto cell = db().ask("SELECT " + id(name));
    return std::to_string(std::get<int64_t>(*cell));
  }
  /// Why the world is not loaded after `sql`, which is taken back afterwards; "" where it is.
  std::string refusal(const std::string& sql) {
    EXPECT_TRUE(db().execute("SAVEPOINT sound").ok());
    const Status planted = db().execute(sql);
    EXPECT_TRUE(planted.ok()) << sql << ": " << planted.error();
    std::string why;
    {
      State state;
      if (auto turn = load_state(db(), state); !turn) why = turn.error();
    }
    EXPECT_TRUE(db().execute("ROLLBACK TO sound").ok());
    EXPECT_TRUE(db().execute("RELEASE sound").ok());
    return why;
  }
  std::string of_timer(const std::string& due, const std::string& every) {
    return refusal("INSERT INTO timer VALUES (" + id("bell") + ", 'ring', " + due + ", " + every +
                   ")");
  }
};

TEST_F(RefusedRows, ASoundWorldIsLoaded) {
  EXPECT_EQ(refusal("SELECT 1"), "");
}

TEST_F(RefusedRows, ATimerThatWouldNotBeat) {
  EXPECT_EQ(of_timer("5", "100"), "");
  EXPECT_EQ(of_timer("5", "NULL"), "");
  EXPECT_EQ(of_timer("253402300800000", "315360000000"), "");
  for (const char* every : {"0", "-5", "99", "315360000001", "9223372036854775807"})
    EXPECT_EQ(of_timer("5", every), "timer row " + number("bell") + ": ring: every " + every +
                                        " is not from 100 milliseconds to ten years");
  for (const char* due : {"-1", "253402300800001", "9223372036854775807"})
    EXPECT_TRUE(has(of_timer(due, "100"), "is no time before the year 10000")) << due;
  EXPECT_TRUE(has(refusal("INSERT INTO timer VALUES (9999, 'ring', 1, NULL)"),
                  "timer row 9999: ring belongs to a thing that is not there"));
}

TEST_F(RefusedRows, AnIdGivenTwice) {
  const std::string why = refusal(
      "UPDATE property SET value = 'yard.box' WHERE thing = " + id("bell") + " AND key = 'id'");
  EXPECT_TRUE(has(why, "have the same id yard.box")) << why;
  EXPECT_TRUE(has(why, number("box"))) << why;
  EXPECT_TRUE(has(why, number("bell"))) << why;
}

TEST_F(RefusedRows, ThingsInACircle) {
  const std::string set = "UPDATE thing SET ";
  EXPECT_TRUE(has(refusal(set + "\"like\" = id WHERE id = " + id("box")), "is its own prototype"));
  EXPECT_TRUE(has(refusal(set + "\"like\" = " + id("box") + " WHERE id = " + id("bell") + ";" +
                          set + "\"like\" = " + id("bell") + " WHERE id = " + id("box")),
                  "is its own prototype"));
  EXPECT_TRUE(has(refusal(set + "relation = 'in', holder = id WHERE id = " + id("box")),
                  "thing " + number("box") + " is inside itself"));
  EXPECT_TRUE(
      has(refusal(set + "relation = 'in', holder = " + id("tongue") + " WHERE id = " + id("bell")),
          "is inside itself"));
}

TEST_F(RefusedRows, RanksAndNumbersThatAreNone) {
  const std::string set = "UPDATE thing SET seq = ";
  EXPECT_TRUE(has(refusal(set + "(SELECT seq FROM thing WHERE id = " + id("box") +
                          ") WHERE id = " + id("bell")),
                  "have the same rank"));
  EXPECT_TRUE(has(refusal(set + "9223372036854775807 WHERE id = " + id("bell")), "no rank"));
  EXPECT_TRUE(has(refusal("INSERT INTO thing VALUES (9007199254740993, NULL, NULL, NULL, 0)"),
                  "thing row 9007199254740993: no id goes so far"));
}

TEST_F(RefusedRows, CountersThatAreNone) {
  const std::string next = " WHERE name = 'next_thing'";
  EXPECT_TRUE(has(refusal("DELETE FROM meta" + next), "no next_thing"));
  EXPECT_TRUE(has(refusal("UPDATE meta SET value = 2" + next), "past the counter next_thing"));
  EXPECT_TRUE(has(refusal("UPDATE meta SET value = 9223372036854775807" + next), "no count"));
  EXPECT_TRUE(has(refusal("UPDATE meta SET value = 'many'" + next), "no count"));
  EXPECT_TRUE(has(refusal("UPDATE meta SET value = -1 WHERE name = 'turn'"), "meta row turn"));
}

TEST_F(RefusedRows, AccountsAndLettersOfNobody) {
  EXPECT_EQ(refusal("UPDATE account SET thing = 9999"),
            "account ann belongs to a thing that is not there");
  EXPECT_TRUE(has(refusal("UPDATE account SET thing = " + id("box")), "no character"));
  EXPECT_TRUE(has(refusal("INSERT INTO account SELECT 'bob', thing, password, role, created FROM "
                          "account"),
                  "has two accounts"));
  EXPECT_TRUE(has(refusal("INSERT INTO letter VALUES (9999, '', 'kept', 1)"),
                  "letter row 9999: is a thing that is not there"));
  EXPECT_TRUE(
      has(refusal("UPDATE thing SET holder = NULL, relation = NULL WHERE id = " + id("pebble") +
                  "; INSERT INTO letter VALUES (" + id("pebble") + ", '', 'kept', 1)"),
          "is kept by the post, but nowhere"));
  EXPECT_TRUE(has(refusal("INSERT INTO correspondent VALUES (9999, 'a@b.example', 1)"),
                  "correspondent row 9999"));
}

TEST_F(RefusedRows, ValuesThatAreNotOfTheirType) {
  const auto put = [this](const std::string& type, const std::string& value) {
    return refusal("INSERT INTO property VALUES (" + id("bell") + ", 'odd', '" + type + "', " +
                   value + ")");
  };
  for (const char* sound : {"'boolean', 1", "'integer', 7", "'number', 7.5", "'number', 7.0",
                            "'string', 'x'", "'thing', 7", "'list', '[1]'", "'map', '{}'"})
    EXPECT_EQ(refusal("INSERT INTO property VALUES (" + id("bell") + ", 'odd', " + sound + ")"), "")
        << sound;
  EXPECT_TRUE(has(put("boolean", "'yes'"), "odd: its value is no boolean"));
  EXPECT_NE(put("boolean", "2"), "");
  EXPECT_NE(put("integer", "'7'"), "");
  EXPECT_NE(put("integer", "7.5"), "");
  EXPECT_NE(put("number", "7"), "");
  EXPECT_NE(put("string", "7"), "");
  EXPECT_NE(put("string", "x'61'"), "");
  EXPECT_NE(put("thing", "-7"), "");
  EXPECT_TRUE(has(put("list", "'{}'"), "odd: no list"));
  EXPECT_TRUE(has(put("map", "'[]'"), "odd: no map"));
  EXPECT_TRUE(has(put("list", "'" + std::string(100'000, '[') + std::string(100'000, ']') + "'"),
                  "without end"));
  EXPECT_NE(put("colour", "7"), "");
}

}  // namespace
}  // namespace reality
