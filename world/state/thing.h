// SPDX-License-Identifier: MIT
//
// Thing: everything in the world that has a name: rooms, players, keys, exits, prototypes. A record
// of links and flat property slots; what it means is said by its properties and behaviours. Owned
// by Things, which alone changes it (through the journal). A Thing* is good until the next change
// of the world and never crosses a call that may run a script: keep a ThingId instead.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "world/state/value.h"

namespace reality {

/// How a thing is placed with its holder.
enum class Relation : uint8_t { nowhere, in, on, under, behind, worn, held, part };

/// "in", "on", "worn by", "held by", "part of": as in area text and in the database.
std::string_view relation_name(Relation relation);
/// The inverse; also takes "worn", "held", "part". Nowhere when unknown.
Relation parse_relation(std::string_view name);

/// Property slots of one thing, sorted by key; grows by as little as possible.
class PropertySlots {
 public:
  PropertySlots() = default;
  ~PropertySlots();
  PropertySlots(const PropertySlots&) = delete;
  PropertySlots& operator=(const PropertySlots&) = delete;

  const Property* find(Atom key) const;
  /// Puts `value` there (nil takes the slot away) and hands back what was there before.
  Value exchange(Atom key, Value value);
  void reserve(size_t count);
  std::span<const Property> all() const { return {data_, size_}; }

 private:
  Property* lower(Atom key) const;
  void erase(Property* slot);
  void insert(Property* slot, Atom key, Value value);

  Property* data_ = nullptr;
  uint16_t size_ = 0;
  uint16_t capacity_ = 0;
};

class Thing {
 public:
  explicit Thing(ThingId id) : id_(id) {}
  Thing(const Thing&) = delete;
  Thing& operator=(const Thing&) = delete;

  ThingId id() const { return id_; }
  /// The prototype that it inherits from, or null.
  Thing* like() const { return like_; }
  Thing* holder() const { return holder_; }
  Relation relation() const { return relation_; }
  /// Rank among its holder's contents: they are listed in ascending order.
  int64_t order() const { return order_; }
  Thing* first() const { return first_; }
  Thing* last() const { return last_; }
  Thing* next() const { return next_; }
  Thing* previous() const { return previous_; }
  /// How many things have it as their prototype.
  uint32_t heirs() const { return heirs_; }

  /// Its own properties, in the order of their keys' atoms (not an order to show).
  std::span<const Property> own() const { return slots_.all(); }
  const Value* own(Atom key) const { return slots_.find(key); }
  /// The property by way of the prototypes; a shared nil when nobody has it.
  const Value& get(Atom key) const;
  bool flag(Atom key) const { return get(key).truthy(); }
  /// The string property, or "" when it is not a string.
  std::string_view string(Atom key) const;
  /// True for the thing itself and whatever inherits from `kind`.
  bool is_a(const Thing& kind) const;
  /// True when `other` is this thing or is held by it, at any depth.
  bool encloses(const Thing& other) const;

 private:
  friend class Things;

  ThingId id_;
  Thing* like_ = nullptr;
  Thing* holder_ = nullptr;
  Thing* first_ = nullptr;
  Thing* last_ = nullptr;
  Thing* next_ = nullptr;
  Thing* previous_ = nullptr;
  int64_t order_ = 0;
  PropertySlots slots_;
  uint32_t heirs_ = 0;
  Relation relation_ = Relation::nowhere;
};

/// Goes through what a thing holds, in order: `for (Thing& t : contents(box))`.
class Contents {
 public:
  class Iterator {
   public:
    explicit Iterator(Thing* at) : at_(at) {}
    Thing& operator*() const { return *at_; }
    Iterator& operator++() { return at_ = at_->next(), *this; }
    bool operator==(const Iterator&) const = default;

   private:
    Thing* at_;
  };
  explicit Contents(const Thing& holder) : first_(holder.first()) {}
  Iterator begin() const { return Iterator(first_); }
  Iterator end() const { return Iterator(nullptr); }

 private:
  Thing* first_;
};

inline Contents contents(const Thing& holder) {
  return Contents(holder);
}

}  // namespace reality
