// SPDX-License-Identifier: MIT
#include "world/prose/people_text.h"

#include <algorithm>

#include "world/prose/contents_text.h"
#include "world/prose/naming.h"
#include "world/senses/perception.h"
#include "world/state/keys.h"

namespace reality {

namespace {

/// Standing is not worth a word to one who stands on the ground.
std::string_view posture_of(const Thing& person) {
  const std::string_view posture = person.string(key::posture);
  if (posture.empty()) return posture;
  const bool in_room = person.holder() && person.holder()->flag(key::room);
  return in_room && posture == "standing" ? std::string_view() : posture;
}

/// Where and how somebody is.
struct Bearing {
  const Thing* holder;
  Relation relation;
  std::string_view posture;

  explicit Bearing(const Thing& person)
      : holder(person.holder()), relation(person.relation()), posture(posture_of(person)) {}
  bool is_that_of(const Thing& person) const {
    return person.holder() == holder && person.relation() == relation &&
           posture_of(person) == posture;
  }
};

}  // namespace

void append_posture(std::string& out, const Thing& person, const Thing* reader) {
  const std::string_view posture = posture_of(person);
  const Thing* holder = person.holder();
  const bool in_room = !holder || holder->flag(key::room);
  if (in_room && posture.empty()) return;
  out += posture;
  if (!posture.empty()) out += ' ';
  if (in_room && &person != reader) {
    out += "here";
  } else if (in_room) {
    out += holder && holder->flag(key::outdoors) ? "on the ground" : "on the floor";
  } else {
    out.append(relation_name(person.relation())).append(" ");
    append_name(out, *holder, reader, Article::definite);
  }
}

void PeopleText::add_seated(const Thing& furniture, int depth) {
  if (depth == ContentsText::kDeepest || furniture.flag(key::room)) return;
  if (furniture.flag(key::person)) return;
  size_t budget = Perception::kMostVisited;
  for (const Thing& thing : contents(furniture)) {
    if (budget-- == 0) return;
    const bool seen = thing.relation() == Relation::on ||
                      (thing.relation() == Relation::in && !is_opaque(furniture));
    if (!seen || &thing == &reader_ || is_asleep(thing)) continue;
    if (thing.flag(key::person)) {
      add(thing);
    } else if (thing.first()) {
      add_seated(thing, depth + 1);
    }
  }
}

void PeopleText::append_group(std::string& out, const People& group) const {
  const size_t at = out.size();
  append_list(out, group, &reader_);
  capitalise_from(out, at);
  out += group.size() > 1 || takes_plural_verb(*group[0], &reader_) ? " are " : " is ";
  const size_t before = out.size();
  append_posture(out, *group[0], &reader_);
  out += out.size() == before ? "here." : ".";
}

void PeopleText::append_to(std::string& out) {
  for (auto from = people_.begin(); from != people_.end();) {
    const Bearing first(**from);
    const auto with_first = [&](const Thing* other) { return first.is_that_of(*other); };
    if (from != people_.begin()) out += ' ';
    // As a rule all stand about, and nothing needs to be sorted or copied.
    if (from == people_.begin() && std::all_of(from, people_.end(), with_first))
      return append_group(out, people_);
    const auto to = std::stable_partition(from, people_.end(), with_first);
    append_group(out, People(from, to, people_.get_allocator()));
    from = to;
  }
}

}  // namespace reality
