// SPDX-License-Identifier: MIT
//
// LoginStorm: people who do nothing but make a character, log in, leave and log in again, so that
// the server's hashers have never done. Each is a thread with a socket. Owned by a bench part; the
// storm is over when it is destroyed.
#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace reality::bench {

class LoginStorm {
 public:
  /// `tag`: three letters that the names of this storm have and no other's.
  LoginStorm(int port, size_t people, std::string tag);
  ~LoginStorm();
  LoginStorm(const LoginStorm&) = delete;
  LoginStorm& operator=(const LoginStorm&) = delete;
  /// Passwords checked or made so far.
  int logins() const { return logins_; }

 private:
  void storm(size_t person);
  bool log_in(const std::string& line);

  int port_;
  std::string tag_;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> logins_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace reality::bench
