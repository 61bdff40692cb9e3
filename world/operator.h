// SPDX-License-Identifier: MIT
//
// Operator: what a keeper does from outside the game: accounts, and a copy of the world to check.
// net/control speaks to it in a running server; main does so on a home that nobody serves. Owned by
// the World. Every change is a turn like any other; `done` is called once that turn is durable, or
// with the reason why not: what the reason tells of is durable, too. Passwords are hashed off the
// loop's thread, and names are looked at again afterwards.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace reality {

struct AccountLine {
  std::string name;  // as its owner spells it
  std::string role;
  int64_t created_ms = 0;
  bool online = false;
};

class Operator {
 public:
  using Done = std::function<void(Status)>;

  virtual ~Operator() = default;
  virtual void add_account(std::string_view name, std::string_view password, std::string_view role,
                           Done done) = 0;
  virtual void set_password(std::string_view name, std::string_view password, Done done) = 0;
  virtual void set_role(std::string_view name, std::string_view role, Done done) = 0;
  /// Takes the account and its character away; what it carried stays where it was.
  virtual void remove_account(std::string_view name, Done done) = 0;
  virtual std::vector<AccountLine> accounts() const = 0;
  /// A consistent copy of the database at `path`, which must not exist.
  virtual void snapshot(std::string path, Done done) = 0;
};

}  // namespace reality
