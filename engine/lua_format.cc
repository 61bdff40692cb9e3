// SPDX-License-Identifier: MIT
//
// string.format, with numbers written by snprintf under a specification that was checked first.
#include <lauxlib.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include "engine/lua_machine.h"
#include "engine/lua_sandbox.h"

namespace reality {

namespace {

constexpr size_t kMaxSpec = 16;
// "%.99f" of the largest double: a sign, 309 digits, a point, 99 digits.
constexpr size_t kMaxNumber = 512;

// One conversion: '%', flags, at most two digits of width, at most two of precision, a letter.
struct Spec {
  std::string_view flags;
  std::string_view width;
  bool has_precision = false;
  std::string_view precision;
  char letter = '\0';
};

std::string_view take(std::string_view* text, std::string_view allowed, size_t most) {
  size_t size = 0;
  while (size < most && size < text->size() && allowed.find((*text)[size]) != allowed.npos) ++size;
  const std::string_view taken = text->substr(0, size);
  text->remove_prefix(size);
  return taken;
}

// Reads a specification after its '%'.
Spec read_spec(lua_State* L, std::string_view* text) {
  Spec spec;
  spec.flags = take(text, "-+ #0", 5);
  spec.width = take(text, "0123456789", 2);
  spec.has_precision = !take(text, ".", 1).empty();
  if (spec.has_precision) spec.precision = take(text, "0123456789", 2);
  if (text->empty()) raise_fault(L, "string.format: '%%' without a conversion at the end");
  spec.letter = text->front();
  text->remove_prefix(1);
  return spec;
}

// The specification for snprintf, with the length modifier that the argument needs.
std::array<char, kMaxSpec> spec_text(const Spec& spec, const char* length) {
  std::array<char, kMaxSpec> text{};
  std::snprintf(text.data(), text.size(), "%%%.*s%.*s%s%.*s%s%c",
                static_cast<int>(spec.flags.size()), spec.flags.data(),
                static_cast<int>(spec.width.size()), spec.width.data(),
                spec.has_precision ? "." : "", static_cast<int>(spec.precision.size()),
                spec.precision.data(), length, spec.letter);
  return text;
}

template <class Number>
void append_number(std::string* out, const Spec& spec, const char* length, Number number) {
  std::array<char, kMaxNumber> digits{};
  const int size =
      std::snprintf(digits.data(), digits.size(), spec_text(spec, length).data(), number);
  out->append(digits.data(), static_cast<size_t>(size));
}

size_t to_size(std::string_view digits) {
  size_t value = 0;
  for (const char digit : digits) value = value * 10 + static_cast<size_t>(digit - '0');
  return value;
}

// Text may hold zeros, so it is padded by hand.
void append_text(std::string* out, const Spec& spec, std::string_view text) {
  if (spec.has_precision) text = text.substr(0, to_size(spec.precision));
  const size_t width = to_size(spec.width);
  const size_t padding = width > text.size() ? width - text.size() : 0;
  const bool left = spec.flags.find('-') != spec.flags.npos;
  if (!left) out->append(padding, ' ');
  out->append(text);
  if (left) out->append(padding, ' ');
}

void append_argument(lua_State* L, std::string* out, const Spec& spec, int index) {
  const LuaArg arg{"string.format", index, "value"};
  switch (spec.letter) {
    case 'c': {
      const char c = static_cast<char>(check_integer(L, arg));
      append_text(out, spec, {&c, 1});
      return;
    }
    case 'd':
    case 'i':
    case 'o':
    case 'x':
    case 'X':
      append_number(out, spec, "ll", static_cast<long long>(check_integer(L, arg)));
      return;
    case 'a':
    case 'A':
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      if (lua_type(L, index) != LUA_TNUMBER) raise_argument(L, arg, "a number");
      append_number(out, spec, "", lua_tonumber(L, index));
      return;
    case 's':
      check_any(L, arg);
      append_text(out, spec, display_text(L, index));
      return;
    default:
      raise_fault(L, "string.format: there is no conversion '%%%c'", spec.letter);
  }
}

}  // namespace

int string_format(lua_State* L) {
  std::string_view format = check_string(L, {"string.format", 1, "format"});
  LuaMachine& machine = LuaMachine::of(L);
  std::string out;
  int argument = 1;
  while (!format.empty()) {
    const size_t percent = std::min(format.find('%'), format.size());
    out.append(format.substr(0, percent));
    format.remove_prefix(percent);
    if (format.empty()) break;
    format.remove_prefix(1);
    if (!format.empty() && format.front() == '%') {
      out += '%';
      format.remove_prefix(1);
      continue;
    }
    const Spec spec = read_spec(L, &format);
    append_argument(L, &out, spec, ++argument);
    machine.charge(L, 50);
    check_length(L, "string.format", out.size());
  }
  check_length(L, "string.format", out.size());
  machine.charge(L, static_cast<int64_t>(out.size() / 16));
  push_string(L, out);
  return 1;
}

}  // namespace reality
