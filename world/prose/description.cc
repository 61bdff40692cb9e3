// SPDX-License-Identifier: MIT
#include "world/prose/description.h"

#include <array>
#include <cstddef>
#include <memory_resource>
#include <vector>

#include "world/prose/contents_text.h"
#include "world/prose/naming.h"
#include "world/state/keys.h"

namespace reality {

namespace {

using Arena = std::pmr::monotonic_buffer_resource;
using ThingList = std::pmr::vector<const Thing*>;

/// What a room holds, sorted by the line that tells of it. Looking around is the commonest of all
/// commands, so the lists live in a buffer on the stack.
struct Sorted {
  explicit Sorted(Arena& arena)
      : initial(&arena), things(&arena), settings(&arena), people(&arena), exits(&arena) {}

  ThingList initial;   // with a sentence of their own
  ThingList things;    // lying about
  ThingList settings;  // not listed, but something is seen in or on them
  ThingList people;
  ThingList exits;
};

bool is_at_large(const Thing& thing) {
  return thing.relation() == Relation::in || thing.relation() == Relation::on;
}

void sort_loose(Sorted& sorted, const Thing& thing, const ContentsText& inside) {
  if (thing.flag(key::scenery)) {
    if (inside.any(thing)) sorted.settings.push_back(&thing);
  } else if (!thing.string(key::initial).empty()) {
    sorted.initial.push_back(&thing);
    if (inside.any(thing)) sorted.settings.push_back(&thing);
  } else {
    (thing.flag(key::person) ? sorted.people : sorted.things).push_back(&thing);
  }
}

void sort_contents(Sorted& sorted, const Thing& actor, const Thing& room,
                   const ContentsText& inside) {
  size_t budget = Perception::kMostVisited;
  for (const Thing& thing : contents(room)) {
    if (budget-- == 0) return;
    if (thing.relation() == Relation::part) {
      if (thing.flag(key::exit)) {
        sorted.exits.push_back(&thing);
      } else if (inside.any(thing)) {
        sorted.settings.push_back(&thing);
      }
    } else if (is_at_large(thing) && &thing != &actor && !is_asleep(thing)) {
      sort_loose(sorted, thing, inside);
    }
  }
}

/// Starts a sentence within the line, or the line itself.
void begin_sentence(std::string& out, bool& line_begun) {
  out += line_begun ? ' ' : '\n';
  line_begun = true;
}

/// "You are on the bench.", for one who is not simply in the room.
void append_whereabouts(std::string& out, const Thing& actor, const Thing& room, bool& begun) {
  const Thing* seat = actor.holder();
  if (!seat || seat == &room || !room.encloses(*seat)) return;
  const Relation relation = actor.relation();
  if (relation == Relation::nowhere || relation == Relation::part) return;
  begin_sentence(out, begun);
  out.append("You are ").append(relation_name(relation)).append(" ");
  append_name(out, *seat, &actor, Article::definite);
  out += '.';
}

void append_things(std::string& out, const Sorted& sorted, const Thing& actor, const Thing& room,
                   const ContentsText& inside) {
  bool begun = false;
  append_whereabouts(out, actor, room, begun);
  for (const Thing* thing : sorted.initial) {
    begin_sentence(out, begun);
    out += thing->string(key::initial);
  }
  if (!sorted.things.empty()) {
    begin_sentence(out, begun);
    out += "You see ";
    inside.append_items(out, sorted.things);
    out += " here.";
  }
  for (const Thing* thing : sorted.settings) {
    if (!inside.any(*thing)) continue;  // too much has been opened by now
    begin_sentence(out, begun);
    inside.append_sentences(out, *thing);
  }
}

void append_people(std::string& out, const Sorted& sorted, const Thing& actor) {
  if (sorted.people.empty()) return;
  out += '\n';
  const size_t at = out.size();
  append_list(out, sorted.people, &actor);
  capitalise_from(out, at);
  const bool several = sorted.people.size() > 1 || takes_plural_verb(*sorted.people[0], &actor);
  out += several ? " are here." : " is here.";
}

/// "east (a tarred door, closed)".
void append_exit(std::string& out, const Thing& exit, const Things& things) {
  const std::string_view direction = exit.string(key::direction);
  if (direction.empty()) {
    append_name(out, exit, nullptr, Article::as_written);
  } else {
    out += direction;
  }
  const Thing* door = things.find(exit.get(key::door));
  if (!door) return;
  out += " (";
  append_name(out, *door, nullptr, Article::as_written);
  out += is_shut(*door) ? ", closed)" : ")";
}

void append_exits(std::string& out, const ThingList& exits, const Things& things) {
  bool begun = false;
  for (const Thing* exit : exits) {
    if (!is_evident_exit(things, *exit)) continue;
    out += begun ? ", " : "\nExits: ";
    begun = true;
    append_exit(out, *exit, things);
  }
  if (begun) out += '.';
}

void append_title(std::string& out, const Thing& room) {
  const size_t at = out.size();
  append_name(out, room, nullptr, Article::as_written);
  capitalise_from(out, at);
}

/// From within a box that lets no light through, there is only its inside to be seen.
std::string describe_inside(const Thing& actor, const Thing& box, bool lit) {
  std::string out = "Inside ";
  append_name(out, box, &actor, Article::definite);
  out += '\n';
  append_name(out, box, &actor, Article::definite);
  capitalise_from(out, out.find('\n') + 1);
  out += takes_plural_verb(box, nullptr) ? " are closed." : " is closed.";
  if (!lit) return out += " It is dark here; you see nothing.";
  const ContentsText inside(actor);
  const auto things = inside.listed(box, Relation::in);
  if (things.empty()) return out;
  out += " You see ";
  inside.append_items(out, things);
  return out += " here.";
}

std::string describe_darkness(const Thing& actor, const Thing& room, const Things& things) {
  std::string out = "Darkness\nIt is dark here; you see nothing.";
  std::array<std::byte, 1024> space;
  Arena arena(space.data(), space.size());
  Sorted sorted(arena);
  sort_contents(sorted, actor, room, ContentsText(actor));
  append_exits(out, sorted.exits, things);
  return out;
}

/// A door may look different from its two sides: `sides` has a text for each room's id.
std::string_view text_of(const Thing& actor, const Thing& thing) {
  const Value& sides = thing.get(key::sides);
  const Thing* room = room_of(actor);
  if (room && sides.type() == ValueType::map) {
    const std::string_view id = room->string(key::id);
    for (const auto& [side, text] : sides.as_map())
      if (side == id && text.type() == ValueType::string) return text.as_string();
  }
  return thing.string(key::text);
}

void append_text(std::string& out, const Thing& actor, const Thing& thing) {
  if (const std::string_view text = text_of(actor, thing); !text.empty()) {
    out += text;
    return;
  }
  out += "You see nothing special about ";
  if (&thing == &actor) {
    append_pronoun(out, thing, &actor, PronounForm::reflexive);
  } else {
    append_name(out, thing, &actor, Article::definite);
  }
  out += '.';
}

/// "Tom is wearing a felt hat and holding a lamp."
void append_outfit(std::string& out, const Thing& actor, const Thing& person) {
  const ContentsText inside(actor);
  const auto worn = inside.listed(person, Relation::worn);
  const auto held = inside.listed(person, Relation::held);
  if (worn.empty() && held.empty()) return;
  out += '\n';
  const size_t at = out.size();
  append_name(out, person, &actor, Article::definite);
  capitalise_from(out, at);
  out += takes_plural_verb(person, &actor) ? " are " : " is ";
  if (!worn.empty()) {
    out += "wearing ";
    inside.append_items(out, worn);
  }
  if (!held.empty()) {
    out += worn.empty() ? "holding " : " and holding ";
    inside.append_items(out, held);
  }
  out += '.';
}

/// "It is open. In it is a small brass key.", as a line of its own; nothing for plain things.
void append_state(std::string& out, const Thing& actor, const Thing& thing) {
  const ContentsText inside(actor);
  const bool openable = thing.flag(key::openable);
  const bool empty = !inside.any(thing);
  if (!openable && empty && (!thing.flag(key::container) || is_opaque(thing))) return;
  out += '\n';
  std::string_view before;
  if (openable) {
    out += takes_plural_verb(thing, nullptr) ? "They are " : "It is ";
    out += is_shut(thing) ? "closed." : "open.";
    before = " ";
  }
  std::string place;
  append_pronoun(place, thing, nullptr, PronounForm::object);
  if (!empty) {
    inside.append_sentences(out, thing, place);
  } else if (thing.flag(key::container) && !is_opaque(thing)) {
    out.append(before).append("There is nothing in ").append(place).append(".");
  }
}

}  // namespace

std::string describe_room(const Thing& actor, const Thing& room, const Perception& perception) {
  const Thing* space = perception.space_of(actor);
  if (space && space != &room && room.encloses(*space) && room_of(*space) == &room) {
    return describe_inside(actor, *space, perception.lit(*space));
  }
  if (!perception.lit(room)) return describe_darkness(actor, room, perception.things());
  const std::string_view text = room.string(key::text);
  std::string out;
  out.reserve(text.size() + 500);
  append_title(out, room);
  if (!text.empty()) out.append("\n").append(text);
  std::array<std::byte, 2048> buffer;
  Arena arena(buffer.data(), buffer.size());
  Sorted sorted(arena);
  const ContentsText inside(actor);
  sort_contents(sorted, actor, room, inside);
  append_things(out, sorted, actor, room, inside);
  append_people(out, sorted, actor);
  append_exits(out, sorted.exits, perception.things());
  return out;
}

std::string describe_thing(const Thing& actor, const Thing& thing) {
  std::string out;
  append_text(out, actor, thing);
  if (thing.flag(key::person)) {
    append_outfit(out, actor, thing);
  } else if (!thing.flag(key::room)) {
    append_state(out, actor, thing);
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
