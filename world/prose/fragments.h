// SPDX-License-Identifier: MIT
//
// Fragments: how the text of a thing is put together for one reader: its `text`, which is the part
// of priority 0, and further parts by key, in the order of their priorities, then keys. Parts come
// from the property `fragments` ({key = {text =, priority =}}) and from behaviours; a nearer one
// replaces one of the same key that a prototype has, and one without text takes it away. What
// behaviours compute comes by way of Contributions, so that prose runs no script itself. Part of
// descriptions. Must hold: things without fragments and behaviours cost two look-ups and no
// allocation. Tests: tests/world/prose/description_test.cc, tests/world/scripts/computed_test.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "world/state/thing.h"

namespace reality {

inline constexpr int64_t kUsualPriority = 50;

class Fragments {
 public:
  /// True when no nearer part has that key: then it is taken, and its text may be added.
  bool claim(std::string_view key);
  void add(std::string_view key, int64_t priority, std::string text);
  /// The parts that a thing stores itself.
  void add_stored(const Thing& thing);
  /// Appends all in order, with a space between them.
  void append_to(std::string& out);

 private:
  struct Part {
    int64_t priority;
    std::string key;
    std::string text;
  };
  std::vector<Part> parts_;
  std::vector<std::string> claimed_;
};

/// What behaviours add to descriptions. Only asked about things that carry some.
class Contributions {
 public:
  virtual ~Contributions() = default;
  /// The property as a behaviour computes it for that reader; nothing when none does.
  virtual std::optional<std::string> computed(const Thing& thing, Atom property,
                                              const Thing& reader) = 0;
  /// The parts declared by the behaviours that `carrier` (the thing or a prototype of it) names.
  virtual void add_fragments(const Thing& carrier, const Thing& thing, const Thing& reader,
                             Fragments& into) = 0;
};

/// Who reads, and what behaviours have to say; null: only what is stored.
struct Reader {
  const Thing& actor;
  Contributions* contributions = nullptr;
};

/// Appends the text property as it is for the reader; false when there is none.
bool append_property(std::string& out, const Thing& thing, Atom property, const Reader& reader);
/// Appends the text property with all fragments of the thing; false when there is neither.
bool append_full_text(std::string& out, const Thing& thing, Atom property, const Reader& reader);
/// The same for a text that stands already instead of a property.
bool append_full_text(std::string& out, const Thing& thing, std::string_view text,
                      const Reader& reader);

}  // namespace reality
