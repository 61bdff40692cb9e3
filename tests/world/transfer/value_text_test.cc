// SPDX-License-Identifier: MIT
//
// Whatever a property can hold comes back from text as the very same value.
#include "world/transfer/value_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "engine/rng.h"
#include "engine/text.h"
#include "tests/support/hostile_lines.h"

namespace reality {
namespace {

std::string name(ThingId thing) {
  return thing.number == 7 ? "yard.bell" : std::to_string(thing.number);
}

Result<ThingId> resolve(std::string_view word) {
  if (word == "yard.bell") return ThingId{7};
  if (const ThingId number = parse_serial(word)) return number;
  return Error{"there is no such thing"};
}

/// The entry as it stands in a file.
std::string written(const Value& value) {
  RecordText text;
  text.records.emplace_back().entries.push_back(write_value("note", value, name));
  return write_records(text);
}

/// The value as it is read from that file.
Value again(const Value& value) {
  const std::string text = written(value);
  Problems problems;
  const RecordText records = read_records("test", text, problems);
  EXPECT_TRUE(problems.none()) << problems.text();
  if (records.records.size() != 1 || records.records[0].entries.size() != 1) {
    ADD_FAILURE() << "not one entry: " << text.substr(0, 300);
    return {};
  }
  const Result<Value> read = read_value(records.records[0].entries[0], resolve);
  EXPECT_TRUE(read.ok()) << text.substr(0, 300);
  return read.ok() ? *read : Value();
}

void expect_same(const Value& value) {
  EXPECT_TRUE(again(value) == value) << written(value).substr(0, 300);
}

TEST(ValueText, ProseStandsAsItIs) {
  EXPECT_EQ(written(Value("a small brass key")), "note: a small brass key\n");
  EXPECT_EQ(written(Value("Dear Ann,\n\nnot today.")), "note: Dear Ann,\n  .\n  not today.\n");
  EXPECT_EQ(written(Value("# = : @ {}")), "note: # = : @ {}\n");
}

TEST(ValueText, LongProseIsBrokenAtSpaces) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += (i ? " word" : "word") + std::to_string(i);
  const std::string lines = written(Value(std::string_view(text)));
  EXPECT_GT(std::count(lines.begin(), lines.end(), '\n'), 3);
  expect_same(Value(std::string_view(text)));
}

TEST(ValueText, WhatProseWouldChangeIsALiteral) {
  EXPECT_EQ(written(Value("")), "note = \"\"\n");
  EXPECT_EQ(written(Value(" x")), "note = \" x\"\n");
  EXPECT_EQ(written(Value("a\nb")), "note = \"a\\nb\"\n");
  EXPECT_EQ(written(Value(ThingId{7})), "note = @yard.bell\n");
  EXPECT_EQ(written(Value(ThingId{99})), "note = @99\n");
}

TEST(ValueText, WhatNoLiteralHoldsIsJsonInAscii) {
  EXPECT_EQ(written(Value("a\xE2\x80\x8B b")), "note json = \"a\\u200b\\u0020b\"\n");
  EXPECT_EQ(written(Value(Value::Map{})), "note json = {}\n");
}

std::vector<std::string> awkward_texts() {
  return {"",
          " ",
          ".",
          "a  b",
          "ends in a space ",
          "\n",
          "\n\n",
          "a\n\n\nb",
          "a\n\n",
          "\n\nb",
          ". .\n\n.",
          "a\n\n.\n\nb",
          "tab\there",
          "\r\n",
          "nul\x01\x7f",
          "e\xCC\x81",
          "\xF0\x9F\x90\x88 and \xF3\xA0\x81\xA1",
          "json",
          "\"quoted\" \\ back",
          "@yard.bell",
          std::string(30'000, 'x'),
          std::string(30'000, ' '),
          std::string(200, ' ') + "." + std::string(200, ' '),
          std::string("\xE2\x80\xAE") + std::string(40'000, 'y')};
}

TEST(ValueText, AwkwardTextsComeBack) {
  for (const std::string& text : awkward_texts()) {
    expect_same(Value(std::string_view(text)));
    expect_same(Value(Value::List{Value(std::string_view(text)), Value(int64_t{1})}));
    expect_same(Value(Value::Map{{text, Value(std::string_view(text))}}));
  }
}

TEST(ValueText, HostileLinesComeBack) {
  for (const HostileLine& hostile : hostile_lines())
    if (is_valid_utf8(hostile.line)) expect_same(Value(std::string_view(hostile.line)));
}

TEST(ValueText, NumbersComeBackExactly) {
  for (const double number :
       {0.1, -0.0, 1e300, 5e-324, 1e20, 123456789.125, std::numeric_limits<double>::infinity()})
    expect_same(Value(number));
  for (const int64_t number :
       {int64_t{0}, std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::min()})
    expect_same(Value(number));
  expect_same(Value(true));
  expect_same(Value(false));
}

TEST(ValueText, DeepAndLargeValuesComeBack) {
  Value deep(int64_t{1});
  for (int i = 0; i < 40; ++i) deep = Value(Value::List{deep});
  expect_same(deep);
  Value::List large;
  for (int64_t i = 0; i < 20'000; ++i) large.push_back(i % 7 ? Value(i) : Value(ThingId{7}));
  expect_same(Value(std::move(large)));
  expect_same(Value(Value::Map{{"thing", Value(int64_t{7})}}));
  expect_same(Value(Value::Map{{"map", Value(Value::Map{})}}));
}

/// Letters that notations trip over, put together by chance.
std::string random_text(Rng& rng) {
  static const std::vector<std::string> kParts = {
      " ",        "  ",        "\n",           "\n\n", ".",    ",", ", ", "#",  ":",
      "=",        "\"",        "\\",           "@",    "{",    "}", "a",  "ab", "\t",
      "\xC3\xA9", "e\xCC\x81", "\xE2\x80\x8B", "json", "word "};
  std::string text;
  const uint64_t count = rng.below(40);
  for (uint64_t i = 0; i < count; ++i) text += kParts[rng.below(kParts.size())];
  return text;
}

TEST(ValueText, RandomTextsComeBack) {
  Rng rng(5);
  for (int i = 0; i < 5'000; ++i) {
    const std::string text = random_text(rng);
    expect_same(Value(std::string_view(text)));
    expect_same(Value(Value::List{Value(std::string_view(text))}));
  }
}

TEST(ValueText, ASerialNumberIsDigits) {
  EXPECT_EQ(parse_serial("57").number, 57U);
  for (const char* text : {"", "0", "5x", "-5", "99999999999999999999", "yard.bell"})
    EXPECT_FALSE(parse_serial(text)) << text;
}

}  // namespace
}  // namespace reality
