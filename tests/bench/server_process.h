// SPDX-License-Identifier: MIT
//
// ServerProcess: a server as a process of its own, bound to one core, and what the kernel knows of
// it: CPU time by thread and resident memory. Owned by the bench; the process is gone when it is
// destroyed.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "engine/result.h"
#include "engine/unique_fd.h"

namespace reality::bench {

/// From the scheduler's nanosecond clock.
struct CpuTime {
  int64_t loop_ns = 0;    // the first thread: sockets and the world
  int64_t others_ns = 0;  // all others: the disk's writer, the hashers
  int64_t waited_ns = 0;  // the first thread was ready while something else had the core
  int64_t all_ns() const { return loop_ns + others_ns; }
  CpuTime operator-(const CpuTime& before) const {
    return {loop_ns - before.loop_ns, others_ns - before.others_ns, waited_ns - before.waited_ns};
  }
};

int64_t now_ns();
/// Keeps this process, or the calling child, to one core.
void bind_to_core(int core);

class ServerProcess {
 public:
  /// Starts the program and waits until it says "ready telnet=127.0.0.1:PORT". `environment`:
  /// NAME=VALUE, beside what this process has.
  static Result<ServerProcess> start(const std::vector<std::string>& words, int core,
                                     const std::vector<std::string>& environment = {});
  ServerProcess(ServerProcess&& other) noexcept;
  ServerProcess& operator=(ServerProcess&&) = delete;
  ~ServerProcess();

  int port() const { return port_; }
  /// 0 where it does not serve the web.
  int http_port() const { return http_port_; }
  pid_t pid() const { return pid_; }
  /// From the start of the process to its ready line.
  double start_ms() const { return start_ms_; }
  Result<CpuTime> cpu() const;
  Result<int64_t> resident_bytes() const;
  /// Asks it to stop and waits for it.
  Status stop();
  /// Ends it as a power cut would end the process: no goodbye, nothing tidied.
  void kill_at_once();

 private:
  ServerProcess(pid_t pid, UniqueFd out) : pid_(pid), out_(std::move(out)) {}
  Status read_ready(int64_t began_ns);

  pid_t pid_;
  UniqueFd out_;
  int port_ = 0;
  int http_port_ = 0;
  double start_ms_ = 0;
};

}  // namespace reality::bench
