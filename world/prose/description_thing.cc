// SPDX-License-Identifier: MIT
//
// The part of descriptions that is about one thing, and about what one has.
#include "world/prose/contents_text.h"
#include "world/prose/description.h"
#include "world/prose/naming.h"
#include "world/prose/people_text.h"
#include "world/state/keys.h"

namespace reality {

namespace {

constexpr Atom kHolds = key::of("holds");
constexpr Atom kEndless = key::of("endless");

/// A door may look different from its two sides: `sides` has a text for each room's id.
std::string_view side_text(const Thing& actor, const Thing& thing) {
  const Value& sides = thing.get(key::sides);
  const Thing* room = room_of(actor);
  if (room && sides.type() == ValueType::map) {
    const std::string_view id = room->string(key::id);
    for (const auto& [side, text] : sides.as_map())
      if (side == id && text.type() == ValueType::string) return text.as_string();
  }
  return {};
}

void append_text(std::string& out, const Thing& thing, const Reader& reader) {
  const Thing& actor = reader.actor;
  const std::string_view side = side_text(actor, thing);
  if (side.empty() ? append_full_text(out, thing, key::text, reader)
                   : append_full_text(out, thing, side, reader))
    return;
  out += "You see nothing special about ";
  if (&thing == &actor) {
    append_pronoun(out, thing, &actor, PronounForm::reflexive);
  } else {
    append_name(out, thing, &actor, Article::definite);
  }
  out += '.';
}

/// "Tom is sitting on the bench, wearing a felt hat and holding a lamp."
void append_bearing(std::string& out, const Thing& actor, const Thing& person) {
  const ContentsText inside(actor);
  const auto worn = inside.listed(person, Relation::worn);
  const auto held = inside.listed(person, Relation::held);
  std::string posture;
  append_posture(posture, person, &actor);
  if (worn.empty() && held.empty() && posture.empty()) return;
  out += '\n';
  const size_t at = out.size();
  append_name(out, person, &actor, Article::definite);
  capitalise_from(out, at);
  out += takes_plural_verb(person, &actor) ? " are " : " is ";
  out += posture;
  std::string_view before = posture.empty() ? "" : ", ";
  if (!worn.empty()) {
    out.append(before).append("wearing ");
    inside.append_items(out, worn);
    before = " and ";
  }
  if (!held.empty()) {
    out.append(before).append("holding ");
    inside.append_items(out, held);
  }
  out += '.';
}

/// What is in a vessel, and that nothing is, is told in measures.
bool is_vessel(const Thing& thing) {
  return !thing.get(kHolds).is_nil() || thing.flag(kEndless);
}

/// "It is open.", or what the thing says of that itself; whether there was anything to say.
bool append_openness(std::string& out, const Thing& thing, const Reader& reader) {
  const bool shut = is_shut(thing);
  if (append_property(out, thing, shut ? key::when_shut : key::when_open, reader)) return true;
  if (!thing.flag(key::openable)) return false;
  out += takes_plural_verb(thing, nullptr) ? "They are " : "It is ";
  out += shut ? "closed." : "open.";
  return true;
}

/// "It is open. In it is a small brass key.", as a line of its own; nothing for plain things.
void append_state(std::string& out, const Thing& thing, const Reader& reader) {
  const ContentsText inside(reader.actor);
  const size_t before = out.size();
  out += '\n';
  const bool told = append_openness(out, thing, reader);
  std::string place;
  append_pronoun(place, thing, nullptr, PronounForm::object);
  if (inside.any(thing)) {
    inside.append_sentences(out, thing, place);
  } else if (thing.flag(key::container) && !is_opaque(thing) && !is_vessel(thing)) {
    out.append(told ? " " : "").append("There is nothing in ").append(place).append(".");
  }
  if (out.size() == before + 1) out.pop_back();
}

}  // namespace

std::string describe_thing(const Thing& actor, const Thing& thing, Contributions* contributions) {
  const Reader reader{actor, contributions};
  std::string out;
  append_text(out, thing, reader);
  if (thing.flag(key::person)) {
    append_bearing(out, actor, thing);
  } else if (!thing.flag(key::room)) {
    append_state(out, thing, reader);
  }
  return out;
}

std::string describe_inventory(const Thing& actor) {
  const ContentsText inside(actor);
  const auto held = inside.listed(actor, Relation::held);
  const auto worn = inside.listed(actor, Relation::worn);
  if (held.empty() && worn.empty()) return "You have nothing.";
  std::string out;
  if (!held.empty()) {
    out += "You hold ";
    inside.append_items(out, held);
    out += '.';
  }
  if (!worn.empty()) {
    out += out.empty() ? "You are wearing " : " You are wearing ";
    inside.append_items(out, worn);
    out += '.';
  }
  return out;
}

}  // namespace reality
