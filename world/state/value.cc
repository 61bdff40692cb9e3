// SPDX-License-Identifier: MIT
#include "world/state/value.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace reality {

// The letters follow the header in the same block: a short string costs one allocation.
struct Value::StringBody {
  uint32_t refs;
  uint32_t size;
  char* letters() { return reinterpret_cast<char*>(this + 1); }
};

struct Value::ListBody {
  uint32_t refs = 1;
  List items;
};

struct Value::MapBody {
  uint32_t refs = 1;
  Map entries;
};

std::string_view type_name(ValueType type) {
  static constexpr std::string_view kNames[] = {"nil",    "boolean", "integer", "number",
                                                "string", "list",    "map",     "thing"};
  return kNames[static_cast<size_t>(type)];
}

Value::Value(std::string_view text) : type_(ValueType::string) {
  void* block = ::operator new(sizeof(StringBody) + text.size());
  bits_.string = new (block) StringBody{1, static_cast<uint32_t>(text.size())};
  if (!text.empty()) std::memcpy(bits_.string->letters(), text.data(), text.size());
}

Value::Value(List list) : type_(ValueType::list) {
  bits_.list = new ListBody{1, std::move(list)};
}

Value::Value(Map map) : type_(ValueType::map) {
  auto by_key = [](const auto& a, const auto& b) { return a.first < b.first; };
  std::stable_sort(map.begin(), map.end(), by_key);
  auto kept = map.begin();
  for (auto it = map.begin(); it != map.end(); ++it) {
    const bool last_of_its_key = std::next(it) == map.end() || std::next(it)->first != it->first;
    if (!last_of_its_key) continue;
    if (kept != it) *kept = std::move(*it);
    ++kept;
  }
  map.erase(kept, map.end());
  bits_.map = new MapBody{1, std::move(map)};
}

std::string_view Value::as_string() const {
  assert(type_ == ValueType::string);
  return {bits_.string->letters(), bits_.string->size};
}

const Value::List& Value::as_list() const {
  assert(type_ == ValueType::list);
  return bits_.list->items;
}

const Value::Map& Value::as_map() const {
  assert(type_ == ValueType::map);
  return bits_.map->entries;
}

bool Value::operator==(const Value& other) const {
  if (type_ != other.type_) return false;
  switch (type_) {
    case ValueType::nil:
      return true;
    case ValueType::boolean:
      return bits_.b == other.bits_.b;
    case ValueType::integer:
      return bits_.i == other.bits_.i;
    case ValueType::number:
      return bits_.d == other.bits_.d;
    case ValueType::thing:
      return bits_.thing == other.bits_.thing;
    case ValueType::string:
      return as_string() == other.as_string();
    case ValueType::list:
      return bits_.list == other.bits_.list || as_list() == other.as_list();
    case ValueType::map:
      return bits_.map == other.bits_.map || as_map() == other.as_map();
  }
  return false;
}

void Value::destroy() {
  if (type_ == ValueType::string) ::operator delete(bits_.string);
  if (type_ == ValueType::list) delete bits_.list;
  if (type_ == ValueType::map) delete bits_.map;
}

}  // namespace reality
