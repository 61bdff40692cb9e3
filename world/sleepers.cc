// SPDX-License-Identifier: MIT
#include "world/sleepers.h"

#include <algorithm>
#include <utility>

#include "world/sessions.h"
#include "world/world.h"

namespace reality {

void Sleepers::park(CoroutineId coroutine, Act act, AfterSleep after) {
  const WaitRequest wanted = world_.calls().take_request();
  const uint64_t id = ++last_;
  Sleeper& sleeper = sleepers_[id];
  sleeper.coroutine = coroutine;
  sleeper.act = std::move(act);
  sleeper.after = std::move(after);
  if (wanted.seconds > 0)
    sleeper.alarm = world_.parts().scheduler.after_us(
        static_cast<int64_t>(wanted.seconds * 1e6),
        [this, id] { world_.wake([this, id] { wake(id, std::nullopt); }); });
  if (wanted.player) await_answer(id, wanted);
  world_.journal().record({}, [this, id] {
    auto it = sleepers_.find(id);
    if (it == sleepers_.end()) return;
    world_.machine().drop(it->second.coroutine);
    forget(id);
  });
}

void Sleepers::await_answer(uint64_t id, const WaitRequest& wanted) {
  PlayerSession* session = world_.sessions().playing(wanted.player);
  if (!session) {
    world_.wake([this, id] { wake(id, std::nullopt); });
    return;
  }
  // Whoever waited for this player before waits in vain.
  if (session->pending_answer()) answer(*session, std::nullopt);
  session->pending_answer() = std::make_unique<PendingAnswer>(PendingAnswer{id, wanted.choices});
  sleepers_[id].session = session->serial();
}

void Sleepers::answer(PlayerSession& session, std::optional<std::string> text) {
  if (!session.pending_answer()) return;
  const uint64_t id = session.pending_answer()->sleeper;
  session.pending_answer().reset();
  world_.wake([this, id, text = std::move(text)] { wake(id, text); });
}

void Sleepers::forget(uint64_t id) {
  auto it = sleepers_.find(id);
  if (it == sleepers_.end()) return;
  world_.parts().scheduler.cancel(it->second.alarm);
  PlayerSession* session = world_.sessions().find(it->second.session);
  if (session && session->pending_answer() && session->pending_answer()->sleeper == id)
    session->pending_answer().reset();
  sleepers_.erase(it);
}

void Sleepers::wake(uint64_t id, const std::optional<std::string>& answer) {
  auto it = sleepers_.find(id);
  if (it == sleepers_.end()) return;
  Sleeper sleeper = std::move(it->second);
  forget(id);
  world_.run_turn([&] {
    const CallResult result = world_.calls().resume(sleeper.coroutine, sleeper.act, answer);
    if (result.end == CallEnd::yielded) {
      park(result.coroutine, std::move(sleeper.act), std::move(sleeper.after));
    } else {
      sleeper.after(result);
    }
  });
}

}  // namespace reality
