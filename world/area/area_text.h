// SPDX-License-Identifier: MIT
//
// Area text: the readable form of rooms, doors, things, kinds and people. Reads all files of a
// world together (areas refer to each other) into typed records and finds every mistake, each with
// its file, its line and, for a misspelt word, the nearest right one. Knows the notation and what
// references what; makes nothing: world/area_loader does. Ids are whole here (AREA.LOCAL).
// Must hold: an AreaSource read without problems is consistent: each id is there once, each
// reference leads to something, places and prototypes form no circles, doors join two rooms, and
// properties that the server knows have their type.
// Tests: tests/world/area/area_text_test.cc, tests/fuzz/area_fuzz.cc.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "world/area/record_text.h"
#include "world/state/thing.h"
#include "world/state/value.h"

namespace reality {

enum class RecordKind : uint8_t { area, room, door, thing, kind, person };
std::string_view record_kind_name(RecordKind kind);

/// A name as written in a certain line: a thing by its whole id, or a behaviour.
struct AreaReference {
  std::string name;
  uint32_t line = 0;
  explicit operator bool() const { return !name.empty(); }
};

struct AreaProperty {
  std::string key;
  /// A thing in it is a number that AreaSource::names counts: ThingId{1} is names[0].
  Value value;
  uint32_t line = 0;
  /// Follows from a tag or from the kind of record; what is written out wins over it.
  bool implied = false;
};

struct AreaExit {
  std::string direction;
  AreaReference target;
  std::string to;    // where it leads: the target, or the room beyond the target's door
  std::string door;  // the target if that is a door, else ""
};

struct AreaSide {
  AreaReference room;
  std::string text;
};

struct AreaRecord {
  RecordKind kind = RecordKind::thing;
  std::string id;    // "waterside.quay"; of an area "waterside"
  std::string area;  // "waterside"
  uint32_t file = 0;
  uint32_t line = 0;

  AreaReference like;
  Relation relation = Relation::nowhere;
  AreaReference holder;
  std::vector<AreaReference> behaviours;
  std::vector<AreaProperty> properties;
  std::vector<AreaReference> was;    // ids that it had before
  AreaReference key;                 // what locks it
  std::vector<AreaExit> exits;       // of a room
  std::vector<AreaReference> joins;  // of a door
  std::vector<AreaSide> sides;       // of a door
  AreaReference start;               // of an area: where players appear
};

/// One file: its name as it should stand in messages, and all that is in it.
struct AreaFile {
  std::string name;
  std::string text;
};

struct AreaSource {
  std::vector<std::string> files;
  /// As in the files, in the order of the files; areas are records too.
  std::vector<AreaRecord> records;
  std::map<std::string, size_t, std::less<>> by_id;
  /// Ids that values of properties refer to.
  std::vector<std::string> names;
  /// The id of the room where players appear: the first `start:`, or else the first room; or "".
  std::string start;

  const AreaRecord* find(std::string_view id) const;
  const std::string& file_of(const AreaRecord& record) const { return files[record.file]; }
};

/// "waterside.quay.east"
std::string exit_id(const AreaRecord& room, const AreaExit& exit);
/// The property among the record's own, or null.
const AreaProperty* find_property(const AreaRecord& record, std::string_view key);

/// What the world has already, outside the files: the kind of thing with this id.
using KnownOutside = std::function<std::optional<RecordKind>(std::string_view id)>;

/// Reads the files in the order given. With problems, the source is there for messages only.
AreaSource read_areas(std::span<const AreaFile> files, Problems& problems,
                      const KnownOutside& outside = {});

}  // namespace reality
