// SPDX-License-Identifier: MIT
//
// A world that was played becomes text and the same world again, row for row; text that makes no
// world is refused with its file and line.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "tests/world/yard.h"
#include "world/state/rows.h"
#include "world/state/state.h"
#include "world/transfer/export_text.h"
#include "world/transfer/import_text.h"

namespace reality {
namespace {

struct Exported {
  TransferFile index;
  std::vector<TransferFile> files;
};

Exported exported(const State& state) {
  Exported all;
  std::vector<std::string> names;
  const Status put = export_things(state, [&](const TransferFile& file) {
    all.files.push_back(file);
    names.push_back(file.name);
    return Status();
  });
  EXPECT_TRUE(put.ok());
  all.index = {std::string(kIndexFile), export_index(&state, names, {})};
  return all;
}

std::string whole_text(const Exported& all) {
  std::string text = all.index.name + "\n" + all.index.text;
  for (const TransferFile& file : all.files) text += file.name + "\n" + file.text;
  return text;
}

class Transfer : public Yard {
 protected:
  void SetUp() override { open(); }

  /// What stands in the database.
  std::unique_ptr<State> stored() {
    auto state = std::make_unique<State>();
    stage().settle();
    EXPECT_TRUE(load_state(stage().store().db(), *state).ok());
    return state;
  }
  /// Expects that the text of the world makes the very same world.
  void expect_same() {
    const auto state = stored();
    const Exported text = exported(*state);
    State again;
    Problems problems;
    import_world(text.index, text.files, again, problems);
    ASSERT_TRUE(problems.none()) << problems.text();
    EXPECT_TRUE(all_rows(again) == all_rows(*state));
    EXPECT_EQ(again.things.next_id(), state->things.next_id());
    EXPECT_EQ(whole_text(exported(again)), whole_text(text));
  }
  /// What is said of these files; "" when a world is made of them.
  std::string problems_of(const std::string& text, const std::string& index = "world: 1\n") {
    State state;
    Problems problems;
    const std::vector<TransferFile> files{{"things.text", text}};
    import_world({"world.text", index}, files, state, problems);
    return problems.text();
  }
};

TEST_F(Transfer, APlayedWorldComesBackRowForRow) {
  stage().enter("Ann");
  stage().enter("Bob");
  for (const char* line : {"take pebble", "open box", "put pebble in box", "down", "alias q = look",
                           "describe me as Tall, \"odd\" = and: strange #1"})
    stage().type("Ann", line);
  run("thing('yard.bell').friend = thing('yard.box') "
      "thing('yard.bell').seen = { 'a', 2, true, { deep = thing('yard.pebble') }, {} } "
      "thing('yard.bell').note = 'two  spaces\\n and a line '");
  stage().mail({"bob@example.net", "ann@localhost", "Hullo", "Dear Ann,\n\n  come  home.\n"});
  expect_same();
}

TEST_F(Transfer, TheStarterWorldComesBackRowForRow) {
  stage_.reset();
  stage_ = std::make_unique<Stage>();
  stage().enter("Ann");
  stage().mail({"bob@example.net", "oracle@localhost", "The tide", "Will it turn?"});
  stage().pass(3600);
  expect_same();
}

TEST_F(Transfer, TimersComeBack) {
  behaviour("bell", R"(return { properties = { count = 0 },
    on_attach = function(self) self:every(60, "ring") self:after(5, "once") end,
    timers = { ring = function(self) end, once = function(self) end } })");
  open();
  EXPECT_EQ(stored()->timers.count(), 2U);
  expect_same();
}

TEST_F(Transfer, KeysAndIdsThatAreNoneOfOursComeBack) {
  const std::string odd = "INSERT INTO property SELECT id, '";
  const std::string of_first = " FROM thing WHERE id = 1";
  Db& db = stage().store().db();
  for (const char* key : {"two words", "a:b", "#c", "like", "in", "serial", "json", ""})
    ASSERT_TRUE(db.execute(odd + key + "', 'string', 'x y'" + of_first).ok()) << key;
  ASSERT_TRUE(
      db.execute("UPDATE property SET value = 'Odd Id' WHERE key = 'id' AND thing = 2").ok());
  ASSERT_TRUE(db.execute("UPDATE property SET value = '12' WHERE key = 'id' AND thing = 3").ok());
  expect_same();
}

TEST_F(Transfer, TheSameWorldGivesTheSameText) {
  stage().enter("Ann");
  EXPECT_EQ(whole_text(exported(*stored())), whole_text(exported(*stored())));
}

TEST_F(Transfer, EachThingStandsWhereOneLooksForIt) {
  stage().enter("Ann");
  stage().mail({"bob@example.net", "ann@localhost", "Hullo", "Dear Ann"});
  std::vector<std::string> names;
  for (const TransferFile& file : exported(*stored()).files) {
    names.push_back(file.name);
    EXPECT_TRUE(is_transfer_path(file.name)) << file.name;
    EXPECT_TRUE(file.text.starts_with(std::string(kTransferMark) + "\n\nthing: ")) << file.name;
  }
  for (const char* name : {"areas/yard.text", "people.text", "letters.text"})
    EXPECT_EQ(std::count(names.begin(), names.end(), name), 1) << name;
}

TEST_F(Transfer, WhatIsWrittenByHandGetsItsNumbers) {
  State state;
  Problems problems;
  const std::vector<TransferFile> files{
      {"things.text",
       "thing: attic\nroom = true\n\nthing: attic.box\nin: attic\nname: a box\n\n"
       "thing: attic.pin\nin: attic\nname: a pin\nfriend = @attic.box\n"}};
  import_world({"world.text", "world: 1\nnext: 100\n"}, files, state, problems);
  ASSERT_TRUE(problems.none()) << problems.text();
  const Thing* box = state.things.find("attic.box");
  const Thing* pin = state.things.find("attic.pin");
  ASSERT_TRUE(box && pin);
  EXPECT_EQ(box->id().number, 101U);
  EXPECT_LT(box->order(), pin->order());
  EXPECT_EQ(*pin->own(state.atoms.intern("friend")), Value(box->id()));
  EXPECT_EQ(state.things.next_id().number, 103U);
}

TEST_F(Transfer, MistakesAreToldWithFileAndLine) {
  const struct {
    const char* text;
    const char* problem;
  } kMistakes[] = {
      {"thing: 1\n\nthing: 2\nin: quay\n", "things.text:4: there is no thing `quay`"},
      {"thing: 1\nlike: 7\n", "things.text:2: there is no thing `7`"},
      {"thing: 1\nfriend = @quay\n", "things.text:2: there is no thing `quay`"},
      {"thing: a\nserial: 1\n\nthing: b\nserial: 1\n", "things.text:5: the serial number 1"},
      {"thing: a\nserial: 1\n\nthing: a\nserial: 2\n", "things.text:5: the id `a` is given twice"},
      {"thing: a\nserial: 1\n\nthing: 2\nid: a\n", "things.text:5: the id `a` is given twice"},
      {"thing: a\nserial: zero\n", "things.text:2: `zero` is no serial number"},
      {"thing: A b\nserial: 1\n", "things.text:2: `A b` is no id"},
      {"room: a\n", "things.text:1: a record begins with `thing: NAME`"},
      {"thing: 1\n\nthing: 2\nin: 1\non: 1\n", "things.text:5: a thing is in one place"},
      {"thing: 1\nname: x\nname: y\n", "things.text:3: `name` is there twice"},
      {"thing: 1\nhour = six\n", "things.text:2: `six` is no value"},
      {"thing: 1\nhour json = [1,\n", "things.text:2: not JSON"},
      {"thing: 1\nhour = nil\n", "things.text:2: a property cannot be nil"},
      {"thing: 1\ntimer: {name = \"ring\"}\n", "things.text:2: this is no timer"},
      {"thing: 1\naccount: {name = \"ann\", role = \"king\"}\n",
       "things.text:2: this is no account"},
      {"thing: 1\nletter: 5\n", "things.text:2: this is no letter"},
      {"thing: 1\nrank: x\n", "things.text:2: a rank is a whole number"},
      {"thing: 1\njust words\n", "things.text:2: a line is"},
  };
  for (const auto& mistake : kMistakes)
    EXPECT_TRUE(has(problems_of(mistake.text), mistake.problem)) << mistake.text;
  EXPECT_EQ(problems_of("thing: 1\nname: x\n"), "");
  EXPECT_TRUE(has(problems_of("", "world: 1\nfact: {name = \"turn\", value = 5}\n"),
                  "world.text:2: this is no fact"));
}

TEST_F(Transfer, LinesAreCountedThroughALargeFile) {
  std::string text;
  for (int i = 1; i <= 60'000; ++i)
    text += "thing: " + std::to_string(i) +
            "\nname: a thing that is one of very many, and plain, " +
            "with a name of which the reader thinks that it is rather long indeed, all told\n\n";
  ASSERT_GT(text.size(), size_t{8} << 20);
  EXPECT_EQ(problems_of(text), "");
  EXPECT_TRUE(
      has(problems_of(text + "thing: 70000\nin: quay\n"), "things.text:180002: there is no"));
}

TEST(TransferIndexTest, SaysWhatThereIs) {
  const auto index = read_transfer_index(
      {"world.text",
       "world: 1\nfile: people.text\nfile: areas/quay.text\nscript: areas/a/b.lua\n"});
  ASSERT_TRUE(index.ok()) << index.error();
  EXPECT_TRUE(index->finished);
  EXPECT_EQ(index->files, (std::vector<std::string>{"people.text", "areas/quay.text"}));
  EXPECT_EQ(index->scripts, (std::vector<std::string>{"areas/a/b.lua"}));
  const auto begun = read_transfer_index({"world.text", export_index(nullptr, {}, {})});
  ASSERT_TRUE(begun.ok());
  EXPECT_FALSE(begun->finished);
}

TEST(TransferIndexTest, AnIndexThatIsNoneIsRefused) {
  for (const char* text : {"", "area: quay\n", "world: 2\n", "world: 1\nfile: ../../people.text\n",
                           "world: 1\nfile: areas/../x.text\n", "world: 1\nfile: world.text\n"})
    EXPECT_FALSE(read_transfer_index({"world.text", text}).ok()) << text;
}

}  // namespace
}  // namespace reality
