// SPDX-License-Identifier: MIT
#include "world/people/names.h"

#include <algorithm>

#include "engine/text.h"
#include "world/people/characters.h"
#include "world/prose/naming.h"
#include "world/state/keys.h"
#include "world/world.h"

namespace reality {

namespace {

constexpr const char* kMeansElse =
    "That word means something else here; please choose another name.";
constexpr std::string_view kPigeonHoles = "pigeon_holes";
constexpr size_t kLongestAddress = 40;

bool is_address(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !text.empty() && text.size() <= kLongestAddress &&
         std::all_of(text.begin(), text.end(), fits);
}

/// The address that the thing asks for: its own, else that of the first behaviour it carries.
std::string_view wanted_address(const Behaviours& behaviours, const Thing& thing) {
  if (const Value* own = thing.own(key::address); own && own->type() == ValueType::string)
    return own->as_string();
  for (const Behaviour* behaviour : behaviours.own(thing))
    if (!behaviour->address.empty()) return behaviour->address;
  return {};
}

}  // namespace

bool Names::is_keepers(std::string_view name) {
  const std::string folded = fold_case(name);
  return folded == "postmaster" || folded == "abuse";
}

Status Names::may_take(std::string_view name) const {
  if (Status fit = check_player_name(name); !fit) return fit;
  const std::string folded = fold_case(name);
  if (folded == "the" || folded == "an" || world_.grammar().knows_word(folded))
    return Error{kMeansElse};
  if (thing(folded)) return Error{"Something here is reached by that name; please choose another."};
  if (people_.contains(folded))
    return Error{"Somebody who lives here is called " + std::string(name) +
                 "; please choose another name."};
  if (world_.characters().is_taken(name))
    return Error{"Somebody is called " + std::string(name) + " already; please choose another."};
  return {};
}

void Names::claim(const Thing& thing, std::string_view address,
                  std::vector<std::string>& problems) {
  const std::string name(thing.string(key::name));
  if (!is_address(address)) {
    problems.push_back(name + ": \"" + std::string(address) +
                       "\" is no address: small letters, digits, - and _ only");
  } else if (is_reserved_name(address) || world_.account_book().find(address)) {
    problems.push_back(name + ": the address \"" + std::string(address) +
                       "\" belongs to somebody else");
  } else {
    things_.emplace(address, thing.id());
  }
}

void Names::claim_person(const Thing& person) {
  const NameParts name = name_parts(person);
  if (!name.article.empty()) return;
  for (const std::string_view word : split(name.noun, ' ')) people_.insert(fold_case(word));
}

// The first one in the order of ids has it: a second statue of the same kind is only a statue.
std::vector<std::string> Names::index_addresses() {
  std::vector<std::string> problems;
  things_.clear();
  people_.clear();
  pigeon_holes_ = {};
  const Behaviour* holes = world_.behaviours().find(kPigeonHoles);
  world_.things().for_each([&](const Thing& thing) {
    if (!thing.holder()) return;
    if (thing.flag(key::person) && !thing.flag(key::player)) claim_person(thing);
    const std::string_view address = wanted_address(world_.behaviours(), thing);
    if (!address.empty() && !things_.contains(address)) claim(thing, address, problems);
    if (!pigeon_holes_ && holes && thing.own(key::behaviour) &&
        world_.behaviours().carries(thing, *holes))
      pigeon_holes_ = thing.id();
  });
  return problems;
}

Thing* Names::thing(std::string_view address) const {
  const auto it = things_.find(fold_case(address));
  return it == things_.end() ? nullptr : world_.things().find(it->second);
}

Thing* Names::pigeon_holes() const {
  return world_.things().find(pigeon_holes_);
}

}  // namespace reality
