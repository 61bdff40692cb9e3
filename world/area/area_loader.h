// SPDX-License-Identifier: MIT
//
// Area loader: makes the things that area text describes, through Things and so through the
// journal, inside the turn of whoever calls. Runs no behaviour: the caller attaches those in the
// report. Must hold: with any problem in any file nothing is made, and the error lists every
// problem as "file:line: message"; the same files give the same things, in the same order: records
// as they stand in the files, files by name, then the exits. Tests:
// tests/world/area/area_loader_test.cc.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "world/area/area_text.h"
#include "world/state/things.h"

namespace reality {

/// What area text cannot know about behaviours. Each says what is wrong, or "" for nothing; an
/// empty function accepts everything.
struct AreaHooks {
  /// Asked for each name in `behaviour:`.
  std::function<std::string(std::string_view behaviour, std::string_view area)> check_behaviour;
  /// Asked for each `key = literal` that the server does not know itself. `behaviours`: those of
  /// the record and of what it is like, nearest first. Things in `value` have no numbers yet.
  std::function<std::string(std::span<const std::string> behaviours, std::string_view area,
                            std::string_view key, const Value& value)>
      check_property;
  /// The full name of a behaviour that an area calls by a short one: its own before the stock one.
  /// Empty: names are full as they stand.
  std::function<std::string(std::string_view behaviour, std::string_view area)> full_name;
};

struct LoadReport {
  /// The room where players appear; no thing when the files have no room.
  ThingId start;
  /// All that was made, in order.
  std::vector<ThingId> made;
  /// Those with behaviours, of their own or inherited, that on_attach has to run for: no kinds.
  std::vector<ThingId> behaving;
  size_t areas = 0;
  size_t rooms = 0;
  size_t exits = 0;
};

/// All *.area files of the folder and its subfolders, by name. The names begin with the folder.
Result<std::vector<AreaFile>> read_area_folder(const std::string& folder);

/// Checks the files together and makes what they describe.
Result<LoadReport> load_areas(std::span<const AreaFile> files, Things& things,
                              const AreaHooks& hooks = {});
Result<LoadReport> load_areas(const std::string& folder, Things& things,
                              const AreaHooks& hooks = {});

}  // namespace reality
