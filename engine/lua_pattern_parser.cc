// SPDX-License-Identifier: MIT
//
// The compiling half of LuaPattern.
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "engine/lua_pattern.h"

namespace reality {

namespace {

constexpr bool is_upper(int c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(int c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_digit(int c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_alpha(int c) {
  return is_upper(c) || is_lower(c);
}
constexpr bool is_graph(int c) {
  return c > ' ' && c < 0x7f;
}

// The classes of ASCII, whatever the locale.
constexpr std::string_view kClasses = "acdglpsuwxz";

constexpr bool in_class(int c, char letter) {
  switch (letter) {
    case 'a':
      return is_alpha(c);
    case 'c':
      return c < ' ' || c == 0x7f;
    case 'd':
      return is_digit(c);
    case 'g':
      return is_graph(c);
    case 'l':
      return is_lower(c);
    case 'p':
      return is_graph(c) && !is_alpha(c) && !is_digit(c);
    case 's':
      return c == ' ' || (c >= '\t' && c <= '\r');
    case 'u':
      return is_upper(c);
    case 'w':
      return is_alpha(c) || is_digit(c);
    case 'x':
      return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    default:
      return c == 0;  // 'z', from before patterns could hold zeros
  }
}

constexpr auto kClassSets = [] {
  std::array<ByteSet, kClasses.size()> sets{};
  for (size_t i = 0; i < sets.size(); ++i) {
    for (int c = 0; c < 256; ++c) {
      if (in_class(c, kClasses[i])) sets[i].add(static_cast<uint8_t>(c));
    }
  }
  return sets;
}();

// What "%c" stands for: a class, the complement of one (a capital), or nothing for the byte itself.
std::optional<ByteSet> escaped_class(char c) {
  const bool complement = is_upper(c);
  const size_t place = kClasses.find(complement ? static_cast<char>(c - 'A' + 'a') : c);
  if (place == kClasses.npos) return {};
  return complement ? kClassSets[place].complement() : kClassSets[place];
}

}  // namespace

class PatternParser {
 public:
  explicit PatternParser(std::string_view text) : text_(text) {}

  Result<LuaPattern> parse(bool anchors) {
    if (anchors && !text_.empty() && text_.front() == '^') {
      out_.anchored_ = true;
      at_ = 1;
    }
    while (at_ < text_.size() && problem_.empty()) parse_item();
    if (problem_.empty() && !open_.empty()) problem_ = "unfinished capture";
    if (problem_.empty() && tries_ > LuaPattern::kMaxTries) problem_ = "pattern too complex";
    if (!problem_.empty()) return Error{problem_};
    return std::move(out_);
  }

 private:
  using Kind = LuaPattern::Kind;
  using Repeat = LuaPattern::Repeat;
  using Item = LuaPattern::Item;

  bool more() const { return at_ < text_.size(); }
  uint8_t byte_at(size_t place) const { return static_cast<uint8_t>(text_[place]); }

  void add(Kind kind, uint8_t first = 0, uint8_t second = 0) {
    out_.items_.push_back({kind, Repeat::once, first, second, 0});
  }

  void parse_item() {
    const char c = text_[at_++];
    switch (c) {
      case '(':
        return parse_open();
      case ')':
        return parse_close();
      case '$':
        if (more()) break;
        return add(Kind::end);
      case '%':
        return parse_escape();
      case '[':
        add_set(parse_set());
        return parse_repeat();
      case '.':
        add(Kind::any);
        return parse_repeat();
      default:
        break;
    }
    add(Kind::byte, static_cast<uint8_t>(c));
    parse_repeat();
  }

  void parse_open() {
    if (out_.captures_ == LuaPattern::kMaxCaptures) {
      problem_ = "too many captures";
      return;
    }
    const uint8_t number = static_cast<uint8_t>(out_.captures_++);
    const bool position = more() && text_[at_] == ')';
    closed_.push_back(position);
    if (position) {
      ++at_;
      return add(Kind::place, number);
    }
    open_.push_back(number);
    add(Kind::open, number);
  }

  void parse_close() {
    if (open_.empty()) {
      problem_ = "invalid pattern capture";
      return;
    }
    const uint8_t number = open_.back();
    open_.pop_back();
    closed_[number] = true;
    add(Kind::close, number);
  }

  void parse_escape() {
    if (!more()) {
      problem_ = "malformed pattern (ends with '%')";
      return;
    }
    const char c = text_[at_++];
    if (c == 'b') return parse_balance();
    if (c == 'f') return parse_frontier();
    if (is_digit(c)) return parse_back(c);
    if (const std::optional<ByteSet> set = escaped_class(c)) {
      add_set(*set);
    } else {
      add(Kind::byte, static_cast<uint8_t>(c));
    }
    parse_repeat();
  }

  void parse_balance() {
    if (at_ + 2 > text_.size()) {
      problem_ = "malformed pattern (missing arguments to '%b')";
      return;
    }
    add(Kind::balance, byte_at(at_), byte_at(at_ + 1));
    at_ += 2;
  }

  void parse_frontier() {
    if (!more() || text_[at_] != '[') {
      problem_ = "missing '[' after '%f' in pattern";
      return;
    }
    ++at_;
    add_set(parse_set());
    out_.items_.back().kind = Kind::frontier;
  }

  void parse_back(char digit) {
    const size_t number = static_cast<size_t>(digit - '1');
    if (digit == '0' || number >= closed_.size() || !closed_[number]) {
      problem_ = std::string("invalid capture index %") + digit + " in pattern";
      return;
    }
    add(Kind::back, static_cast<uint8_t>(number));
  }

  void parse_repeat() {
    if (!more()) return;
    Repeat repeat = Repeat::once;
    switch (text_[at_]) {
      case '?':
        repeat = Repeat::maybe;
        break;
      case '*':
        repeat = Repeat::any;
        break;
      case '+':
        repeat = Repeat::some;
        break;
      case '-':
        repeat = Repeat::few;
        break;
      default:
        return;
    }
    ++at_;
    ++tries_;
    out_.items_.back().repeat = repeat;
  }

  void add_set(const ByteSet& set) {
    add(Kind::set);
    out_.items_.back().set = static_cast<uint32_t>(out_.sets_.size());
    out_.sets_.push_back(set);
  }

  // Where the set that began before at_ (after any '^') has its ']'. The first byte is never it.
  size_t set_end() {
    size_t place = at_;
    do {
      if (place >= text_.size()) break;
      if (text_[place++] == '%') ++place;
    } while (place < text_.size() && text_[place] != ']');
    if (place >= text_.size()) problem_ = "malformed pattern (missing ']')";
    return place;
  }

  // After '['; leaves at_ behind the ']'.
  ByteSet parse_set() {
    ByteSet set;
    const bool complement = more() && text_[at_] == '^';
    if (complement) ++at_;
    const size_t end = set_end();
    if (!problem_.empty()) return set;
    while (at_ < end) {
      if (text_[at_] == '%') {
        const std::optional<ByteSet> escaped = escaped_class(text_[at_ + 1]);
        if (escaped) {
          set.add(*escaped);
        } else {
          set.add(byte_at(at_ + 1));
        }
        at_ += 2;
      } else if (at_ + 2 < end && text_[at_ + 1] == '-') {
        for (int c = byte_at(at_); c <= byte_at(at_ + 2); ++c) set.add(static_cast<uint8_t>(c));
        at_ += 3;
      } else {
        set.add(byte_at(at_++));
      }
    }
    at_ = end + 1;
    return complement ? set.complement() : set;
  }

  std::string_view text_;
  size_t at_ = 0;
  size_t tries_ = 0;
  std::vector<uint8_t> open_;
  std::vector<bool> closed_;
  std::string problem_;
  LuaPattern out_;
};

Result<LuaPattern> LuaPattern::compile(std::string_view pattern, bool anchors) {
  return PatternParser(pattern).parse(anchors);
}

}  // namespace reality
