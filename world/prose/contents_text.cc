// SPDX-License-Identifier: MIT
#include "world/prose/contents_text.h"

#include <array>

#include "world/senses/perception.h"
#include "world/state/keys.h"

namespace reality {

namespace {

struct Placing {
  Relation relation;
  std::string_view word;
  std::string_view capital;
};
constexpr auto kPlacings =
    std::to_array<Placing>({{Relation::in, "in", "In "}, {Relation::on, "on", "On "}});

bool are_several(const std::vector<const Thing*>& things) {
  return things.size() > 1 || takes_plural_verb(*things.front(), nullptr);
}

}  // namespace

bool ContentsText::is_listed(const Thing& thing) const {
  if (people_apart_ && thing.flag(key::person)) return false;
  return &thing != &reader_ && !thing.flag(key::scenery) && !is_asleep(thing);
}

/// Whether anything in that relation is seen. The inside of a room is not, from outside of it.
bool ContentsText::shows(const Thing& holder, Relation relation) const {
  bool found = false;
  for (const Thing& thing : contents(holder)) {
    if (thing.relation() != relation || !is_listed(thing)) continue;
    found = true;
    break;
  }
  return found && !holder.flag(key::room) && (relation != Relation::in || !is_opaque(holder));
}

bool ContentsText::any(const Thing& thing) const {
  if (!thing.first() || depth_ >= kDeepest || opened_ >= kMostOpened) return false;
  return shows(thing, Relation::in) || shows(thing, Relation::on);
}

std::vector<const Thing*> ContentsText::listed(const Thing& holder, Relation relation) const {
  std::vector<const Thing*> found;
  size_t budget = Perception::kMostVisited;
  for (const Thing& thing : contents(holder)) {
    if (budget-- == 0) break;
    if (thing.relation() == relation && is_listed(thing)) found.push_back(&thing);
  }
  return found;
}

void ContentsText::append_items(std::string& out, std::span<const Thing* const> things) const {
  append_list(out, things, &reader_, Article::as_written, this);
}

void ContentsText::append(std::string& out, const Thing& thing) const {
  if (!any(thing)) return;
  ++opened_;
  ++depth_;
  std::string_view before = " (";
  for (const Placing& placing : kPlacings) {
    if (!shows(thing, placing.relation)) continue;
    const auto things = listed(thing, placing.relation);
    out.append(before)
        .append(placing.word)
        .append(are_several(things) ? " which are " : " which is ");
    append_items(out, things);
    before = "; ";
  }
  out += ')';
  --depth_;
}

void ContentsText::append_sentences(std::string& out, const Thing& thing,
                                    std::string_view place) const {
  if (opened_ >= kMostOpened) return;
  ++opened_;
  ++depth_;
  for (const Placing& placing : kPlacings) {
    if (!shows(thing, placing.relation)) continue;
    const auto things = listed(thing, placing.relation);
    if (!out.empty() && out.back() != '\n' && out.back() != ' ') out += ' ';
    out += placing.capital;
    if (place.empty()) {
      append_name(out, thing, &reader_, Article::definite);
    } else {
      out += place;
    }
    out += are_several(things) ? " are " : " is ";
    append_items(out, things);
    out += '.';
  }
  --depth_;
}

}  // namespace reality
