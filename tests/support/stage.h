// SPDX-License-Identifier: MIT
//
// Stage: the whole server in one process for tests: world, store, the gateways of telnet, web and
// mail, and clients on memory transports, under a clock that stands still until the test moves it.
// Nothing here waits, opens a port or starts a thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/clock.h"
#include "engine/executor.h"
#include "engine/log.h"
#include "engine/memory_transport.h"
#include "engine/metrics.h"
#include "engine/rng.h"
#include "engine/scheduler.h"
#include "engine/settings.h"
#include "engine/storage.h"
#include "engine/store.h"
#include "program/served_world.h"
#include "tests/support/mail_actor.h"
#include "tests/support/web_actor.h"

namespace reality {

/// One person at a plain telnet client: types lines, collects what is shown.
class Actor {
 public:
  explicit Actor(std::unique_ptr<MemoryTransport> transport) : transport_(std::move(transport)) {}

  void type(std::string_view line);
  void send(std::string_view bytes) { transport_->send(bytes); }
  /// What was shown since the last call, without telnet commands and carriage returns.
  std::string seen();
  /// The same, exactly as it came over the wire.
  std::string bytes() { return transport_->take(); }
  bool closed() const { return transport_->closed(); }
  void vanish() { transport_->reset(); }
  MemoryTransport& transport() { return *transport_; }

 private:
  std::unique_ptr<MemoryTransport> transport_;
};

struct StageOptions {
  /// "" for the starter world; relative to the source folder.
  std::string area;
  /// Where scripts/ and data/ are; "" for the source folder.
  std::string share;
  /// Commits happen only in commit(), not by themselves in settle().
  bool withhold_commits = false;
  StoreLimits limits;
  uint64_t seed = 1;
  /// A database to go on with; a fresh one in memory otherwise.
  std::string database = ":memory:";
};

class Stage {
 public:
  explicit Stage(const StageOptions& options = {});
  ~Stage();

  /// A connection that has typed nothing yet.
  Actor connect();
  /// Somebody new in the start room, whose first screens have been read.
  Actor& enter(const std::string& name);
  /// A plain client that has typed nothing yet, known by that name here.
  Actor& arrive(const std::string& name);
  /// The same in a browser.
  WebActor& enter_by_web(const std::string& name);
  /// That one's browser; one in which nobody plays, if there was none of that name.
  WebActor& browser(const std::string& name);
  /// Sends a letter from outside, and settles.
  MailActor mail(const MailToSend& letter);
  Actor& operator[](const std::string& name) { return *cast_.at(name); }
  bool knows(const std::string& name) const { return cast_.contains(name) || browses(name); }
  bool browses(const std::string& name) const { return browsers_.contains(name); }
  /// Runs everything until all is quiet.
  void settle();
  /// Types a line and settles; the same by telnet and in a browser.
  void type(const std::string& name, std::string_view line);
  /// What was shown to that one since the last call, by telnet or in a browser.
  std::string seen(const std::string& name);
  /// Lets time pass, in steps, so that everything happens when it is due.
  void pass(int64_t seconds);
  /// Commits what the store holds; true if there was anything.
  bool commit() { return store_->step(); }
  /// Evaluates a Lua expression in a turn of its own; "true", "false", or the error.
  std::string evaluate(const std::string& expression);
  /// Forgets what everybody has seen so far.
  void clear();

  World& world() { return served_->world(); }
  StepStore& store() { return *store_; }
  ReleaseGate& gate() { return served_->gate(); }
  ManualClock& clock() { return clock_; }
  MemoryNetwork& network() { return network_; }
  Metrics& metrics() { return metrics_; }
  const std::string& log_text() const { return log_text_; }
  /// Why the stage could not be set; "" when it stands.
  const std::string& error() const { return error_; }

 private:
  Status build(const StageOptions& options);
  void set(const StageOptions& options);

  ManualClock clock_;
  DiskStorage disk_;
  Scheduler scheduler_{clock_};
  StepExecutor executor_;
  Rng rng_;
  std::string log_text_;
  Log log_;
  Metrics metrics_;
  Settings settings_;
  MemoryNetwork network_;
  std::unique_ptr<ServedWorld> served_;
  StepStore* store_ = nullptr;  // owned by served_
  std::map<std::string, std::unique_ptr<Actor>> cast_;
  std::map<std::string, std::unique_ptr<WebActor>> browsers_;
  bool withhold_ = false;
  std::string error_;
};

}  // namespace reality
