// SPDX-License-Identifier: MIT
//
// BackupShelf: the backups of one name: FILE is the newest, FILE.1 the one before it, and so on.
// Owned by a backup. Must hold: nothing is removed before the new one is in place; only files that
// are called so and are worlds of this server are moved or removed; a kill between any two steps
// loses no backup, but for the last number.
// Tests: tests/real/backup_test.cc.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"

namespace reality {

class BackupShelf {
 public:
  explicit BackupShelf(std::string file);

  /// Gives FILE the number 1, too, and each one up to the first gap the next number. FILE stays
  /// where it is, for what is placed next replaces it.
  Status make_room() const;
  /// Removes those with the number `keep` or more.
  Status clear_beyond(int keep) const;

 private:
  std::string numbered(int number) const;
  /// The numbers of those that are there, ascending.
  std::vector<int> numbers() const;

  std::string file_;
};

}  // namespace reality
