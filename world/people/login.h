// SPDX-License-Identifier: MIT
//
// LoginDialogue: from a connection to a character. Understands the login lines that tools use
// (connect NAME PASSWORD, create NAME PASSWORD, guest, who, quit) and leads people through a
// friendlier talk that asks for a name first. Also asks a guest who registers for a password.
// Owned by its session, which drops it once somebody plays. Passwords are hashed and checked on the
// executor, never here; secrets are not kept once they have been handed on.
//
// LoginGuard: how often an address may guess.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/clock.h"
#include "engine/result.h"
#include "world/state/value.h"

namespace reality {

class PlayerSession;
class World;

class LoginDialogue {
 public:
  LoginDialogue(World& world, PlayerSession& session) : world_(world), session_(session) {}

  /// Shows the first screen.
  void greet();
  /// A guest keeps its character as `name`: asks for a password.
  void begin_registration(std::string name);
  void line(const std::string& text);

  /// What to show while waiting for a line, and whether the line is a secret.
  std::string_view prompt() const;
  bool secret() const { return stage_ != Stage::name; }

 private:
  enum class Stage : uint8_t { name, password, new_password, repeat_password };

  void say(std::string text);
  void start_over(std::string text);
  /// The turn that was to let somebody in was undone.
  void stay_out();
  bool known_line(const std::string& text);
  void take_name(const std::string& name);
  void connect(const std::string& name, const std::string& password);
  void create(const std::string& name, const std::string& password);
  void guest();
  void who();
  void quit();
  void check_password(const std::string& password);
  /// `checked`: the hash that the password was right for, "" if it was wrong.
  void password_checked(std::string checked);
  void take_new_password(const std::string& password);
  void hash_password(const std::string& password);
  void password_hashed(std::string hash);
  void make_account(const std::string& hash);
  void register_guest(const std::string& hash);
  Status may_create(std::string_view name) const;
  /// Runs `job` on the executor; the session takes no lines until `done` has been called.
  template <class Answer>
  void work(std::function<Answer()> job, void (LoginDialogue::*done)(Answer));

  World& world_;
  PlayerSession& session_;
  Stage stage_ = Stage::name;
  bool registering_ = false;
  std::string name_;
  std::string chosen_;  // a new password, until it has been repeated
};

class LoginGuard {
 public:
  /// `per_minute` 0: no limit.
  LoginGuard(const Clock& clock, int64_t per_minute) : clock_(clock), per_minute_(per_minute) {}

  /// False when too many guesses have failed from there lately.
  bool allows(std::string_view peer);
  void failed(std::string_view peer);

 private:
  static constexpr size_t kMostPeers = 512;
  struct Bucket {
    double tokens;
    int64_t filled_us;
  };
  Bucket& bucket(std::string_view peer);

  const Clock& clock_;
  int64_t per_minute_;
  std::map<std::string, Bucket, std::less<>> buckets_;
};

}  // namespace reality
