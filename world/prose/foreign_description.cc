// SPDX-License-Identifier: MIT
#include "world/prose/foreign_description.h"

#include <cassert>
#include <vector>

#include "world/prose/contents_text.h"
#include "world/state/keys.h"

namespace reality {

namespace {

using ThingList = std::vector<const Thing*>;

/// Adds one message after the other, in the actor's language.
class Telling {
 public:
  Telling(const Languages& languages, const Reader& reader)
      : languages_(languages), actor_(reader.actor), reader_(reader) {}

  void line(std::string_view text) {
    if (text.empty()) return;
    if (!out_.empty()) out_ += '\n';
    out_ += text;
  }
  void sentence(std::string_view text) {
    if (!out_.empty() && out_.back() != '\n') out_ += ' ';
    out_ += text;
  }
  std::string worded(std::string_view message, const Roles& roles) const {
    const Result<Template> compiled = Template::compile(message);
    assert(compiled.ok());
    return languages_.render(*compiled, roles, &actor_);
  }
  std::string name(const Thing& thing) const {
    std::string out = languages_.name_for(thing, actor_, "");
    capitalise_from(out, 0);
    return out;
  }
  /// The text in the actor's language, or as it was written or is computed; with all fragments.
  std::string text_of(const Thing& thing) const {
    std::string out;
    const Value& texts = thing.get(key::texts);
    if (texts.type() == ValueType::map)
      for (const auto& [locale, text] : texts.as_map())
        if (locale == actor_.string(key::locale) && text.type() == ValueType::string)
          append_full_text(out, thing, text.as_string(), reader_);
    if (out.empty()) append_full_text(out, thing, key::text, reader_);
    return out;
  }
  std::string take() { return std::move(out_); }
  const Thing& actor() const { return actor_; }

 private:
  const Languages& languages_;
  const Thing& actor_;
  const Reader& reader_;
  std::string out_;
};

ThingList seen_in(const Thing& actor, const Thing& holder, Relation relation) {
  const ContentsText inside(actor);
  return inside.listed(holder, relation);
}

void tell_contents(Telling& telling, const Thing& thing) {
  const Roles about = {{"thing", &thing}};
  const bool open = !thing.flag(key::container) || !is_opaque(thing);
  for (const Relation relation : {Relation::in, Relation::on}) {
    if (relation == Relation::in && !open) continue;
    const ThingList things = seen_in(telling.actor(), thing, relation);
    if (things.empty()) continue;
    Roles roles = about;
    roles.set("things", things);
    telling.sentence(telling.worded(relation == Relation::in ? "In {the thing} you see {things}."
                                                             : "On {the thing} you see {things}.",
                                    roles));
  }
}

std::string exit_text(const Telling& telling, const Thing& exit, const Things& things) {
  Roles roles = {{"way", std::string(exit.string(key::direction))}};
  const Thing* door = things.find(exit.get(key::door));
  if (!door) return telling.worded("{way}", roles);
  roles.set("door", door);
  return telling.worded(is_shut(*door) ? "{way} ({the door}, closed)" : "{way} ({the door})",
                        roles);
}

void tell_exits(Telling& telling, const Thing& room, const Things& things) {
  std::string all;
  for (const Thing& part : contents(room)) {
    if (!part.flag(key::exit) || !is_evident_exit(things, part)) continue;
    all.append(all.empty() ? "" : ", ").append(exit_text(telling, part, things));
  }
  if (!all.empty()) telling.line(telling.worded("Exits: {exits}.", {{"exits", all}}));
}

void tell_things(Telling& telling, const Thing& room) {
  ThingList things;
  ThingList people;
  ThingList settings;
  for (const Thing* thing : seen_in(telling.actor(), room, Relation::in))
    (thing->flag(key::person) ? people : things).push_back(thing);
  for (const Thing& thing : contents(room))
    if (thing.first() && !thing.flag(key::person) && !is_asleep(thing)) settings.push_back(&thing);
  telling.line("");
  if (!things.empty()) telling.line(telling.worded("You see {things} here.", {{"things", things}}));
  for (const Thing* thing : settings) tell_contents(telling, *thing);
  if (!people.empty())
    telling.line(telling.worded("{people} {are/is} here.", {{"people", people}}));
}

void tell_outfit(Telling& telling, const Thing& person) {
  for (const Relation relation : {Relation::worn, Relation::held}) {
    const ThingList things = seen_in(telling.actor(), person, relation);
    if (things.empty()) continue;
    telling.sentence(telling.worded(relation == Relation::worn
                                        ? "{person} {are/is} wearing {things}."
                                        : "{person} {are/is} holding {things}.",
                                    {{"person", &person}, {"things", things}}));
  }
}

}  // namespace

std::string describe_room_in(const Languages& languages, const Reader& reader, const Thing& room,
                             const Perception& perception) {
  Telling telling(languages, reader);
  const Thing* space = perception.space_of(reader.actor);
  if (!perception.lit(space ? *space : room)) {
    telling.line(telling.worded("Darkness", {}));
    telling.line(telling.worded("It is dark here; you see nothing.", {}));
  } else if (space && space != &room) {
    telling.line(telling.name(*space));
    tell_contents(telling, *space);
    return telling.take();
  } else {
    telling.line(telling.name(room));
    telling.line(telling.text_of(room));
    tell_things(telling, room);
  }
  tell_exits(telling, room, perception.things());
  return telling.take();
}

std::string describe_thing_in(const Languages& languages, const Reader& reader,
                              const Thing& thing) {
  Telling telling(languages, reader);
  const Roles about = {{"thing", &thing}};
  const std::string text = telling.text_of(thing);
  telling.line(text.empty() ? telling.worded("You see nothing special about {the thing}.", about)
                            : text);
  if (thing.flag(key::person)) {
    tell_outfit(telling, thing);
    return telling.take();
  }
  if (thing.flag(key::openable))
    telling.sentence(telling.worded(
        is_shut(thing) ? "{they thing} {are/is} closed." : "{they thing} {are/is} open.", about));
  if (!thing.flag(key::room)) tell_contents(telling, thing);
  return telling.take();
}

}  // namespace reality
