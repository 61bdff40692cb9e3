// SPDX-License-Identifier: MIT
//
// Server: every part of a serving process, made in the order in which they stand on each other and
// taken down in reverse. Owned by serve(), on the main thread.
// Must hold: nobody is let in before the world is loaded; after a failed commit nothing that was
// held back leaves.
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
#include "engine/release_gate.h"
#include "engine/result.h"
#include "engine/rng.h"
#include "engine/settings.h"
#include "engine/socket_listener.h"
#include "engine/store.h"
#include "net/control/control_gateway.h"
#include "net/http/http_gateway.h"
#include "net/peer_limits.h"
#include "net/smtp/smtp_gateway.h"
#include "net/telnet/telnet_gateway.h"
#include "program.h"
#include "world/world.h"

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
  Status listen();
  void announce() const;
  void stop_listening();
  size_t connections() const;
  bool all_sent() const;
  bool pump();
  void stop();
  void plan_end();
  void check_end();
  void fail(const std::string& message);

  const Program& program_;
  const Home& home_;
  const Settings& settings_;

  SystemClock clock_;
  Log log_;
  Metrics metrics_;
  Rng rng_;
  Loop loop_{clock_};
  SocketNetwork network_{loop_};
  ReleaseGate gate_;
  std::unique_ptr<ThreadExecutor> executor_;
  std::unique_ptr<World> world_;
  std::unique_ptr<ThreadStore> store_;
  std::unique_ptr<FileWatch> watch_;
  std::unique_ptr<ControlGateway> control_;
  PeerLimits peers_;
  TelnetGateway telnet_;
  HttpGateway http_;
  SmtpGateway smtp_;
  int64_t end_by_us_ = 0;  // 0 = nobody has asked to stop
  int quiet_checks_ = 0;
  bool failed_ = false;
};

}  // namespace reality
