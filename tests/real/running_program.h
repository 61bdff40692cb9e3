// SPDX-License-Identifier: MIT
//
// RunningProgram: for tests, the real server as a process of its own, and a telnet client for it on
// a real socket. Everything waits for what it expects, at most kPatience, and never just for time
// to pass. Owned by a test.
#pragma once

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/unique_fd.h"

namespace reality {

struct ProgramOptions {
  std::string input;           // what it reads on standard input
  long file_limit_bytes = -1;  // RLIMIT_FSIZE; -1 = none
};

class RunningProgram {
 public:
  explicit RunningProgram(const std::vector<std::string>& arguments,
                          const ProgramOptions& options = {});
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  /// The first line on standard output, without its end; "" if there is none.
  std::string first_line();
  /// The port of that door ("telnet", "http", "smtp") in the ready line; 0 if it is not there.
  int port(const std::string& door);
  int telnet_port() { return port("telnet"); }
  void signal(int number) const;
  /// Stops all its threads where they are; wait() is not for a frozen one.
  void freeze() const;
  /// Waits for the end; the exit code, or -1 if it was killed or never ended.
  int wait();
  /// Everything so far; all of it after wait().
  const std::string& out() const { return out_; }
  const std::string& err() const { return err_; }

 private:
  bool read_some(int timeout_ms);

  pid_t pid_ = -1;
  UniqueFd out_fd_;
  UniqueFd err_fd_;
  std::string out_;
  std::string err_;
  int code_ = -1;
};

/// A player's end of a telnet connection on loopback, with no negotiation, as nc would be.
class TelnetClient {
 public:
  explicit TelnetClient(int port);
  void type(const std::string& line) const;
  /// What arrived up to and with `text`; "" (and a test failure) if it does not come.
  std::string until(const std::string& text);
  /// What arrives until the server closes.
  std::string rest();
  /// What has arrived and was not handed out yet, without waiting; for poll(), fd().
  std::string arrived();
  int fd() const { return fd_.get(); }
  void close() { fd_.reset(); }
  /// Closed from either end.
  bool over() const { return !fd_; }

 private:
  bool read_some();

  UniqueFd fd_;
  std::string unread_;
};

/// Everything below `folder`, by path, with size and digest.
std::vector<std::pair<std::string, std::string>> files_in(const std::string& folder);

}  // namespace reality
