// SPDX-License-Identifier: MIT
#include "world/prose/gathering.h"

#include <algorithm>
#include <span>

#include "engine/text.h"
#include "world/prose/naming.h"
#include "world/state/keys.h"

namespace reality {
namespace {

using Held = Gathering::Held;
using HeldValue = Gathering::HeldValue;

constexpr size_t kMostMerged = 200;   // things in one sentence
constexpr size_t kMostCompared = 40;  // sentences that one is compared with

std::string_view words_of(const std::optional<Template>& message) {
  return message ? message->source() : std::string_view();
}

bool same_telling(const Held& a, const Held& b) {
  return a.message && b.message && a.reader == b.reader && a.source == b.source &&
         a.actor == b.actor && a.kind == b.kind && a.carries == b.carries &&
         a.message->source() == b.message->source() && words_of(a.heard) == words_of(b.heard) &&
         words_of(a.inside) == words_of(b.inside) && a.roles.size() == b.roles.size();
}

// The one role, filled by a thing in both, in which they differ; -1 if they differ otherwise.
int differing_role(const Held& a, const Held& b) {
  int found = -1;
  for (size_t i = 0; i < a.roles.size(); ++i) {
    if (a.roles[i].first != b.roles[i].first) return -1;
    if (static_cast<int>(i) != a.merged && a.roles[i].second == b.roles[i].second) continue;
    const bool things = !std::holds_alternative<std::string>(a.roles[i].second) &&
                        std::holds_alternative<ThingId>(b.roles[i].second);
    if (found >= 0 || !things || a.roles[i].first == "actor") return -1;
    found = static_cast<int>(i);
  }
  return a.merged >= 0 && a.merged != found ? -1 : found;
}

ThingId first_of(const HeldValue& value) {
  if (const auto* list = std::get_if<std::vector<ThingId>>(&value)) return list->front();
  const auto* one = std::get_if<ThingId>(&value);
  return one ? *one : ThingId{};
}

bool look_alike(const HeldValue& a, const HeldValue& b, const Things& things) {
  const Thing* one = things.find(first_of(a));
  const Thing* other = things.find(first_of(b));
  return one && other && is_alike(*one, *other);
}

bool speaks_of(const Held& held, ThingId thing) {
  return std::ranges::any_of(held.roles, [&](const auto& role) {
    if (const auto* list = std::get_if<std::vector<ThingId>>(&role.second))
      return std::ranges::find(*list, thing) != list->end();
    const auto* one = std::get_if<ThingId>(&role.second);
    return one && *one == thing;
  });
}

/// Whether any of these, told to the same readers, is about that thing.
bool any_speaks_of(std::span<const Held> told, const Held& like, ThingId thing) {
  return std::ranges::any_of(
      told, [&](const Held& held) { return held.reader == like.reader && speaks_of(held, thing); });
}

bool any_speaks_of(std::span<const Held> told, const Held& like, const HeldValue& things) {
  const auto* list = std::get_if<std::vector<ThingId>>(&things);
  if (!list) return any_speaks_of(told, like, first_of(things));
  return std::ranges::any_of(*list,
                             [&](const ThingId thing) { return any_speaks_of(told, like, thing); });
}

bool merge(Held& into, const Held& one, const Things& things) {
  const int at = differing_role(into, one);
  if (at < 0) return false;
  HeldValue& value = into.roles[static_cast<size_t>(at)].second;
  const HeldValue& more = one.roles[static_cast<size_t>(at)].second;
  // Who acts gets an answer for each thing, except where they are one and the same to him.
  if (into.reader && !look_alike(value, more, things)) return false;
  if (const auto* first = std::get_if<ThingId>(&value)) value = std::vector<ThingId>{*first};
  auto* list = std::get_if<std::vector<ThingId>>(&value);
  if (!list || list->size() >= kMostMerged) return false;
  list->push_back(std::get<ThingId>(more));
  into.merged = at;
  return true;
}

/// How one sentence may join another: where that stands, moved behind all the rest, or not at all.
enum class Order : uint8_t { free, last, fixed };

// Nothing is told before something else that happened to the same thing first. `one` would join
// told[at]: as it stands, or moved behind all the rest, or not at all.
Order order_of(const std::vector<Held>& told, size_t at, const Held& one) {
  const int role = differing_role(told[at], one);
  if (role < 0) return Order::free;
  const auto index = static_cast<size_t>(role);
  const std::span<const Held> after = std::span(told).subspan(at + 1);
  if (!any_speaks_of(after, one, one.roles[index].second)) return Order::free;
  return any_speaks_of(after, one, told[at].roles[index].second) ? Order::fixed : Order::last;
}

// The same answer once more, to whoever counts coins or asks the way twice in one command.
bool repeats(const Held& before, const Held& one) {
  if (!before.reader || before.reader != one.reader) return false;
  if (!one.message) return !before.message && before.text == one.text;
  return same_telling(before, one) && before.merged < 0 && before.roles == one.roles;
}

// Whether the message only ever names the role, so that it may stand there as words.
bool only_names(const Template& message, std::string_view role) {
  return std::all_of(message.pieces().begin(), message.pieces().end(), [&](const auto& piece) {
    if (piece.kind == Template::Kind::text || piece.role == Template::kNoRole) return true;
    if (message.role(piece.role) != role) return true;
    return piece.kind == Template::Kind::name && !piece.possessive;
  });
}

bool begins_with(const Template& message, std::string_view role) {
  const auto& first = message.pieces().front();
  return first.kind == Template::Kind::name && message.role(first.role) == role;
}

// "two gold coins" rather than "the two gold coins", for there may be more of them.
RoleValue merged_value(const Held& held, const std::string& role,
                       std::vector<const Thing*> things) {
  const bool people = std::any_of(things.begin(), things.end(),
                                  [](const Thing* thing) { return thing->flag(key::person); });
  if (people || things.size() < 2 || !only_names(*held.message, role)) return things;
  std::string words = list_things(things, nullptr);
  return begins_with(*held.message, role) ? capitalise(words) : words;
}

}  // namespace

std::vector<std::pair<std::string, HeldValue>> Gathering::keep(const Roles& roles) {
  std::vector<std::pair<std::string, HeldValue>> kept;
  for (const auto& [name, value] : roles.all()) {
    if (const auto* thing = std::get_if<const Thing*>(&value)) {
      kept.emplace_back(name, *thing ? (*thing)->id() : ThingId{});
    } else if (const auto* list = std::get_if<std::vector<const Thing*>>(&value)) {
      std::vector<ThingId> ids;
      for (const Thing* one : *list) ids.push_back(one->id());
      kept.emplace_back(name, std::move(ids));
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      kept.emplace_back(name, *text);
    } else if (const auto* number = std::get_if<int64_t>(&value)) {
      kept.emplace_back(name, *number);
    } else {
      kept.emplace_back(name, std::get<double>(value));
    }
  }
  return kept;
}

std::vector<Held> Gathering::take(const Things& things) {
  std::vector<Held> told;
  for (Held& one : held_) {
    const size_t from = told.size() > kMostCompared ? told.size() - kMostCompared : 0;
    // What is said of things that cannot be told apart is said once.
    bool merged = !told.empty() && repeats(told.back(), one);
    for (size_t i = from; i < told.size() && !merged; ++i) {
      if (!same_telling(told[i], one)) continue;
      const Order order = order_of(told, i, one);
      merged = order != Order::fixed && merge(told[i], one, things);
      if (merged && order == Order::last)
        std::rotate(told.begin() + static_cast<ptrdiff_t>(i),
                    told.begin() + static_cast<ptrdiff_t>(i) + 1, told.end());
    }
    if (!merged) told.push_back(std::move(one));
  }
  held_.clear();
  return told;
}

Roles Gathering::roles_of(const Held& held, const Things& things) {
  Roles roles;
  for (size_t i = 0; i < held.roles.size(); ++i) {
    const auto& [name, value] = held.roles[i];
    if (const auto* thing = std::get_if<ThingId>(&value)) {
      roles.set(name, things.find(*thing));
    } else if (const auto* list = std::get_if<std::vector<ThingId>>(&value)) {
      std::vector<const Thing*> found;
      for (const ThingId id : *list)
        if (const Thing* one = things.find(id)) found.push_back(one);
      const bool merged = held.merged == static_cast<int>(i);
      roles.set(name, merged ? merged_value(held, name, std::move(found)) : std::move(found));
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      roles.set(name, *text);
    } else if (const auto* number = std::get_if<int64_t>(&value)) {
      roles.set(name, *number);
    } else {
      roles.set(name, std::get<double>(value));
    }
  }
  return roles;
}

}  // namespace reality
