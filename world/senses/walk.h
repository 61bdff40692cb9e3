// SPDX-License-Identifier: MIT
//
// Walk: how the senses go through what lies within a thing, and what counts as lying in it. Part of
// the senses, for perception.cc and perception_scope.cc alone. Must hold: no walk visits more than
// its budget, and none recurses.
#pragma once

#include <cstddef>

#include "world/senses/ways.h"
#include "world/state/keys.h"
#include "world/state/thing.h"

namespace reality {

/// Goes through all below `top`, each holder before what it holds, until the budget is used up.
/// `visit` says whether to go into the thing. Without recursion: depth costs no stack.
template <class Visit>
void walk(const Thing& top, size_t& budget, Visit visit) {
  Thing* at = top.first();
  while (at && budget > 0) {
    --budget;
    if (visit(*at) && at->first()) {
      at = at->first();
      continue;
    }
    while (!at->next()) {
      at = at->holder();
      if (at == &top) return;
    }
    at = at->next();
  }
}

/// Whether something keeps all light, both ways, between the thing and its holder.
inline bool is_shut_away(const Thing& thing) {
  return thing.relation() == Relation::in && is_opaque(*thing.holder());
}

/// Whether the thing counts for whoever is inside `space`, if that is given: what lies on a shut
/// chest is not in it.
inline bool is_within(const Thing& thing, const Thing* space) {
  if (thing.holder() != space) return !is_shut_away(thing);
  return thing.relation() == Relation::in || space->flag(key::room);
}

inline bool is_covered(const Thing& thing) {
  return thing.relation() == Relation::under || thing.relation() == Relation::behind;
}

inline bool is_carried(const Thing& thing) {
  return thing.relation() == Relation::held || thing.relation() == Relation::worn;
}

/// Ways in and out are named after everything else.
inline bool is_way(const Thing& thing, const Thing* space) {
  return thing.relation() == Relation::part && thing.holder() == space &&
         (thing.flag(key::exit) || thing.flag(key::door_thing));
}

}  // namespace reality
