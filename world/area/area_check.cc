// SPDX-License-Identifier: MIT
#include "world/area/area_check.h"

#include <algorithm>
#include <set>

#include "world/area/area_words.h"
#include "world/area/literal.h"

namespace reality {

namespace {

class AreaChecker {
 public:
  AreaChecker(AreaSource& source, Problems& problems, const KnownOutside& outside)
      : source_(source), problems_(problems), outside_(outside) {
    for (const AreaRecord& room : source_.records)
      for (const AreaExit& exit : room.exits) exits_.insert(exit_id(room, exit));
  }

  void check();

 private:
  void problem(const AreaRecord& record, uint32_t line, std::string message) {
    problems_.add(source_.file_of(record), line, std::move(message));
  }
  std::optional<RecordKind> known_outside(std::string_view id) const {
    return outside_ ? outside_(id) : std::nullopt;
  }
  std::optional<RecordKind> kind_of(const AreaRecord& record, const AreaReference& reference);
  std::string unknown(const AreaRecord& record, const std::string& id) const;

  void check_new(const AreaRecord& record);
  void check_was(const AreaRecord& record);
  void check_name(const AreaRecord& record);
  void check_like(const AreaRecord& record);
  void check_place(const AreaRecord& record);
  void check_key(const AreaRecord& record);
  void check_properties(const AreaRecord& record);
  void check_joins(const AreaRecord& record);
  void check_sides(const AreaRecord& record);
  void check_exit(const AreaRecord& room, AreaExit& exit);
  void check_circles(AreaReference AreaRecord::*link, std::string_view what);
  void find_start();
  bool is_person(const AreaRecord& record, RecordKind kind) const;

  AreaSource& source_;
  Problems& problems_;
  const KnownOutside& outside_;
  std::set<std::string, std::less<>> exits_;
  std::set<std::string, std::less<>> old_ids_;
};

/// The id as its author would write it in this record's area.
std::string shown(const AreaRecord& record, std::string_view id) {
  const bool here = id.starts_with(record.area) && id.substr(record.area.size()).starts_with('.');
  return quoted(here ? id.substr(record.area.size() + 1) : id);
}

void AreaChecker::check() {
  for (AreaRecord& record : source_.records) {
    check_new(record);
    check_was(record);
    check_name(record);
    check_like(record);
    check_place(record);
    check_key(record);
    check_properties(record);
    if (record.kind == RecordKind::door) check_joins(record);
    check_sides(record);
    for (AreaExit& exit : record.exits) check_exit(record, exit);
  }
  check_circles(&AreaRecord::holder, "this is in itself, by way of its places");
  check_circles(&AreaRecord::like, "this is like itself, by way of what it is like");
  find_start();
}

std::optional<RecordKind> AreaChecker::kind_of(const AreaRecord& record,
                                               const AreaReference& reference) {
  if (const AreaRecord* target = source_.find(reference.name)) return target->kind;
  if (exits_.contains(reference.name)) return RecordKind::thing;
  if (const auto kind = known_outside(reference.name)) return kind;
  problem(record, reference.line, unknown(record, reference.name));
  return std::nullopt;
}

std::string AreaChecker::unknown(const AreaRecord& record, const std::string& id) const {
  const std::string word = shown(record, id);
  const bool local = word.find('.') == word.npos;
  std::vector<std::string_view> candidates;
  for (const auto& [known, index] : source_.by_id) {
    const AreaRecord& other = source_.records[index];
    if (other.kind == RecordKind::area || (local && other.area != record.area)) continue;
    candidates.push_back(std::string_view(known).substr(local ? record.area.size() + 1 : 0));
  }
  return "there is no " + word + suggest(word.substr(1, word.size() - 2), candidates);
}

void AreaChecker::check_new(const AreaRecord& record) {
  const auto refuse = [&](const std::string& id) {
    if (known_outside(id)) problem(record, record.line, quoted(id) + " is in the world already");
  };
  refuse(record.id);
  for (const AreaExit& exit : record.exits) refuse(exit_id(record, exit));
}

void AreaChecker::check_was(const AreaRecord& record) {
  for (const AreaReference& was : record.was) {
    if (source_.find(was.name)) {
      problem(record, was.line, shown(record, was.name) + " is the id of another thing now");
    } else if (!old_ids_.insert(was.name).second) {
      problem(record, was.line, "another thing was " + shown(record, was.name) + " too");
    }
  }
}

void AreaChecker::check_name(const AreaRecord& record) {
  const AreaRecord* kind = &record;
  for (size_t steps = 0; kind && steps <= source_.records.size(); ++steps) {
    if (find_property(*kind, "name")) return;
    if (!kind->like) {
      return problem(
          record, record.line,
          shown(record, record.id) + " has no `name:`, and is like nothing that has one");
    }
    kind = source_.find(kind->like.name);  // not here: from outside, or named as unknown elsewhere
  }
}

// A thing that is like a room would be one; the other way round it is only odd.
void AreaChecker::check_like(const AreaRecord& record) {
  if (!record.like) return;
  const auto kind = kind_of(record, record.like);
  if (!kind || *kind == RecordKind::kind || *kind == record.kind) return;
  if (*kind == RecordKind::thing || record.kind == RecordKind::kind)
    if (*kind != RecordKind::area) return;
  problem(record, record.like.line,
          "a " + std::string(record_kind_name(record.kind)) + " cannot be like " +
              shown(record, record.like.name) + ", which is a " +
              std::string(record_kind_name(*kind)));
}

bool AreaChecker::is_person(const AreaRecord& record, RecordKind kind) const {
  const AreaRecord* one = source_.find(record.holder.name);
  if (kind == RecordKind::person || !one) return kind == RecordKind::person;
  for (size_t steps = 0; one && steps <= source_.records.size(); ++steps) {
    if (one->kind == RecordKind::person) return true;
    if (const AreaProperty* person = find_property(*one, "person")) return person->value.truthy();
    if (!one->like) return false;
    one = source_.find(one->like.name);
  }
  return true;  // like something from outside: nobody can say here
}

void AreaChecker::check_place(const AreaRecord& record) {
  // A door is where its rooms are, and they are checked as such.
  if (!record.holder || record.kind == RecordKind::door) return;
  const auto kind = kind_of(record, record.holder);
  if (!kind) return;
  const std::string holder = shown(record, record.holder.name);
  if (*kind == RecordKind::area)
    return problem(record, record.holder.line, holder + " is an area: name one of its rooms");
  const bool body = record.relation == Relation::worn || record.relation == Relation::held;
  if (body && !is_person(record, *kind))
    problem(record, record.holder.line,
            holder + " is no person: it cannot have anything `" +
                std::string(relation_name(record.relation)) + "` it");
}

void AreaChecker::check_key(const AreaRecord& record) {
  if (!record.key) return;
  const auto kind = kind_of(record, record.key);
  if (kind && *kind != RecordKind::thing && *kind != RecordKind::kind)
    problem(record, record.key.line,
            shown(record, record.key.name) + " is no key but a " +
                std::string(record_kind_name(*kind)));
}

void AreaChecker::check_properties(const AreaRecord& record) {
  for (const AreaProperty& property : record.properties) {
    replace_things(property.value, [&](ThingId name) {
      kind_of(record, {source_.names[name.number - 1], property.line});
      return Value(name);
    });
  }
}

void AreaChecker::check_joins(const AreaRecord& record) {
  const auto& joins = record.joins;
  const uint32_t line = joins.empty() ? record.line : joins.front().line;
  if (joins.size() != 2 || joins[0].name == joins[1].name)
    problem(record, line, "a door joins two rooms: write `joins: ROOM, ROOM`");
  for (const AreaReference& room : joins) {
    const auto kind = kind_of(record, room);
    if (kind && *kind != RecordKind::room)
      problem(
          record, room.line,
          shown(record, room.name) + " is no room but a " + std::string(record_kind_name(*kind)));
  }
}

void AreaChecker::check_sides(const AreaRecord& record) {
  for (const AreaSide& side : record.sides) {
    const auto same = [&](const AreaReference& room) { return room.name == side.room.name; };
    if (std::any_of(record.joins.begin(), record.joins.end(), same)) continue;
    problem(record, side.room.line, "this door has no side in " + shown(record, side.room.name));
  }
}

void AreaChecker::check_exit(const AreaRecord& room, AreaExit& exit) {
  const auto kind = kind_of(room, exit.target);
  if (!kind) return;
  const std::string target = shown(room, exit.target.name);
  if (*kind == RecordKind::room || *kind == RecordKind::thing) {
    exit.to = exit.target.name;
    return;
  }
  if (*kind != RecordKind::door)
    return problem(
        room, exit.target.line,
        "an exit cannot lead to " + target + ": that is a " + std::string(record_kind_name(*kind)));
  const AreaRecord* door = source_.find(exit.target.name);
  if (!door)
    return problem(room, exit.target.line, "the door " + target + " is not in these files");
  const auto& joins = door->joins;
  if (joins.size() != 2) return;
  if (joins[0].name != room.id && joins[1].name != room.id)
    return problem(room, exit.target.line,
                   "the door " + target + " does not join " + shown(room, room.id));
  exit.to = joins[joins[0].name == room.id ? 1 : 0].name;
  exit.door = door->id;
}

// Each record is walked from once; a walk that meets itself has found a circle.
void AreaChecker::check_circles(AreaReference AreaRecord::*link, std::string_view what) {
  std::vector<size_t> walk_of(source_.records.size(), 0);
  for (size_t start = 0; start < source_.records.size(); ++start) {
    const size_t walk = start + 1;
    size_t at = start;
    while (walk_of[at] == 0) {
      walk_of[at] = walk;
      const auto next = source_.by_id.find((source_.records[at].*link).name);
      if (next == source_.by_id.end()) break;
      at = next->second;
      if (walk_of[at] != walk) continue;
      const AreaRecord& record = source_.records[at];
      problem(record, (record.*link).line, std::string(what));
    }
  }
}

void AreaChecker::find_start() {
  const AreaRecord* first_room = nullptr;
  for (const AreaRecord& record : source_.records) {
    if (record.kind == RecordKind::room && !first_room) first_room = &record;
    if (!record.start) continue;
    const auto kind = kind_of(record, record.start);
    if (kind && *kind != RecordKind::room)
      problem(record, record.start.line,
              shown(record, record.start.name) + " is no room but a " +
                  std::string(record_kind_name(*kind)));
    if (source_.start.empty()) source_.start = record.start.name;
  }
  if (source_.start.empty() && first_room) source_.start = first_room->id;
}

}  // namespace

void check_areas(AreaSource& source, Problems& problems, const KnownOutside& outside) {
  AreaChecker(source, problems, outside).check();
}

}  // namespace reality
