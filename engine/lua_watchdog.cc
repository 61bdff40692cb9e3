// SPDX-License-Identifier: MIT
#include "engine/lua_watchdog.h"

#include <unistd.h>

// glibc before 2.37 has the field without this name for it.
#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

namespace reality {

namespace {

void on_tick(int /*signal*/, siginfo_t* info, void* /*context*/) {
  if (info->si_code != SI_TIMER) return;
  LuaBudget& budget = *static_cast<LuaBudget*>(info->si_value.sival_ptr);
  if (budget.ticking == 0) return;
  // The kernel looks at CPU clocks only now and then, and one signal stands for all the ticks since
  // the last look. Of a turn's first signal all but one may have gone by before the turn began.
  const bool first = budget.ticks == 0;
  if (first) budget.first_tick_us = thread_cpu_us();
  budget.ticks = budget.ticks + (first ? 1 : 1 + info->si_overrun);
  if (budget.ticks <= budget.ticks_max) return;
  // Ticks only ask the question; the clock answers it, so that a late signal kills nobody.
  const int64_t spent = thread_cpu_us() - budget.first_tick_us;
  if (spent >= (budget.ticks_max - 1) * budget.tick_us) budget_expire(budget, LuaKill::time);
}

}  // namespace

LuaWatchdog::LuaWatchdog(LuaBudget& budget, int64_t tick_us) {
  budget.tick_us = tick_us;
  struct sigaction action {};
  action.sa_sigaction = on_tick;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sigemptyset(&action.sa_mask);
  if (sigaction(SIGRTMIN, &action, nullptr) != 0) return;

  sigevent event{};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = SIGRTMIN;
  event.sigev_value.sival_ptr = &budget;
  event.sigev_notify_thread_id = gettid();
  made_ = timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &timer_) == 0;
  if (!made_) return;

  itimerspec every{};
  every.it_interval.tv_sec = tick_us / 1'000'000;
  every.it_interval.tv_nsec = tick_us % 1'000'000 * 1000;
  every.it_value = every.it_interval;
  armed_ = timer_settime(timer_, 0, &every, nullptr) == 0;
}

// A tick still pending is delivered to this thread before timer_delete returns, while the budget
// lives.
LuaWatchdog::~LuaWatchdog() {
  if (made_) timer_delete(timer_);
}

int64_t thread_cpu_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000;
}

}  // namespace reality
