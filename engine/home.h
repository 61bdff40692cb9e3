// SPDX-License-Identifier: MIT
//
// Home: the folder that one world lives in, and the lock that keeps a second process out of it.
// open() and try_open() own the home until the object is destroyed (movable, one owner); peek()
// only knows the paths. The lock is flock() on DIR/lock, so it also goes with a killed process; the
// file stays, with the number of the process that had it last. A Home opens no database and reads
// no settings. Must hold: where opening is refused, nothing in the folder has changed.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "engine/result.h"
#include "engine/unique_fd.h"

namespace reality {

/// Asked when another process has the home: true to look again (having waited).
using OnHeld = std::function<bool()>;

class Home {
 public:
  /// Takes the home at `dir`, which is created (mode 0700) if missing. Refused when another process
  /// has it, or when the folder has other things in it and no world.
  static Result<Home> open(const std::string& dir, const OnHeld& held = {});
  /// Takes the home at `dir`, which must exist; nothing when another process has it (which can
  /// then be spoken to through control()).
  static Result<std::optional<Home>> try_open(const std::string& dir, const OnHeld& held = {});
  /// The paths of the home at `dir`, which must exist. Neither locks nor writes.
  static Result<Home> peek(const std::string& dir);

  const std::string& dir() const { return dir_; }
  std::string database() const { return dir_ + "/world.db"; }
  std::string settings() const { return dir_ + "/reality.toml"; }
  std::string control() const { return dir_ + "/control"; }
  std::string areas() const { return dir_ + "/areas"; }
  /// Whether the database is there; an empty home gets its world from the server.
  bool has_world() const;

 private:
  Home(std::string dir, UniqueFd lock) : dir_(std::move(dir)), lock_(std::move(lock)) {}

  std::string dir_;
  UniqueFd lock_;  // none after peek()
};

}  // namespace reality
