// SPDX-License-Identifier: MIT
//
// Loop: the one event loop of the process, on libevent. Owned by main. It delivers socket events,
// signals, scheduled calls and what other threads post, all on the thread that called run().
// Other threads may call post() only.
#pragma once

#include <functional>
#include <memory>

#include "engine/scheduler.h"

struct event_base;

namespace reality {

class Loop {
 public:
  explicit Loop(const Clock& clock);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Runs until stop(). May be called once.
  void run();
  /// Ends run() after the current event.
  void stop();
  /// Thread-safe: has `call` made on the loop's thread, in order of posting.
  void post(std::function<void()> call);
  /// Calls `call` on the loop's thread whenever the process gets `signal`.
  void on_signal(int signal, std::function<void()> call);
  /// Calls `pump` after each pass over what the kernel had to tell. While it answers true (there is
  /// more to do) the loop looks for input without sleeping and calls it again.
  void set_pump(std::function<bool()> pump);
  /// Delayed calls; the loop wakes for them.
  Scheduler& scheduler();
  /// For the socket forms of transport and listener only.
  event_base* base();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reality
