// SPDX-License-Identifier: MIT
//
// UntouchedHome: keeps the promise that a refused start leaves the folder as it was. It notes what
// is there before the home is opened, and takes away again what opening has left behind: the lock,
// its number, an empty journal, a folder made for a world that never came. Owned by a subcommand.
// Must hold: a database that was there is never touched, nor is anything unknown.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace reality {

class UntouchedHome {
 public:
  /// Notes the state of the home at `dir`, which may be missing.
  explicit UntouchedHome(std::string dir);
  /// Puts it back. To be called by the holder of the home's lock, once the database is closed.
  void restore() const;

 private:
  bool may_remove(const std::string& name) const;

  std::string dir_;
  std::vector<std::string> missing_folders_;  // the home and what lies above, the deepest first
  std::set<std::string> names_;
  std::optional<std::string> lock_;
};

}  // namespace reality
