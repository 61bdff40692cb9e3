// SPDX-License-Identifier: MIT
//
// Server: a served world on the real seams: the system's clock, sockets, disk and randomness; with
// what only a process needs, its signals, the keeper's door, the watch over scripts. Every part is
// made in the order in which they stand on each other and taken down in reverse. Owned by serve(),
// on the main thread.
// Must hold: what is refused has changed nothing; every way to stop ends what it has begun.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/clock.h"
#include "engine/executor.h"
#include "engine/file_watch.h"
#include "engine/home.h"
#include "engine/log.h"
#include "engine/loop.h"
#include "engine/metrics.h"
#include "engine/result.h"
#include "engine/rng.h"
#include "engine/settings.h"
#include "engine/socket_listener.h"
#include "engine/storage.h"
#include "net/control/control_gateway.h"
#include "program/program.h"
#include "program/served_world.h"

namespace reality {

class Server {
 public:
  Server(const Program& program, const Home& home, const Settings& settings);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Everything that can be refused; the error is one line for the keeper.
  Status prepare();
  /// Serves until a signal or a failed disk; the exit code.
  int run();

 private:
  Status start_world();
  Status open_control();
  void watch_scripts();
  void connect_signals();
  void announce() const;
  void stop();
  void plan_end();
  void check_end();
  void fail(const std::string& message);

  const Program& program_;
  const Home& home_;
  const Settings& settings_;

  SystemClock clock_;
  DiskStorage disk_;
  Log log_;
  Metrics metrics_;
  Rng rng_;
  Loop loop_{clock_};
  SocketNetwork network_{loop_};
  ThreadExecutor executor_;
  ServedWorld served_;
  ThreadStore* store_ = nullptr;  // owned by served_
  std::unique_ptr<FileWatch> watch_;
  std::unique_ptr<ControlGateway> control_;
  int64_t end_by_us_ = 0;  // 0 = nobody has asked to stop
  int quiet_checks_ = 0;
};

}  // namespace reality
