// SPDX-License-Identifier: MIT
#include "world/area/area_loader.h"

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "engine/text.h"
#include "world/area/area_words.h"
#include "world/area/literal.h"
#include "world/senses/ways.h"
#include "world/state/keys.h"

namespace reality {

namespace {

namespace fs = std::filesystem;

constexpr int kDeepestFolder = 4;
constexpr uintmax_t kLargestFile = 16 << 20;
constexpr Atom kBehindDoor = key::of("behind_door");

std::optional<RecordKind> kind_in_world(const Things& things, std::string_view id) {
  const Thing* thing = things.find(id);
  if (!thing) return std::nullopt;
  if (thing->flag(key::room)) return RecordKind::room;
  if (thing->flag(key::door_thing)) return RecordKind::door;
  if (thing->flag(key::person)) return RecordKind::person;
  return id.find('.') == id.npos ? RecordKind::area : RecordKind::thing;
}

/// Asks the caller about behaviours and properties, before anything is made.
class HookChecker {
 public:
  HookChecker(const AreaSource& source, const Things& things, const AreaHooks& hooks,
              Problems& problems)
      : source_(source), things_(things), hooks_(hooks), problems_(problems) {}

  void check(const AreaRecord& record) {
    if (hooks_.check_behaviour)
      for (const AreaReference& behaviour : record.behaviours)
        report(record, behaviour.line, hooks_.check_behaviour(behaviour.name, record.area));
    if (!hooks_.check_property) return;
    const std::vector<std::string> behaviours = behaviours_of(record);
    for (const AreaProperty& property : record.properties) {
      if (property.key == "owners" || find_known_key(property.key)) continue;
      report(record, property.line,
             hooks_.check_property(behaviours, record.area, property.key, property.value));
    }
  }

 private:
  void report(const AreaRecord& record, uint32_t line, std::string wrong) {
    if (!wrong.empty()) problems_.add(source_.file_of(record), line, std::move(wrong));
  }

  std::vector<std::string> behaviours_of(const AreaRecord& record) const {
    std::vector<std::string> all;
    const AreaRecord* kind = &record;
    std::string_view outside;
    // As many steps as there are records, for a circle among them is a problem found elsewhere.
    for (size_t steps = 0; kind && steps < source_.records.size(); ++steps) {
      for (const AreaReference& behaviour : kind->behaviours) all.push_back(behaviour.name);
      outside = kind->like.name;
      kind = source_.find(outside);
    }
    const Thing* thing = outside.empty() ? nullptr : things_.find(outside);
    for (; thing; thing = thing->like()) {
      const Value* names = thing->own(key::behaviour);
      if (!names || names->type() != ValueType::string) continue;
      for (std::string_view name : split(names->as_string(), ',')) all.emplace_back(trim(name));
    }
    return all;
  }

  const AreaSource& source_;
  const Things& things_;
  const AreaHooks& hooks_;
  Problems& problems_;
};

/// What a record says that play may change, as a map: all but prose, and where the thing is.
class AuthoredState {
 public:
  explicit AuthoredState(const Thing& thing) : thing_(thing) {}

  Value made(const Atoms& atoms) const {
    Value::Map facts;
    for (const Property& property : thing_.own())
      if (!is_settled(property.key()))
        facts.emplace_back(std::string(atoms.word(property.key())), property.value());
    if (const Thing* holder = thing_.holder()) {
      facts.emplace_back("holder", Value(holder->id()));
      facts.emplace_back("relation", Value(relation_name(thing_.relation())));
    }
    return Value(std::move(facts));
  }

 private:
  static bool is_settled(Atom key) {
    static constexpr auto kSettled = std::to_array(
        {key::id, key::area, key::name, key::words, key::plural, key::text, key::writing,
         key::behaviour, key::pronoun, key::joins, key::sides, key::door_thing});
    return std::find(kSettled.begin(), kSettled.end(), key) != kSettled.end();
  }

  const Thing& thing_;
};

/// Scenery and plain rooms stay as they are, and are many.
bool may_change(const AreaRecord& record, const Thing& thing) {
  if (record.kind == RecordKind::area || record.kind == RecordKind::kind) return false;
  if (!record.behaviours.empty()) return true;
  if (std::any_of(record.properties.begin(), record.properties.end(),
                  [](const AreaProperty& one) { return !find_known_key(one.key); }))
    return true;
  if (record.kind == RecordKind::room) return false;
  return !thing.flag(key::scenery) || thing.flag(key::openable) ||
         thing.flag(key::of("switchable")) || thing.flag(key::of("holds"));
}

/// Makes the things of a source without problems. Ids first, so that all else can refer to them.
class AreaBuilder {
 public:
  AreaBuilder(const AreaSource& source, Things& things, const AreaHooks& hooks)
      : source_(source), things_(things), hooks_(hooks) {}

  LoadReport build() {
    for (const AreaRecord& record : source_.records) make(record.id, record.area);
    for (const AreaRecord& record : source_.records) fill(record);
    for (const AreaRecord& record : source_.records)
      for (const AreaExit& exit : record.exits) make_exit(record, exit);
    for (const AreaRecord& record : source_.records) open_window(record);
    for (const AreaRecord& record : source_.records) count(record);
    if (!source_.start.empty()) report_.start = named(source_.start).id();
    return std::move(report_);
  }

 private:
  Thing& make(const std::string& id, const std::string& area) {
    Thing& thing = things_.make(nullptr);
    things_.set(thing, key::id, Value(std::string_view(id)));
    things_.set(thing, key::area, Value(std::string_view(area)));
    report_.made.push_back(thing.id());
    return thing;
  }

  Thing& named(const std::string& id) const {
    Thing* thing = things_.find(std::string_view(id));
    assert(thing);
    return *thing;
  }
  Value value_of(const std::string& id) const { return Value(named(id).id()); }

  void fill(const AreaRecord& record) {
    Thing& thing = named(record.id);
    if (record.like) things_.set_like(thing, &named(record.like.name));
    if (record.holder) things_.place(thing, record.relation, &named(record.holder.name));
    if (record.key) things_.set(thing, key::lock_key, value_of(record.key.name));
    for (const AreaProperty& property : record.properties) set(thing, property);
    if (hooks_.full_name && !record.behaviours.empty()) set_behaviours(thing, record);
    if (!record.joins.empty()) set_joins(thing, record);
    if (!record.sides.empty()) set_sides(thing, record);
    if (may_change(record, thing))
      things_.set(thing, key::authored, AuthoredState(thing).made(things_.atoms()));
  }

  void set(Thing& thing, const AreaProperty& property) {
    Value value = replace_things(
        property.value, [this](ThingId name) { return value_of(source_.names[name.number - 1]); });
    things_.set(thing, things_.atoms().intern(property.key), std::move(value));
  }

  void set_behaviours(Thing& thing, const AreaRecord& record) {
    std::string names;
    for (const AreaReference& behaviour : record.behaviours)
      names += (names.empty() ? "" : ", ") + hooks_.full_name(behaviour.name, record.area);
    things_.set(thing, key::behaviour, Value(std::string_view(names)));
  }

  void set_joins(Thing& thing, const AreaRecord& record) {
    Value::List rooms;
    for (const AreaReference& room : record.joins) rooms.push_back(value_of(room.name));
    things_.set(thing, key::joins, Value(std::move(rooms)));
  }

  void set_sides(Thing& thing, const AreaRecord& record) {
    Value::Map sides;
    for (const AreaSide& side : record.sides)
      sides.emplace_back(side.room.name, Value(std::string_view(side.text)));
    things_.set(thing, key::sides, Value(std::move(sides)));
  }

  void make_exit(const AreaRecord& record, const AreaExit& exit) {
    Thing& thing = make(exit_id(record, exit), record.area);
    things_.place(thing, Relation::part, &named(record.id));
    things_.set(thing, key::exit, Value(true));
    things_.set(thing, key::direction, Value(std::string_view(exit.direction)));
    things_.set(thing, key::to, value_of(exit.to));
    ++report_.exits;
    if (exit.door.empty()) return;
    const Thing& door = named(exit.door);
    things_.set(thing, key::door, Value(door.id()));
    if (door.flag(kBehindDoor)) things_.set(thing, kBehindDoor, Value(true));
  }

  /// A door is a part of the first room that it joins; the second must know it by an exit, or as a
  /// window.
  void open_window(const AreaRecord& record) {
    if (record.joins.size() != 2) return;
    const Thing& door = named(record.id);
    Thing& room = named(record.joins[1].name);
    if (way_through(things_, room, door).door) return;
    const Value& before = room.get(key::windows);
    Value::List windows = before.type() == ValueType::list ? before.as_list() : Value::List{};
    windows.push_back(Value(door.id()));
    things_.set(room, key::windows, Value(std::move(windows)));
  }

  void count(const AreaRecord& record) {
    if (record.kind == RecordKind::area) ++report_.areas;
    if (record.kind == RecordKind::room) ++report_.rooms;
    const Thing& thing = named(record.id);
    const bool behaves = record.kind != RecordKind::kind && thing.flag(key::behaviour);
    if (behaves) report_.behaving.push_back(thing.id());
  }

  const AreaSource& source_;
  Things& things_;
  const AreaHooks& hooks_;
  LoadReport report_;
};

Error cannot_read(const fs::path& path, std::string_view why) {
  return Error{path.string() + ": cannot be read: " + std::string(why)};
}

/// Finds the paths of area files, in no order.
Status find_area_files(const fs::path& folder, std::vector<fs::path>& found) {
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  if (error) return cannot_read(folder, error.message());
  while (at != fs::recursive_directory_iterator()) {
    if (at.depth() == kDeepestFolder) at.disable_recursion_pending();
    const bool hidden = at->path().filename().string().starts_with('.');
    if (hidden) at.disable_recursion_pending();
    if (!hidden && at->path().extension() == ".area" && at->is_regular_file(error))
      found.push_back(at->path());
    at.increment(error);
    if (error) return cannot_read(folder, error.message());
  }
  return {};
}

Result<AreaFile> read_area_file(const fs::path& path) {
  std::error_code error;
  const uintmax_t size = fs::file_size(path, error);
  if (error) return cannot_read(path, error.message());
  if (size > kLargestFile) return cannot_read(path, "it is larger than 16 MB; split it");
  AreaFile file{path.string(), std::string(static_cast<size_t>(size), '\0')};
  std::ifstream stream(path, std::ios::binary);
  stream.read(file.text.data(), static_cast<std::streamsize>(size));
  if (!stream) return cannot_read(path, "reading failed");
  return file;
}

}  // namespace

Result<std::vector<AreaFile>> read_area_folder(const std::string& folder) {
  std::vector<fs::path> paths;
  if (Status found = find_area_files(folder, paths); !found) return Error{found.error()};
  if (paths.empty()) return Error{folder + ": there is no file *.area in this folder"};
  std::sort(paths.begin(), paths.end(), [](const fs::path& a, const fs::path& b) {
    return a.generic_string() < b.generic_string();
  });
  std::vector<AreaFile> files;
  for (const fs::path& path : paths) {
    Result<AreaFile> file = read_area_file(path);
    if (!file) return Error{file.error()};
    files.push_back(*std::move(file));
  }
  return files;
}

Result<LoadReport> load_areas(std::span<const AreaFile> files, Things& things,
                              const AreaHooks& hooks) {
  Problems problems;
  const AreaSource source =
      read_areas(files, problems, [&](std::string_view id) { return kind_in_world(things, id); });
  HookChecker checker(source, things, hooks, problems);
  for (const AreaRecord& record : source.records) checker.check(record);
  if (!problems.none()) return Error{problems.text()};
  return AreaBuilder(source, things, hooks).build();
}

Result<LoadReport> load_areas(const std::string& folder, Things& things, const AreaHooks& hooks) {
  Result<std::vector<AreaFile>> files = read_area_folder(folder);
  if (!files) return Error{files.error()};
  return load_areas(*files, things, hooks);
}

}  // namespace reality
