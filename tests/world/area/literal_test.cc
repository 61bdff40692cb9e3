// SPDX-License-Identifier: MIT
#include "world/area/literal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

namespace reality {
namespace {

Result<ThingId> resolve(std::string_view id) {
  if (id == "quay") return ThingId{7};
  if (id == "saltpan.jetty") return ThingId{8};
  return Error{"there is no `" + std::string(id) + "`"};
}

std::string name(ThingId thing) {
  if (thing.number == 7) return "quay";
  return thing.number == 8 ? "saltpan.jetty" : "";
}

Value parsed(std::string_view text) {
  Result<Value> value = parse_literal(text, resolve);
  EXPECT_TRUE(value.ok()) << text << ": " << (value.ok() ? "" : value.error());
  return value.ok() ? *value : Value();
}

std::string refusal(std::string_view text) {
  Result<Value> value = parse_literal(text, resolve);
  EXPECT_FALSE(value.ok()) << text;
  return value.ok() ? "" : value.error();
}

std::string printed(const Value& value) {
  return print_literal(value, name);
}

TEST(Literal, Simple) {
  EXPECT_EQ(parsed("nil"), Value());
  EXPECT_EQ(parsed(" true "), Value(true));
  EXPECT_EQ(parsed("false"), Value(false));
  EXPECT_EQ(parsed("@quay"), Value(ThingId{7}));
  EXPECT_EQ(parsed("@saltpan.jetty"), Value(ThingId{8}));
}

TEST(Literal, Integers) {
  EXPECT_EQ(parsed("0"), Value(int64_t{0}));
  EXPECT_EQ(parsed("-12"), Value(int64_t{-12}));
  EXPECT_EQ(parsed("0x1F"), Value(int64_t{31}));
  EXPECT_EQ(parsed("-0xa"), Value(int64_t{-10}));
  EXPECT_EQ(parsed("9223372036854775807"), Value(std::numeric_limits<int64_t>::max()));
  EXPECT_EQ(parsed("-9223372036854775808"), Value(std::numeric_limits<int64_t>::min()));
}

TEST(Literal, Numbers) {
  EXPECT_EQ(parsed("1.5"), Value(1.5));
  EXPECT_EQ(parsed("-.5"), Value(-0.5));
  EXPECT_EQ(parsed("5."), Value(5.0));
  EXPECT_EQ(parsed("1e3"), Value(1000.0));
  EXPECT_EQ(parsed("1E+3"), Value(1000.0));
  EXPECT_EQ(parsed("25e-1"), Value(2.5));
  EXPECT_EQ(parsed("math.huge"), Value(HUGE_VAL));
  EXPECT_EQ(parsed("-math.huge"), Value(-HUGE_VAL));
  EXPECT_TRUE(std::isnan(parsed("0/0").as_number()));
}

TEST(Literal, Strings) {
  EXPECT_EQ(parsed("\"a quiche\""), Value("a quiche"));
  EXPECT_EQ(parsed("'it\\'s'"), Value("it's"));
  EXPECT_EQ(parsed("\" # no comment, : nor = key \""), Value(" # no comment, : nor = key "));
  EXPECT_EQ(parsed(R"("a\nb\\ \"c\" \65\x41\u{e9}\u{1F600}")"),
            Value("a\nb\\ \"c\" AA\u00e9\U0001F600"));
  EXPECT_EQ(parsed("\"\""), Value(""));
}

TEST(Literal, ListsAndMaps) {
  EXPECT_EQ(parsed("{}"), Value(Value::List{}));
  EXPECT_EQ(parsed("{1, \"x\", {true,}, @quay,}"),
            Value(Value::List{Value(int64_t{1}), Value("x"), Value(Value::List{Value(true)}),
                              Value(ThingId{7})}));
  EXPECT_EQ(parsed("{b = 1, a = {}, [\"two words\"] = 2, [ 'end' ] = 3}"),
            Value(Value::Map{{"a", Value(Value::List{})},
                             {"b", Value(int64_t{1})},
                             {"end", Value(int64_t{3})},
                             {"two words", Value(int64_t{2})}}));
  EXPECT_EQ(parsed("{true, false}").as_list().size(), 2u);
}

TEST(Literal, PrintsAsWritten) {
  for (const std::string_view text :
       {"nil", "true", "false", "-12", "1.5", "1000.0", "1e+300", "math.huge", "-math.huge", "0/0",
        "\"a \\\"b\\\"\\n\\\\\"", "{}", "{1, 2, \"x\"}", "{a = 1, [\"two words\"] = {@quay}}",
        "@saltpan.jetty", "-0.0", "0.1"})
    EXPECT_EQ(printed(parsed(text)), text);
}

TEST(Literal, PrintsWhatWasNeverText) {
  EXPECT_EQ(printed(Value(ThingId{99})), "nil");
  EXPECT_EQ(printed(Value("bell\a")), "\"bell\\x07\"");
  EXPECT_EQ(printed(Value(Value::Map{})), "{}");
  EXPECT_EQ(printed(Value(Value::Map{{"end", Value(true)}})), "{[\"end\"] = true}");
  EXPECT_EQ(printed(Value(std::numeric_limits<int64_t>::min())), "-9223372036854775808");
}

TEST(Literal, RefusesWithTheReason) {
  EXPECT_EQ(refusal(""), "there is no value");
  EXPECT_EQ(refusal("quiche"),
            "`quiche` is no value: text stands in quotes (\"quiche\"), a thing after @ (@quiche)");
  EXPECT_EQ(refusal("1 2"), "there is more after the value: `2`");
  EXPECT_EQ(refusal("+1"), "a value cannot start with `+1`");
  EXPECT_EQ(refusal("12abc"), "`12abc` is not a number, or one that is too large");
  EXPECT_EQ(refusal("9223372036854775808"),
            "`9223372036854775808` is not a number, or one that is too large");
  EXPECT_EQ(refusal("1e999"), "`1e999` is not a number, or one that is too large");
  EXPECT_EQ(refusal("--1"), "`-` is not a number, or one that is too large");
  EXPECT_EQ(refusal("0x"), "`0x` is not a number, or one that is too large");
  EXPECT_EQ(refusal("@"), "an id stands after @, not the end");
  EXPECT_EQ(refusal("@Quay"), "an id stands after @, not `Quay`");
  EXPECT_EQ(refusal("@quy"), "there is no `quy`");
}

TEST(Literal, RefusesBadStrings) {
  EXPECT_EQ(refusal("\"open"), "a text starts here and lacks its closing \"");
  EXPECT_EQ(refusal("\"\\q\""), "there is no escape `\\q` in texts");
  EXPECT_EQ(refusal("\"\\"), "there is no escape `\\` in texts");
  EXPECT_EQ(refusal("\"\\x4\""), "a byte in a text is written \\xHH or \\DDD, at most 255");
  EXPECT_EQ(refusal("\"\\256\""), "a byte in a text is written \\xHH or \\DDD, at most 255");
  EXPECT_EQ(refusal("\"\\u{110000}\""),
            "a letter by number is written \\u{HHHH}, at most \\u{10FFFF}");
  EXPECT_EQ(refusal("\"\\u{}\""), "a letter by number is written \\u{HHHH}, at most \\u{10FFFF}");
  for (const std::string_view text :
       {"\"\\27[1m\"", "\"\\xff\"", "\"\\u{d800}\"", "\"\\u{202e}\"", "\"\\t\""})
    EXPECT_EQ(refusal(text), "a text holds a character that is not allowed in texts");
}

TEST(Literal, RefusesBadTables) {
  EXPECT_EQ(refusal("{1, a = 2}"), "a table is a list or a map, not both");
  EXPECT_EQ(refusal("{a = 1, a = 2}"), "`a` is in the map twice");
  EXPECT_EQ(refusal("{nil}"), "nil cannot stand in a list or map");
  EXPECT_EQ(refusal("{1 2}"), "`,` or `}` should stand before `2}`");
  EXPECT_EQ(refusal("{1"), "`,` or `}` should stand before the end");
  EXPECT_EQ(refusal("{,}"), "a value cannot start with `,}`");
  EXPECT_EQ(refusal("{[1] = 2}"), "a map's key is a name or a text in brackets: [\"two words\"]");
  EXPECT_EQ(refusal("{[\"a\" 2}"), "`] =` should stand before `2}`");
}

TEST(Literal, IsBounded) {
  const auto nested = [](size_t depth) {
    return std::string(depth, '{') + std::string(depth, '}');
  };
  EXPECT_TRUE(parse_literal(nested(kDeepestLiteral), resolve).ok());
  EXPECT_EQ(refusal(nested(kDeepestLiteral + 1)), "too many { within {");
  EXPECT_EQ(refusal(std::string(1'000'000, '{')), "too many { within {");
  std::string long_list = "{";
  for (int i = 0; i < kLargestLiteral; ++i) long_list += "1,";
  EXPECT_EQ(refusal(long_list + "}"), "this value is too large");
}

TEST(Literal, ReplacesThingsAtAnyDepth) {
  const Value before = parsed("{a = {@quay, 1}, b = @saltpan.jetty, c = \"@quay\"}");
  const Value after =
      replace_things(before, [](ThingId thing) { return Value(ThingId{thing.number - 1}); });
  EXPECT_EQ(after, Value(Value::Map{{"a", Value(Value::List{Value(ThingId{6}), Value(int64_t{1})})},
                                    {"b", Value(ThingId{7})},
                                    {"c", Value("@quay")}}));
}

TEST(Literal, KnowsLuaNames) {
  EXPECT_TRUE(is_lua_name("price_2"));
  EXPECT_TRUE(is_lua_name("_x"));
  for (const std::string_view word : {"", "2x", "a-b", "end", "in", "caf\u00e9"})
    EXPECT_FALSE(is_lua_name(word)) << word;
}

}  // namespace
}  // namespace reality
