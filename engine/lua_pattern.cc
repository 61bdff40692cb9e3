// SPDX-License-Identifier: MIT
#include "engine/lua_pattern.h"

#include <algorithm>

namespace reality {

// One attempt at one place.
struct LuaPattern::Run {
  const LuaPattern& pattern;
  std::string_view subject;
  LuaCapture* captures;
  PatternBudget* budget;

  bool spend(size_t steps) {
    budget->steps -= static_cast<int64_t>(steps);
    if (budget->stop != nullptr && *budget->stop != 0) budget->steps = -1;
    return budget->steps >= 0;
  }

  bool fits(const Item& item, size_t at) const {
    if (at >= subject.size()) return false;
    const uint8_t byte = static_cast<uint8_t>(subject[at]);
    switch (item.kind) {
      case Kind::any:
        return true;
      case Kind::set:
        return pattern.sets_[item.set].has(byte);
      default:
        return byte == item.first;
    }
  }

  // Before the first byte and behind the last one stands a zero.
  bool at_frontier(const Item& item, size_t at) const {
    const auto& set = pattern.sets_[item.set];
    const auto byte_or_zero = [this](size_t place) {
      return place < subject.size() ? static_cast<uint8_t>(subject[place]) : uint8_t{0};
    };
    const uint8_t before = at > 0 ? byte_or_zero(at - 1) : uint8_t{0};
    return !set.has(before) && set.has(byte_or_zero(at));
  }

  size_t behind_balance(const Item& item, size_t at) {
    if (at >= subject.size() || static_cast<uint8_t>(subject[at]) != item.first) return kNoMatch;
    size_t depth = 1;
    for (size_t place = at + 1; place < subject.size(); ++place) {
      if (!spend(1)) return kNoMatch;
      const uint8_t byte = static_cast<uint8_t>(subject[place]);
      if (byte == item.second) {
        if (--depth == 0) return place + 1;
      } else if (byte == item.first) {
        ++depth;
      }
    }
    return kNoMatch;
  }

  // A position holds no text to find again.
  size_t behind_back(const Item& item, size_t at) {
    const LuaCapture& capture = captures[item.first];
    if (capture.position || !spend(capture.size / 16)) return kNoMatch;
    const std::string_view text = subject.substr(capture.start, capture.size);
    return subject.substr(at, text.size()) == text ? at + text.size() : kNoMatch;
  }

  // Tries the items from `next` on after as many fitting bytes as possible, then after fewer.
  size_t longest_first(size_t next, const Item& item, size_t at, size_t least, size_t most) {
    size_t count = 0;
    while (count < most && fits(item, at + count)) ++count;
    if (!spend(count)) return kNoMatch;
    for (size_t taken = count + 1; taken-- > least;) {
      const size_t end = from(next, at + taken);
      if (end != kNoMatch || budget->spent()) return end;
    }
    return kNoMatch;
  }

  size_t shortest_first(size_t next, const Item& item, size_t at) {
    for (;; ++at) {
      const size_t end = from(next, at);
      if (end != kNoMatch || budget->spent() || !fits(item, at)) return end;
    }
  }

  // Items without a choice: moves *at, or says no. An item passed again overwrites its capture.
  bool step(const Item& item, size_t* at) {
    switch (item.kind) {
      case Kind::open:
      case Kind::place:
        captures[item.first] = {*at, 0, item.kind == Kind::place};
        return true;
      case Kind::close:
        captures[item.first].size = *at - captures[item.first].start;
        return true;
      case Kind::end:
        return *at == subject.size();
      case Kind::frontier:
        return at_frontier(item, *at);
      case Kind::balance:
        *at = behind_balance(item, *at);
        return *at != kNoMatch;
      case Kind::back:
        *at = behind_back(item, *at);
        return *at != kNoMatch;
      default:
        return fits(item, (*at)++);
    }
  }

  size_t from(size_t place, size_t at) {
    for (; place < pattern.items_.size(); ++place) {
      if (!spend(1)) return kNoMatch;
      const Item& item = pattern.items_[place];
      switch (item.repeat) {
        case Repeat::once:
          if (!step(item, &at)) return kNoMatch;
          break;
        case Repeat::maybe:
          return longest_first(place + 1, item, at, 0, 1);
        case Repeat::any:
          return longest_first(place + 1, item, at, 0, SIZE_MAX);
        case Repeat::some:
          return longest_first(place + 1, item, at, 1, SIZE_MAX);
        case Repeat::few:
          return shortest_first(place + 1, item, at);
      }
    }
    return at;
  }
};

size_t LuaPattern::match(std::string_view subject, size_t start, LuaCapture* captures,
                         PatternBudget* budget) const {
  Run run{*this, subject, captures, budget};
  const size_t end = run.from(0, start);
  return budget->spent() ? kNoMatch : end;
}

}  // namespace reality
