// SPDX-License-Identifier: MIT
#include "world/prose/fragments.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "world/state/keys.h"

namespace reality {

namespace {

constexpr size_t kMostParts = 100;

const Value* field(const Value::Map& map, std::string_view name) {
  for (const auto& [key, value] : map)
    if (key == name) return &value;
  return nullptr;
}

bool is_plain(const Thing& thing) {
  return thing.get(key::fragments).is_nil() && thing.get(key::behaviour).is_nil();
}

std::optional<std::string> computed(const Thing& thing, Atom property, const Reader& reader) {
  if (!reader.contributions || thing.get(key::behaviour).is_nil()) return std::nullopt;
  return reader.contributions->computed(thing, property, reader.actor);
}

void collect(Fragments& parts, const Thing& thing, const Reader& reader) {
  for (const Thing* at = &thing; at; at = at->like()) {
    parts.add_stored(*at);
    if (reader.contributions && at->own(key::behaviour))
      reader.contributions->add_fragments(*at, thing, reader.actor, parts);
  }
}

}  // namespace

bool Fragments::claim(std::string_view key) {
  if (claimed_.size() == kMostParts) return false;
  if (std::find(claimed_.begin(), claimed_.end(), key) != claimed_.end()) return false;
  claimed_.emplace_back(key);
  return true;
}

void Fragments::add(std::string_view key, int64_t priority, std::string text) {
  if (!text.empty()) parts_.push_back({priority, std::string(key), std::move(text)});
}

void Fragments::add_stored(const Thing& thing) {
  const Value* stored = thing.own(key::fragments);
  if (!stored || stored->type() != ValueType::map) return;
  for (const auto& [key, part] : stored->as_map()) {
    if (part.type() != ValueType::map || !claim(key)) continue;
    const Value* text = field(part.as_map(), "text");
    const Value* priority = field(part.as_map(), "priority");
    const bool ranked = priority && priority->type() == ValueType::integer;
    if (text && text->type() == ValueType::string)
      add(key, ranked ? priority->as_integer() : kUsualPriority, std::string(text->as_string()));
  }
}

void Fragments::append_to(std::string& out) {
  std::sort(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) {
    return std::tie(a.priority, a.key) < std::tie(b.priority, b.key);
  });
  bool begun = false;
  for (const Part& part : parts_) {
    if (begun) out += ' ';
    begun = true;
    out += part.text;
  }
}

bool append_property(std::string& out, const Thing& thing, Atom property, const Reader& reader) {
  const size_t before = out.size();
  if (const auto text = computed(thing, property, reader)) {
    out += *text;
  } else {
    out += thing.string(property);
  }
  return out.size() > before;
}

bool append_full_text(std::string& out, const Thing& thing, std::string_view text,
                      const Reader& reader) {
  const size_t before = out.size();
  if (is_plain(thing)) {
    out += text;
  } else {
    Fragments parts;
    parts.add({}, 0, std::string(text));
    collect(parts, thing, reader);
    parts.append_to(out);
  }
  return out.size() > before;
}

bool append_full_text(std::string& out, const Thing& thing, Atom property, const Reader& reader) {
  const auto text = computed(thing, property, reader);
  return append_full_text(out, thing, text ? *text : thing.string(property), reader);
}

}  // namespace reality
