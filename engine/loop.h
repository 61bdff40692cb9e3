// SPDX-License-Identifier: MIT
//
// Loop: the one event loop of the process, on libevent. Owned by main. It delivers socket events,
// signals, scheduled calls and what other threads post, all on the thread that called run().
// Other threads may call post() only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "engine/clock.h"
#include "engine/metrics.h"
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
  /// Records from now on in `stalls` how long each call that the loop makes takes: for so long
  /// nobody else is served. Must outlive the loop.
  void measure(Histogram& stalls);
  /// Makes a call on behalf of the loop, as event handlers on base() do: it is timed as its own.
  template <class Call>
  void timed(const Call& call) {
    if (!stalls_) return call();
    const int64_t begin_us = clock_.mono_us();
    call();
    stalls_->record_us(clock_.mono_us() - begin_us);
  }
  /// Delayed calls; the loop wakes for them.
  Scheduler& scheduler();
  /// For the socket forms of transport and listener only.
  event_base* base();

 private:
  struct State;

  const Clock& clock_;
  Histogram* stalls_ = nullptr;
  std::unique_ptr<State> state_;
};

}  // namespace reality
