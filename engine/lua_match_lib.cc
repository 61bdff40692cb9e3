// SPDX-License-Identifier: MIT
//
// string.find, match, gmatch and gsub over LuaPattern.
#include <lauxlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/lua_machine.h"
#include "engine/lua_pattern.h"
#include "engine/lua_sandbox.h"

namespace reality {

namespace {

// Of one call, all the places it tries together.
constexpr int64_t kPatternSteps = 1'000'000;

// A pattern, the subject and where the last match was.
class Matcher {
 public:
  Matcher(lua_State* L, const char* function, std::string_view subject, std::string_view pattern,
          bool anchors)
      : L_(L), function_(function), subject_(subject) {
    Result<LuaPattern> compiled = LuaPattern::compile(pattern, anchors);
    if (!compiled) raise_fault(L, "%s: %s", function, compiled.error().c_str());
    pattern_ = std::move(*compiled);
    LuaMachine::of(L).charge(L, static_cast<int64_t>(pattern.size()));
    budget_.steps = kPatternSteps;
    budget_.stop = &LuaMachine::of(L).stop_flag();
  }

  bool anchored() const { return pattern_.anchored(); }
  size_t start() const { return start_; }
  size_t end() const { return end_; }

  bool match_at(size_t place) {
    const int64_t before = budget_.steps;
    const size_t end = pattern_.match(subject_, place, captures_.data(), &budget_);
    uncharged_ += before - std::max<int64_t>(budget_.steps, 0) + 1;
    if (uncharged_ > 1000 || budget_.spent()) settle();
    if (end == LuaPattern::kNoMatch) return false;
    start_ = place;
    end_ = end;
    return true;
  }

  bool search_from(size_t place) {
    for (; place <= subject_.size(); ++place) {
      if (match_at(place)) return true;
      if (anchored()) return false;
    }
    return false;
  }

  // Pushes capture `number`, or the whole match for the first of none.
  void push_capture(size_t number) const {
    if (number >= pattern_.capture_count()) {
      if (number != 0) {
        raise_fault(L_, "%s: the pattern has no capture %d", function_,
                    static_cast<int>(number) + 1);
      }
      push_string(L_, whole());
    } else if (captures_[number].position) {
      lua_pushinteger(L_, static_cast<lua_Integer>(captures_[number].start) + 1);
    } else {
      push_string(L_, subject_.substr(captures_[number].start, captures_[number].size));
    }
  }

  int push_captures(bool whole_if_none) const {
    const size_t count = std::max<size_t>(pattern_.capture_count(), whole_if_none ? 1 : 0);
    need_stack(L_, static_cast<int>(count) + 4);
    for (size_t i = 0; i < count; ++i) push_capture(i);
    return static_cast<int>(count);
  }

  std::string_view whole() const { return subject_.substr(start_, end_ - start_); }

  // Charges the turn for what was done since the last time.
  void settle() {
    LuaMachine::of(L_).charge(L_, std::exchange(uncharged_, 0));
    if (budget_.spent()) raise_fault(L_, "%s: pattern too costly for this text", function_);
  }

 private:
  lua_State* L_;
  const char* function_;
  std::string_view subject_;
  LuaPattern pattern_;
  PatternBudget budget_;
  int64_t uncharged_ = 0;
  size_t start_ = 0;
  size_t end_ = 0;
  std::array<LuaCapture, LuaPattern::kMaxCaptures> captures_;
};

// The 0-based place where a search begins; nothing if that lies behind the end.
std::optional<size_t> search_start(lua_State* L, const char* function, size_t size) {
  const int64_t init = opt_integer(L, {function, 3, "init"}).value_or(1);
  const int64_t place = std::max<int64_t>(string_position(init, size), 1);
  if (place > static_cast<int64_t>(size) + 1) return {};
  return static_cast<size_t>(place) - 1;
}

bool is_plain(std::string_view pattern) {
  return pattern.find_first_of("^$*+?.([%-") == pattern.npos;
}

int push_place(lua_State* L, size_t start, size_t end) {
  lua_pushinteger(L, static_cast<lua_Integer>(start) + 1);
  lua_pushinteger(L, static_cast<lua_Integer>(end));
  return 2;
}

int push_none(lua_State* L) {
  lua_pushnil(L);
  return 1;
}

// memmem takes time in proportion to the lengths, whatever they hold.
int find_plain(lua_State* L, std::string_view subject, std::string_view text, size_t place) {
  LuaMachine::of(L).charge(L, 1 + static_cast<int64_t>(subject.size() / 8));
  const void* found =
      memmem(subject.data() + place, subject.size() - place, text.data(), text.size());
  if (found == nullptr) return push_none(L);
  const size_t start = static_cast<size_t>(static_cast<const char*>(found) - subject.data());
  return push_place(L, start, start + text.size());
}

int string_find(lua_State* L) {
  const std::string_view subject = check_string(L, {"string.find", 1, "s"});
  const std::string_view pattern = check_string(L, {"string.find", 2, "pattern"});
  const auto place = search_start(L, "string.find", subject.size());
  if (!place) return push_none(L);
  if (lua_toboolean(L, 4) != 0 || is_plain(pattern)) {
    return find_plain(L, subject, pattern, *place);
  }
  Matcher matcher(L, "string.find", subject, pattern, true);
  const bool found = matcher.search_from(*place);
  matcher.settle();
  if (!found) return push_none(L);
  return push_place(L, matcher.start(), matcher.end()) + matcher.push_captures(false);
}

int string_match(lua_State* L) {
  const std::string_view subject = check_string(L, {"string.match", 1, "s"});
  const std::string_view pattern = check_string(L, {"string.match", 2, "pattern"});
  const auto place = search_start(L, "string.match", subject.size());
  if (!place) return push_none(L);
  Matcher matcher(L, "string.match", subject, pattern, true);
  const bool found = matcher.search_from(*place);
  matcher.settle();
  return found ? matcher.push_captures(true) : push_none(L);
}

// Upvalues: subject, pattern, where to go on, where the last match ended (-1 for nowhere).
int gmatch_step(lua_State* L) {
  size_t size = 0;
  const char* text = lua_tolstring(L, lua_upvalueindex(1), &size);
  size_t pattern_size = 0;
  const char* pattern = lua_tolstring(L, lua_upvalueindex(2), &pattern_size);
  const lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
  Matcher matcher(L, "string.gmatch", {text, size}, {pattern, pattern_size}, false);
  size_t place = static_cast<size_t>(lua_tointeger(L, lua_upvalueindex(3)));
  for (; place <= size; ++place) {
    if (!matcher.match_at(place) || static_cast<lua_Integer>(matcher.end()) == last) continue;
    matcher.settle();
    lua_pushinteger(L, static_cast<lua_Integer>(matcher.end()));
    lua_pushvalue(L, -1);
    lua_replace(L, lua_upvalueindex(3));
    lua_replace(L, lua_upvalueindex(4));
    return matcher.push_captures(true);
  }
  matcher.settle();
  return push_none(L);
}

int string_gmatch(lua_State* L) {
  const std::string_view subject = check_string(L, {"string.gmatch", 1, "s"});
  const std::string_view pattern = check_string(L, {"string.gmatch", 2, "pattern"});
  const size_t place =
      search_start(L, "string.gmatch", subject.size()).value_or(subject.size() + 1);
  const Result<LuaPattern> checked = LuaPattern::compile(pattern, false);
  if (!checked) raise_fault(L, "string.gmatch: %s", checked.error().c_str());
  lua_settop(L, 2);
  lua_pushinteger(L, static_cast<lua_Integer>(place));
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, trampoline<gmatch_step>, 4);
  return 1;
}

// Appends what a match is replaced by, as the replacement string says.
void append_template(lua_State* L, const Matcher& matcher, std::string_view form,
                     std::string* out) {
  for (size_t i = 0; i < form.size(); ++i) {
    if (form[i] != '%') {
      *out += form[i];
      continue;
    }
    const char c = ++i < form.size() ? form[i] : '\0';
    if (c == '%') {
      *out += '%';
    } else if (c == '0') {
      out->append(matcher.whole());
    } else if (c >= '1' && c <= '9') {
      matcher.push_capture(static_cast<size_t>(c - '1'));
      out->append(display_text(L, -1));
      lua_pop(L, 1);
    } else {
      raise_fault(L, "string.gsub: invalid use of '%%' in the replacement");
    }
  }
}

// Appends what the table or function at 3 gives for the first capture, or the match itself.
void append_looked_up(lua_State* L, const Matcher& matcher, std::string* out) {
  if (lua_istable(L, 3)) {
    matcher.push_capture(0);
    lua_gettable(L, 3);
  } else {
    lua_pushvalue(L, 3);
    lua_call(L, matcher.push_captures(true), 1);
  }
  const int type = lua_type(L, -1);
  if (lua_toboolean(L, -1) == 0) {
    out->append(matcher.whole());
  } else if (type == LUA_TSTRING || type == LUA_TNUMBER) {
    out->append(display_text(L, -1));
  } else {
    raise_fault(L, "string.gsub: the replacement is %s", describe_type(L, -1).c_str());
  }
  lua_pop(L, 1);
}

void append_replacement(lua_State* L, const Matcher& matcher, std::string* out) {
  if (lua_type(L, 3) == LUA_TSTRING) {
    size_t size = 0;
    const char* form = lua_tolstring(L, 3, &size);
    append_template(L, matcher, {form, size}, out);
  } else {
    append_looked_up(L, matcher, out);
  }
  check_length(L, "string.gsub", out->size());
}

int string_gsub(lua_State* L) {
  const std::string_view subject = check_string(L, {"string.gsub", 1, "s"});
  const std::string_view pattern = check_string(L, {"string.gsub", 2, "pattern"});
  if (lua_type(L, 3) == LUA_TNUMBER) lua_tolstring(L, 3, nullptr);
  if (!lua_isstring(L, 3) && !lua_istable(L, 3) && !lua_isfunction(L, 3)) {
    raise_argument(L, {"string.gsub", 3, "replacement"}, "a string, a table or a function");
  }
  const int64_t most = opt_integer(L, {"string.gsub", 4, "n"}).value_or(INT64_MAX);
  Matcher matcher(L, "string.gsub", subject, pattern, true);
  std::string out;
  size_t place = 0;
  std::optional<size_t> last;  // where the last match ended; none ends there again
  int64_t count = 0;
  while (count < most) {
    if (matcher.match_at(place) && last != matcher.end()) {
      ++count;
      append_replacement(L, matcher, &out);
      place = matcher.end();
      last = place;
    } else if (place < subject.size()) {
      out += subject[place++];
    } else {
      break;
    }
    if (matcher.anchored()) break;
  }
  matcher.settle();
  out.append(subject.substr(std::min(place, subject.size())));
  check_length(L, "string.gsub", out.size());
  push_string(L, out);
  lua_pushinteger(L, count);
  return 2;
}

constexpr LuaFunction kFunctions[] = {{"find", trampoline<string_find>},
                                      {"gmatch", trampoline<string_gmatch>},
                                      {"gsub", trampoline<string_gsub>},
                                      {"match", trampoline<string_match>}};

}  // namespace

void set_match_functions(lua_State* L) {
  set_functions(L, kFunctions);
}

bool is_match_iterator(lua_CFunction function) {
  return function == trampoline<gmatch_step>;
}

}  // namespace reality
