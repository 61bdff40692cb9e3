// SPDX-License-Identifier: MIT
//
// The matcher is compared with stock Lua's own, in a plain state beside the sandbox.
#include "engine/lua_pattern.h"

#include <lualib.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/text.h"
#include "tests/support/lua_run.h"

namespace reality {
namespace {

// Runs every function on (subject, pattern) and shows all that came out.
constexpr const char* kShow = R"(
local function show(...)
  local out = {}
  for i = 1, select('#', ...) do out[i] = tostring((select(i, ...))) end
  return table.concat(out, ',')
end
local function try(f, ...)
  local got = table.pack(pcall(f, ...))
  if not got[1] then return 'error' end
  return show(table.unpack(got, 2, got.n))
end
return { f = function(s, p)
  local all = ''
  if p:sub(1, 1) ~= '^' then
    all = try(function()
      local n, out = 0, ''
      for a, b, c in s:gmatch(p) do
        out = out .. '[' .. show(a, b, c) .. ']'
        n = n + 1
        if n > 50 then break end
      end
      return out
    end)
  end
  return table.concat({ try(s.find, s, p), try(s.find, s, p, 3), try(s.find, s, p, -2),
    try(s.match, s, p), try(s.match, s, p, 2), try(s.gsub, s, p, '<%0>'),
    try(s.gsub, s, p, '%1', 2),
    try(s.gsub, s, p, { a = 'A', ab = false }), try(s.gsub, s, p, function(x) return x end),
    try(s.gsub, s, p, function() return '' end), all }, ' | ')
end }
)";

class Stock {
 public:
  Stock() : state_(luaL_newstate()) {
    luaL_openlibs(state_);
    EXPECT_EQ(luaL_dostring(state_, kShow), LUA_OK);
    lua_getfield(state_, -1, "f");
  }
  ~Stock() { lua_close(state_); }
  std::string run(const std::string& subject, const std::string& pattern) {
    lua_pushvalue(state_, -1);
    push_string(state_, subject);
    push_string(state_, pattern);
    EXPECT_EQ(lua_pcall(state_, 2, 1, 0), LUA_OK) << lua_tostring(state_, -1);
    size_t size = 0;
    const char* text = lua_tolstring(state_, -1, &size);
    std::string result(text, size);
    lua_pop(state_, 1);
    return result;
  }

 private:
  lua_State* state_;
};

class LuaPatternTest : public ::testing::Test {
 protected:
  LuaPatternTest() : script_(lua_.load(kShow)) {}

  std::string ours(const std::string& subject, const std::string& pattern) {
    lua_State* L = lua_.machine.state();
    lua_.machine.begin_turn();
    lua_.push_field(script_, "f");
    push_string(L, subject);
    push_string(L, pattern);
    const LuaOutcome outcome = lua_.machine.call(script_, 2, 1);
    EXPECT_TRUE(lua_.machine.end_turn().ok());
    if (!outcome.ok()) return outcome.message;
    size_t size = 0;
    const char* text = lua_tolstring(L, -1, &size);
    std::string result(text, size);
    lua_pop(L, 1);
    return result;
  }
  void compare(const std::string& subject, const std::string& pattern) {
    EXPECT_EQ(ours(subject, pattern), stock_.run(subject, pattern))
        << "subject '" << subject << "' pattern '" << pattern << "'";
  }

  LuaRun lua_;
  Stock stock_;
  ScriptId script_;
};

// One a line.
constexpr std::string_view kSubjects = R"(
a
ab
aaa
aaab
hello world
key = value
  trim me  
THE (quick) fox
x^2 + y^2
f(a(b)c)d)
2026-11-23
[set]
a.b.c
100%
a-b-c
]]--^^
abcabc
((())))";

// Separated by spaces.
constexpr std::string_view kPatterns =
    "a a* a+ a- a? a-b . .* .- .+ ^ $ ^$ ^a a$ ^a*$ %a+ %d+ %s+ %w+ %p+ %u+ %l+ %x+ %c+ %g+ %z "
    "%A+ %D+ %S+ %W %Z (%w+) (%w+)%s*=%s*(%w+) ^%s*(.-)%s*$ () ()a() (a)(b)? ((a)(b)) "
    "(a*(.)%w(%s*)) %b() %b(( %bab %f[%w]%w+ %f[%a] %f[%z] %f[^%w] [abc]+ [^abc]+ [a-c]+ []] "
    "[^]] []a]+ [a-] [-a] [%a-z] [%]] [%w_]+ [a-%%] [%-]+ [^%s]+ (.)%1 (.)(.)%2%1 (a)%1* %% %. "
    "%( a** * +a ? - ^* a^b a$b $a (%d+)-(%d+)-(%d+) %- x*y (()()) (a$) [%z] [\x80-\xff]+ ] a] "
    "%] { (h)(.)(%w) .-%s (%a)(%a) ()%1 %f[^%z] [^%W]- (a?)(b-)(c*) .-$ %s*$ ^(.-)=(.*)$";

TEST_F(LuaPatternTest, AgreesWithStockLuaOnChosenPairs) {
  std::vector<std::string> subjects = {"caf\xC3\xA9 na\xC3\xAFve", "\n\ttabs\r\n",
                                       std::string("zero\0inside", 11)};
  for (const std::string_view subject : split(kSubjects, '\n')) subjects.emplace_back(subject);
  std::vector<std::string> patterns = {"", "a b", std::string("\0", 1),
                                       std::string("[\0-\x7f]+", 7)};
  for (const std::string_view pattern : split(kPatterns, ' ')) patterns.emplace_back(pattern);
  for (const std::string& subject : subjects) {
    for (const std::string& pattern : patterns) compare(subject, pattern);
  }
}

std::string random_set(Rng& rng) {
  static const std::vector<std::string> kParts = {"a",  "b",  "a-c", "%d", "%w",
                                                  "%s", "%]", "b-",  "."};
  std::string set = rng.below(3) == 0 ? "[^" : "[";
  for (uint64_t i = 0, n = 1 + rng.below(3); i < n; ++i) set += kParts[rng.below(kParts.size())];
  return set + "]";
}

std::string random_pattern(Rng& rng) {
  static const std::vector<std::string> kItems = {"a",  "b",  "c",  ".", "%a", "%d",
                                                  "%s", "%A", "%w", "1", " "};
  static const std::vector<std::string> kRepeats = {"", "", "", "*", "+", "-", "?"};
  std::string pattern = rng.below(6) == 0 ? "^" : "";
  int open = 0;
  int captures = 0;
  for (uint64_t i = 0, n = 1 + rng.below(6); i < n; ++i) {
    const uint64_t kind = rng.below(14);
    if (kind == 0 && captures < 3) {
      pattern += "(";
      ++open;
      ++captures;
    } else if (kind == 1 && open > 0) {
      pattern += ")";
      --open;
    } else if (kind == 2) {
      pattern += rng.below(2) == 0 ? "%bab" : "%f" + random_set(rng);
    } else if (kind == 3 && captures < 3) {
      pattern += "()";
      ++captures;
    } else {
      pattern += kind < 7 ? random_set(rng) : kItems[rng.below(kItems.size())];
      pattern += kRepeats[rng.below(kRepeats.size())];
    }
  }
  pattern += std::string(static_cast<size_t>(open), ')');
  if (captures > 0 && rng.below(5) == 0) pattern += "%1";
  return rng.below(8) == 0 ? pattern + "$" : pattern;
}

TEST_F(LuaPatternTest, AgreesWithStockLuaOnRandomPairs) {
  Rng rng(20261123);
  for (int i = 0; i < 3000; ++i) {
    std::string subject;
    for (uint64_t n = rng.below(12); n > 0; --n) subject += "aabbc1 ]"[rng.below(8)];
    compare(subject, random_pattern(rng));
  }
}

TEST_F(LuaPatternTest, MalformedPatternsSaySo) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"a%", "malformed pattern (ends with '%')"},
      {"[a", "malformed pattern (missing ']')"},
      {"[", "malformed pattern (missing ']')"},
      {"[]", "malformed pattern (missing ']')"},
      {"[^", "malformed pattern (missing ']')"},
      {"[%", "malformed pattern (missing ']')"},
      {"[%]", "malformed pattern (missing ']')"},
      {"%bx", "malformed pattern (missing arguments to '%b')"},
      {"%f", "missing '[' after '%f' in pattern"},
      {"(a", "unfinished capture"},
      {"a)", "invalid pattern capture"},
      {"%1", "invalid capture index %1 in pattern"},
      {"(a%1)", "invalid capture index %1 in pattern"},
      {std::string(99, '('), "too many captures"},
  };
  for (const auto& [pattern, problem] : cases) {
    const Result<LuaPattern> compiled = LuaPattern::compile(pattern, true);
    ASSERT_FALSE(compiled.ok()) << pattern;
    EXPECT_EQ(compiled.error(), problem);
  }
  std::string long_one;
  for (int i = 0; i < 201; ++i) long_one += "a?";
  EXPECT_EQ(LuaPattern::compile(long_one, true).error(), "pattern too complex");
}

TEST_F(LuaPatternTest, ReplacementsAreChecked) {
  EXPECT_EQ(lua_.eval("('abc'):gsub('b', '%2')"),
            "test.lua:1: string.gsub: the pattern has no capture 2");
  EXPECT_EQ(lua_.eval("('abc'):gsub('b', '%x')"),
            "test.lua:1: string.gsub: invalid use of '%' in the replacement");
  EXPECT_EQ(lua_.eval("('abc'):gsub('b', function() return {} end)"),
            "test.lua:1: string.gsub: the replacement is a table");
  EXPECT_EQ(lua_.eval("('abc'):gsub('b', true)"),
            "test.lua:1: string.gsub: argument 3 (replacement) must be a string, a table or a "
            "function, not a boolean");
  EXPECT_EQ(lua_.eval("('x'):rep(1000):gsub('x', ('y'):rep(1000))"),
            "test.lua:1: string.gsub: the result would be longer than 256 KiB");
}

TEST_F(LuaPatternTest, CostlyPatternsAreGivenUp) {
  for (const char* expression :
       {"('a'):rep(40):find(('a?'):rep(40) .. ('a'):rep(41))",
        "('a'):rep(3000):match('.-.-.-.-.-.-b')", "('a'):rep(100000):find('.-b')",
        "('a'):rep(20000):gsub('a*b', '')", "('('):rep(20000):gsub('%b()', '')"}) {
    const std::string message = lua_.eval(expression);
    EXPECT_NE(message.find("pattern too costly for this text"), std::string::npos)
        << expression << " gave " << message;
  }
}

TEST_F(LuaPatternTest, StepsAreCounted) {
  const LuaPattern pattern = *LuaPattern::compile("a*b", true);
  LuaCapture none;
  PatternBudget budget{5, nullptr};
  EXPECT_EQ(pattern.match("aaaaaaaaab", 0, &none, &budget), LuaPattern::kNoMatch);
  EXPECT_TRUE(budget.spent());
  budget.steps = 100;
  EXPECT_EQ(pattern.match("aaaaaaaaab", 0, &none, &budget), 10U);
  EXPECT_LT(budget.steps, 100 - 9);
  const std::sig_atomic_t set = 1;
  PatternBudget stopped{100, &set};
  EXPECT_EQ(pattern.match("ab", 0, &none, &stopped), LuaPattern::kNoMatch);
}

}  // namespace
}  // namespace reality
