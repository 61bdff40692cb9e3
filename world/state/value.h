// SPDX-License-Identifier: MIT
//
// Value: what a property can hold: nil, boolean, integer, number, string, list, map, thing. Values
// are immutable and copied by sharing: whoever changes a list makes a new one. 16 bytes each, with
// room for a label in which a thing's property slot keeps its key. Belongs to the loop's thread
// (reference counts are plain integers).
#pragma once

#include <cassert>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "world/state/atom.h"

namespace reality {

/// The serial number of a thing: given once, never used again. 0 is no thing.
struct ThingId {
  uint64_t number = 0;
  constexpr explicit operator bool() const { return number != 0; }
  constexpr auto operator<=>(const ThingId&) const = default;
};

enum class ValueType : uint8_t { nil, boolean, integer, number, string, list, map, thing };

/// "string", "list", ... as in messages to authors and in the database.
std::string_view type_name(ValueType type);

class Value {
 public:
  using List = std::vector<Value>;
  /// Sorted by key, each key once.
  using Map = std::vector<std::pair<std::string, Value>>;

  Value() = default;
  explicit Value(bool b) : type_(ValueType::boolean) { bits_.b = b; }
  explicit Value(int64_t i) : type_(ValueType::integer) { bits_.i = i; }
  explicit Value(double d) : type_(ValueType::number) { bits_.d = d; }
  explicit Value(std::string_view text);
  explicit Value(const char* text) : Value(std::string_view(text)) {}
  explicit Value(ThingId id) : type_(ValueType::thing) { bits_.thing = id.number; }
  explicit Value(List list);
  /// Sorts the map by key; of equal keys the last one stays.
  explicit Value(Map map);
  Value(const Value& other) : bits_(other.bits_), type_(other.type_) { share(); }
  Value(Value&& other) noexcept : bits_(other.bits_), type_(other.type_) {
    other.type_ = ValueType::nil;
  }
  Value& operator=(const Value& other) {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Value() { release(); }

  ValueType type() const { return type_; }
  bool is_nil() const { return type_ == ValueType::nil; }
  bool as_boolean() const { return assert(type_ == ValueType::boolean), bits_.b; }
  int64_t as_integer() const { return assert(type_ == ValueType::integer), bits_.i; }
  double as_number() const { return assert(type_ == ValueType::number), bits_.d; }
  std::string_view as_string() const;
  const List& as_list() const;
  const Map& as_map() const;
  ThingId as_thing() const { return assert(type_ == ValueType::thing), ThingId{bits_.thing}; }

  /// True for everything but nil and false, as in Lua.
  bool truthy() const { return type_ == ValueType::boolean ? bits_.b : type_ != ValueType::nil; }
  /// Same type and same content, all the way down.
  bool operator==(const Value& other) const;

 private:
  struct StringBody;
  struct ListBody;
  struct MapBody;
  union Bits {
    bool b;
    int64_t i = 0;
    double d;
    uint64_t thing;
    uint32_t* refs;  // the first word of every shared body is its reference count
    StringBody* string;
    ListBody* list;
    MapBody* map;
  };

  bool shared() const {
    return type_ == ValueType::string || type_ == ValueType::list || type_ == ValueType::map;
  }
  void share() const {
    if (shared()) ++*bits_.refs;
  }
  void release() {
    if (shared() && --*bits_.refs == 0) destroy();
  }
  void destroy();

  Bits bits_;
  ValueType type_ = ValueType::nil;

 protected:
  /// Leaves the labels where they are: a label belongs to the slot, not to what it holds.
  void swap(Value& other) noexcept {
    std::swap(bits_, other.bits_);
    std::swap(type_, other.type_);
  }
  uint32_t label_ = 0;
};

/// One property of a thing: a value and, in the value's spare room, its key.
class Property : public Value {
 public:
  Property(Atom key, Value value) : Value(std::move(value)) { label_ = key.number; }
  Property(const Property& other) : Value(other) { label_ = other.label_; }
  // Only the value moves; the label is read after it.
  Property(Property&& other) noexcept : Value(static_cast<Value&&>(other)) {
    label_ = other.label_;
  }
  Property& operator=(Property other) noexcept {
    swap(other);
    std::swap(label_, other.label_);
    return *this;
  }
  ~Property() = default;
  Atom key() const { return Atom{label_}; }
  const Value& value() const { return *this; }
  /// Replaces the value and hands back the old one.
  Value exchange(Value value) {
    swap(value);
    return value;
  }
};

static_assert(sizeof(Value) == 16 && sizeof(Property) == 16);

}  // namespace reality
