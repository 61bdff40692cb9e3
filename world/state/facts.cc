// SPDX-License-Identifier: MIT
#include "world/state/facts.h"

#include <utility>

namespace reality {

namespace {
const Value kNil{};
}

const Value& Facts::get(std::string_view name) const {
  auto it = facts_.find(name);
  return it == facts_.end() ? kNil : it->second;
}

void Facts::put(const std::string& name, Value value) {
  if (value.is_nil()) {
    facts_.erase(name);
  } else {
    facts_[name] = std::move(value);
  }
}

void Facts::set(std::string_view name, Value value) {
  Value before = get(name);
  if (before == value) return;
  const std::string kept(name);
  put(kept, std::move(value));
  journal_.record({TableId::meta, 0, 0, kept},
                  [this, kept, before = std::move(before)] { put(kept, before); });
}

}  // namespace reality
