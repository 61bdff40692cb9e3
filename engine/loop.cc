// SPDX-License-Identifier: MIT
#include "engine/loop.h"

#include <event2/event.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "engine/unique_fd.h"

namespace reality {
namespace {

// Without a loop there is no server: the few things that can fail here (no descriptors, no memory)
// fail at start, before anything was done.
template <class T>
T require(T made, bool ok, const char* what) {
  if (!ok) {
    std::perror(what);
    std::abort();
  }
  return made;
}

event_base* make_base() {
  event_config* config = event_config_new();
  require(config, config != nullptr, "event_config_new");
  // Nothing may ever be timed by the moment at which the loop last woke.
  event_config_set_flag(config, EVENT_BASE_FLAG_NO_CACHE_TIME);
  event_base* base = event_base_new_with_config(config);
  event_config_free(config);
  return require(base, base != nullptr, "event_base_new");
}

UniqueFd make_fd(int fd, const char* what) {
  return UniqueFd(require(fd, fd >= 0, what));
}

struct FreeBase {
  void operator()(event_base* base) const { event_base_free(base); }
};

struct FreeEvent {
  void operator()(event* e) const { event_free(e); }
};

using EventPtr = std::unique_ptr<event, FreeEvent>;

EventPtr watch(event_base* base, int fd, short what, event_callback_fn callback, void* arg) {
  EventPtr made(event_new(base, fd, static_cast<short>(what | EV_PERSIST), callback, arg));
  const bool added = made && event_add(made.get(), nullptr) == 0;
  return require(std::move(made), added, "event_add");
}

// Empties an eventfd or timerfd. That it is empty already is no failure.
void drain(int fd) {
  uint64_t count = 0;
  [[maybe_unused]] const ssize_t got = ::read(fd, &count, sizeof count);
}

struct SignalWatch {
  Loop& loop;
  std::function<void()> call;
  EventPtr event;
};

}  // namespace

// Callbacks from libevent are noexcept: an exception must not unwind through C.
struct Loop::State {
  State(Loop& l, const Clock& c);

  void turn();
  void arm(std::optional<int64_t> due);
  void on_timer() noexcept;
  void on_wake() noexcept;

  Loop& loop;
  const Clock& clock;
  std::unique_ptr<event_base, FreeBase> base;
  UniqueFd wake;
  UniqueFd timer;
  EventPtr wake_event;
  EventPtr timer_event;
  std::vector<std::unique_ptr<SignalWatch>> signals;
  std::optional<int64_t> armed;
  std::function<bool()> pump;
  bool busy = false;
  bool stopping = false;
  std::mutex mutex;
  std::vector<std::function<void()>> posted;
  Scheduler scheduler;
};

Loop::State::State(Loop& l, const Clock& c)
    : loop(l),
      clock(c),
      base(make_base()),
      wake(make_fd(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "eventfd")),
      timer(make_fd(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC), "timerfd")),
      scheduler(c) {
  wake_event = watch(
      base.get(), wake.get(), EV_READ,
      [](int, short, void* state) { static_cast<State*>(state)->on_wake(); }, this);
  timer_event = watch(
      base.get(), timer.get(), EV_READ,
      [](int, short, void* state) { static_cast<State*>(state)->on_timer(); }, this);
}

// One pass: what the kernel has to tell, then the calls that are due. While calls are due the pass
// does not sleep, so a call for "at once" costs no system call of its own.
void Loop::State::turn() {
  const std::optional<int64_t> due = scheduler.next_due_us();
  const bool now = busy || (due && *due <= clock.mono_us());
  if (!now) arm(due);
  event_base_loop(base.get(), EVLOOP_ONCE | (now ? EVLOOP_NONBLOCK : 0));
  if (now && !stopping) loop.timed([this] { scheduler.run_due(); });
  if (pump && !stopping) loop.timed([this] { busy = pump(); });
}

// The timer only wakes the loop. libevent's own timeouts would be rounded to its coarse clock or,
// in precise mode, cost a system call each pass; a timerfd is set only when the due time changes.
void Loop::State::arm(std::optional<int64_t> due) {
  if (due == armed) return;
  armed = due;
  itimerspec spec{};
  if (due) {
    const int64_t delay_us = std::max<int64_t>(*due - clock.mono_us(), 1);
    spec.it_value.tv_sec = delay_us / 1'000'000;
    spec.it_value.tv_nsec = (delay_us % 1'000'000) * 1000;
  }
  timerfd_settime(timer.get(), 0, &spec, nullptr);
}

void Loop::State::on_timer() noexcept {
  drain(timer.get());
  armed.reset();
}

void Loop::State::on_wake() noexcept {
  drain(wake.get());
  std::vector<std::function<void()>> calls;
  {
    const std::lock_guard lock(mutex);
    calls.swap(posted);
  }
  for (const auto& call : calls) {
    if (stopping) return;
    loop.timed(call);
  }
}

Loop::Loop(const Clock& clock) : clock_(clock), state_(std::make_unique<State>(*this, clock)) {}

Loop::~Loop() = default;

void Loop::run() {
  while (!state_->stopping) state_->turn();
}

void Loop::stop() {
  state_->stopping = true;
  event_base_loopbreak(state_->base.get());
}

void Loop::post(std::function<void()> call) {
  bool first = false;
  {
    const std::lock_guard lock(state_->mutex);
    first = state_->posted.empty();
    state_->posted.push_back(std::move(call));
  }
  if (!first) return;
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t put = ::write(state_->wake.get(), &one, sizeof one);
}

void Loop::on_signal(int signal, std::function<void()> call) {
  auto made = std::make_unique<SignalWatch>(SignalWatch{*this, std::move(call), nullptr});
  made->event = watch(
      base(), signal, EV_SIGNAL,
      [](int, short, void* arg) noexcept {
        const auto& watch = *static_cast<SignalWatch*>(arg);
        watch.loop.timed([&] { watch.call(); });
      },
      made.get());
  state_->signals.push_back(std::move(made));
}

void Loop::set_pump(std::function<bool()> pump) {
  state_->pump = std::move(pump);
}

void Loop::measure(Histogram& stalls) {
  stalls_ = &stalls;
}

Scheduler& Loop::scheduler() {
  return state_->scheduler;
}

event_base* Loop::base() {
  return state_->base.get();
}

}  // namespace reality
