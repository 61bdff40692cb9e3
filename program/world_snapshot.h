// SPDX-License-Identifier: MIT
//
// WorldSnapshot: the world of a home as of now, in a database that nobody else uses: the home's own
// where nobody serves it, else a copy that its server makes in the home (where a server may always
// write, whatever else is forbidden to it) and that goes with the object. Owned by a subcommand.
// Must hold: a home that is not served is left as it was; what its server had acknowledged before
// take() is in the snapshot.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/db.h"
#include "engine/draft_file.h"
#include "engine/home.h"
#include "engine/result.h"
#include "program/program.h"
#include "program/untouched_home.h"

namespace reality {

/// Takes away what killed subcommands have left of copies in the home at `dir`; those that somebody
/// is writing stay.
void clear_old_snapshots(const std::string& dir);

class WorldSnapshot {
 public:
  /// The error is one line: there is no such home, no world in it, or the server cannot copy it.
  static Result<std::unique_ptr<WorldSnapshot>> take(const std::string& home);
  ~WorldSnapshot();
  WorldSnapshot(const WorldSnapshot&) = delete;
  WorldSnapshot& operator=(const WorldSnapshot&) = delete;

  const Home& home() const { return home_; }
  /// The path of the database.
  std::string database() const { return copy_ ? copy_->path() : home_.database(); }
  /// Opens it for reading, as engine/schema does; the one connection at a time.
  Result<Db> open(const Program& program) const;
  /// Writes the whole of it to the draft.
  Status copy_to(DraftFile& draft, const Program& program) const;

  /// Whether a copy fits into `folder` without taking the room that the home's server needs, where
  /// both lie on one file system.
  Status fits(const std::string& folder) const;

 private:
  WorldSnapshot(Home home, const std::string& dir) : home_(std::move(home)), before_(dir) {}
  Status ask_for_copy();
  Result<Db> open_older(const Program& program) const;

  Home home_;
  UntouchedHome before_;
  std::optional<Home> ours_;       // the lock, where nobody serves
  std::optional<DraftFile> copy_;  // where somebody does
};

}  // namespace reality
