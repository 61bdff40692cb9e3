// SPDX-License-Identifier: MIT
#include "world/state/thing.h"

#include <algorithm>
#include <array>
#include <memory>
#include <new>

namespace reality {

namespace {
constexpr std::array<std::string_view, 8> kRelations = {"nowhere", "in",      "on",      "under",
                                                        "behind",  "worn by", "held by", "part of"};
const Value kNil{};
}  // namespace

std::string_view relation_name(Relation relation) {
  return kRelations[static_cast<size_t>(relation)];
}

Relation parse_relation(std::string_view name) {
  for (size_t i = 1; i < kRelations.size(); ++i) {
    const std::string_view full = kRelations[i];
    if (name == full || name == full.substr(0, full.find(' '))) return static_cast<Relation>(i);
  }
  return Relation::nowhere;
}

PropertySlots::~PropertySlots() {
  std::destroy_n(data_, size_);
  ::operator delete(data_);
}

Property* PropertySlots::lower(Atom key) const {
  return std::lower_bound(data_, data_ + size_, key,
                          [](const Property& slot, Atom k) { return slot.key() < k; });
}

const Property* PropertySlots::find(Atom key) const {
  const Property* slot = lower(key);
  return slot != data_ + size_ && slot->key() == key ? slot : nullptr;
}

Value PropertySlots::exchange(Atom key, Value value) {
  Property* slot = lower(key);
  if (slot == data_ + size_ || slot->key() != key) {
    if (!value.is_nil()) insert(slot, key, std::move(value));
    return Value();
  }
  Value old = slot->exchange(std::move(value));
  if (slot->is_nil()) erase(slot);
  return old;
}

void PropertySlots::reserve(size_t count) {
  if (count <= capacity_) return;
  auto* grown = static_cast<Property*>(::operator new(count * sizeof(Property)));
  std::uninitialized_move_n(data_, size_, grown);
  std::destroy_n(data_, size_);
  ::operator delete(data_);
  data_ = grown;
  capacity_ = static_cast<uint16_t>(count);
}

void PropertySlots::insert(Property* slot, Atom key, Value value) {
  const auto at = slot - data_;
  if (size_ == capacity_) reserve(size_ + (size_ < 8 ? 2U : size_ / 4U));
  new (data_ + size_) Property(key, std::move(value));
  ++size_;
  std::rotate(data_ + at, data_ + size_ - 1, data_ + size_);
}

void PropertySlots::erase(Property* slot) {
  std::move(slot + 1, data_ + size_, slot);
  --size_;
  std::destroy_at(data_ + size_);
}

const Value& Thing::get(Atom key) const {
  for (const Thing* thing = this; thing; thing = thing->like_)
    if (const Property* slot = thing->slots_.find(key)) return *slot;
  return kNil;
}

std::string_view Thing::string(Atom key) const {
  const Value& value = get(key);
  return value.type() == ValueType::string ? value.as_string() : std::string_view();
}

bool Thing::is_a(const Thing& kind) const {
  for (const Thing* thing = this; thing; thing = thing->like_)
    if (thing == &kind) return true;
  return false;
}

bool Thing::encloses(const Thing& other) const {
  for (const Thing* thing = &other; thing; thing = thing->holder_)
    if (thing == this) return true;
  return false;
}

}  // namespace reality
