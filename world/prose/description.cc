// SPDX-License-Identifier: MIT
#include "world/prose/description.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory_resource>
#include <vector>

#include "world/prose/contents_text.h"
#include "world/prose/naming.h"
#include "world/prose/people_text.h"
#include "world/state/keys.h"

namespace reality {

namespace {

using Arena = std::pmr::monotonic_buffer_resource;
using ThingList = std::pmr::vector<const Thing*>;

/// What a room holds, sorted by the line that tells of it. Looking around is the commonest of all
/// commands, so the lists live in a buffer on the stack.
struct Sorted {
  Sorted(Arena& arena, const Thing& reader)
      : initial(&arena),
        things(&arena),
        settings(&arena),
        exits(&arena),
        doors(&arena),
        people(&arena, reader) {}

  ThingList initial;   // with a sentence of their own
  ThingList things;    // lying about
  ThingList settings;  // not listed, but something is seen in or on them
  ThingList exits;
  ThingList doors;  // that are parts of the room
  PeopleText people;
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
  } else if (thing.flag(key::person)) {
    sorted.people.add(thing);
  } else {
    sorted.things.push_back(&thing);
  }
  if (thing.first()) sorted.people.add_seated(thing);
}

void sort_part(Sorted& sorted, const Thing& part, const ContentsText& inside) {
  if (inside.any(part)) sorted.settings.push_back(&part);
  if (part.flag(key::door_thing)) sorted.doors.push_back(&part);
  if (part.first()) sorted.people.add_seated(part);
}

void sort_contents(Sorted& sorted, const Thing& actor, const Thing& room,
                   const ContentsText& inside) {
  size_t budget = Perception::kMostVisited;
  for (const Thing& thing : contents(room)) {
    if (budget-- == 0) return;
    if (thing.relation() == Relation::part) {
      if (thing.flag(key::exit)) {
        sorted.exits.push_back(&thing);
      } else {
        sort_part(sorted, thing, inside);
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

/// "You are sitting on the bench.", for one who does not simply stand in the room.
void append_whereabouts(std::string& out, const Thing& actor, bool& begun) {
  const Relation relation = actor.relation();
  if (relation == Relation::nowhere || relation == Relation::part) return;
  std::string posture;
  append_posture(posture, actor, &actor);
  if (posture.empty()) return;
  begin_sentence(out, begun);
  out.append("You are ").append(posture).append(".");
}

void append_things(std::string& out, const Sorted& sorted, const Thing& actor,
                   const ContentsText& inside) {
  bool begun = false;
  append_whereabouts(out, actor, begun);
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

void append_title(std::string& out, const Thing& room, const Reader& reader) {
  const size_t at = out.size();
  if (!append_property(out, room, key::name, reader))
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

/// Lit rooms beyond a dark one are seen from it.
void append_views(std::string& out, const Thing& actor, const Thing& room,
                  const Perception& perception) {
  for (const Way& way : ways_of(perception.things(), room)) {
    if (!perception.looks_through(actor, way).clear() || !perception.lit(*way.beyond)) continue;
    out.append(" ").append(describe_view(actor, way, perception));
  }
}

std::string describe_darkness(const Thing& actor, const Thing& room, const Perception& perception) {
  std::string views;
  append_views(views, actor, room, perception);
  std::string out = "Darkness\nIt is dark here";
  out.append(views.empty() ? "; you see nothing." : ".").append(views);
  std::array<std::byte, 1024> space;
  Arena arena(space.data(), space.size());
  Sorted sorted(arena, actor);
  sort_contents(sorted, actor, room, ContentsText(actor));
  append_exits(out, sorted.exits, perception.things());
  return out;
}

/// What the doors of the room tell of their state, each once.
void append_door_states(std::string& out, const Sorted& sorted, const Thing& room,
                        const Things& things, const Reader& reader) {
  std::vector<const Thing*> told;
  const auto tell = [&](const Thing* door) {
    if (!door || std::find(told.begin(), told.end(), door) != told.end()) return;
    std::string state;
    if (!append_property(state, *door, is_shut(*door) ? key::when_shut : key::when_open, reader))
      return;
    told.push_back(door);
    out.append(out.empty() || out.back() == '\n' ? "" : " ").append(state);
  };
  for (const Thing* exit : sorted.exits) {
    const Thing* door = things.find(exit->get(key::door));
    if (door && is_evident_exit(things, *exit)) tell(door);
  }
  for (const Thing* door : sorted.doors) tell(door);
  const Value& windows = room.get(key::windows);
  if (windows.type() != ValueType::list) return;
  for (const Value& window : windows.as_list()) tell(things.find(window));
}

/// The line after the title; nothing for a room without any text.
void append_room_text(std::string& out, const Sorted& sorted, const Thing& room,
                      const Things& things, const Reader& reader) {
  const size_t before = out.size();
  out += '\n';
  append_full_text(out, room, key::text, reader);
  append_door_states(out, sorted, room, things, reader);
  if (out.size() == before + 1) out.pop_back();
}

/// "the lit hall"; "Parlour, which is lit".
void append_seen_room(std::string& out, const Thing& room, const Thing& actor, bool from_dark) {
  const NameParts name = name_parts(room);
  if (from_dark && !name.article.empty()) {
    out.append("the lit ").append(name.noun);
    return;
  }
  append_name(out, room, &actor, Article::definite);
  if (from_dark) out += ", which is lit";
}

}  // namespace

std::string describe_view(const Thing& actor, const Way& way, const Perception& perception) {
  std::string out = "Through ";
  append_name(out, *way.door, &actor, Article::definite);
  out += " you see ";
  const Thing* here = room_of(actor);
  append_seen_room(out, *way.beyond, actor, here && !perception.lit(*here));
  std::array<std::byte, 1024> space;
  Arena arena(space.data(), space.size());
  ThingList seen(&arena);
  for (const bool people : {true, false}) {
    size_t budget = Perception::kMostVisited;
    for (const Thing& thing : contents(*way.beyond)) {
      if (budget-- == 0) break;
      if (!is_at_large(thing) || thing.flag(key::person) != people) continue;
      if (!is_asleep(thing) && !thing.flag(key::scenery)) seen.push_back(&thing);
    }
  }
  if (!seen.empty()) {
    out += ": ";
    ContentsText(actor).append_items(out, seen);
  }
  return out += '.';
}

std::string describe_room(const Thing& actor, const Thing& room, const Perception& perception,
                          Contributions* contributions) {
  const Thing* space = perception.space_of(actor);
  if (space && space != &room && room.encloses(*space) && room_of(*space) == &room) {
    return describe_inside(actor, *space, perception.lit(*space));
  }
  if (!perception.lit(room)) return describe_darkness(actor, room, perception);
  const Reader reader{actor, contributions};
  std::string out;
  out.reserve(room.string(key::text).size() + 500);
  append_title(out, room, reader);
  std::array<std::byte, 2048> buffer;
  Arena arena(buffer.data(), buffer.size());
  Sorted sorted(arena, actor);
  const ContentsText inside(actor, true);
  sort_contents(sorted, actor, room, inside);
  append_room_text(out, sorted, room, perception.things(), reader);
  append_things(out, sorted, actor, inside);
  if (!sorted.people.empty()) out += '\n';
  sorted.people.append_to(out);
  append_exits(out, sorted.exits, perception.things());
  return out;
}

}  // namespace reality
