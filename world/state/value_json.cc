// SPDX-License-Identifier: MIT
#include "world/state/value_json.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

namespace reality {

namespace {

using Json = nlohmann::json;

bool is_marked(const Value::Map& map) {
  return map.size() == 1 && (map[0].first == "thing" || map[0].first == "map");
}

Json encode(const Value& value) {
  switch (value.type()) {
    case ValueType::nil:
      return nullptr;
    case ValueType::boolean:
      return value.as_boolean();
    case ValueType::integer:
      return value.as_integer();
    case ValueType::number:
      return value.as_number();
    case ValueType::string:
      return value.as_string();
    case ValueType::thing:
      return Json{{"thing", value.as_thing().number}};
    case ValueType::list: {
      Json list = Json::array();
      for (const Value& item : value.as_list()) list.push_back(encode(item));
      return list;
    }
    case ValueType::map: {
      Json map = Json::object();
      for (const auto& [name, item] : value.as_map()) map[name] = encode(item);
      return is_marked(value.as_map()) ? Json{{"map", std::move(map)}} : map;
    }
  }
  return nullptr;
}

Value decode(const Json& json);

Value decode_map(const Json& json) {
  Value::Map map;
  for (const auto& [name, item] : json.items()) map.emplace_back(name, decode(item));
  return Value(std::move(map));
}

Value decode(const Json& json) {
  if (json.is_boolean()) return Value(json.get<bool>());
  if (json.is_number_float()) return Value(json.get<double>());
  if (json.is_number()) return Value(json.get<int64_t>());
  if (json.is_string()) return Value(json.get_ref<const std::string&>());
  if (json.is_array()) {
    Value::List list;
    for (const Json& item : json) list.push_back(decode(item));
    return Value(std::move(list));
  }
  if (!json.is_object()) return {};
  if (json.size() == 1 && json.contains("thing") && json["thing"].is_number_unsigned())
    return Value(ThingId{json["thing"].get<uint64_t>()});
  if (json.size() == 1 && json.contains("map")) return decode_map(json["map"]);
  return decode_map(json);
}

// Deeper ones would not be gone through without running out of stack.
bool too_deep(std::string_view text) {
  constexpr int kMostDepth = 1000;
  int depth = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && (text[i] == '[' || text[i] == '{') && ++depth > kMostDepth)
      return true;
    else if (!quoted && (text[i] == ']' || text[i] == '}'))
      --depth;
  }
  return false;
}

}  // namespace

std::string to_json(const Value& value) {
  return encode(value).dump();
}

Result<Value> from_json(std::string_view text) {
  if (too_deep(text)) return Error{"lists in lists without end"};
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return Error{"not JSON"};
  return decode(json);
}

}  // namespace reality
