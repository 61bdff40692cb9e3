// SPDX-License-Identifier: MIT
#include "world/turns/sleepers.h"

#include <algorithm>
#include <utility>

#include "world/people/sessions.h"
#include "world/world.h"

namespace reality {

void Sleepers::park(const CallResult& yielded, Act act, AfterSleep after) {
  const WaitRequest wanted = world_.calls().take_request();
  const uint64_t id = ++last_;
  Sleeper& sleeper = sleepers_[id];
  sleeper.coroutine = yielded.coroutine;
  sleeper.script = yielded.script;
  sleeper.act = std::move(act);
  sleeper.after = std::move(after);
  if (wanted.seconds > 0)
    sleeper.alarm = world_.parts().scheduler.after_us(
        static_cast<int64_t>(wanted.seconds * 1e6),
        [this, id] { world_.wake([this, id] { wake(id, std::nullopt); }); });
  if (wanted.player) await_answer(id, wanted);
  world_.journal().record({}, [this, id] { abandon(id); });
}

void Sleepers::abandon(uint64_t id) {
  auto it = sleepers_.find(id);
  if (it == sleepers_.end()) return;
  const AfterSleep after = std::move(it->second.after);
  world_.machine().drop(it->second.coroutine);
  forget(id);
  after({CallEnd::failed, {}, {}, {}});
}

void Sleepers::await_answer(uint64_t id, const WaitRequest& wanted) {
  PlayerSession* session = world_.sessions().playing(wanted.player);
  if (!session) {
    world_.turns().wake_later([this, id] { wake(id, std::nullopt); });
    return;
  }
  if (session->pending_answer()) supersede(*session);
  session->pending_answer() =
      std::make_unique<PendingAnswer>(PendingAnswer{id, wanted.choices, wanted.verbatim});
  sleepers_[id].session = session->serial();
}

// Whoever waited for this player before waits in vain, unless this turn is undone.
void Sleepers::supersede(PlayerSession& session) {
  const PendingAnswer before = *session.pending_answer();
  world_.turns().wake_later([this, id = before.sleeper] { wake(id, std::nullopt); });
  world_.journal().record({}, [this, serial = session.serial(), before] {
    PlayerSession* asked = world_.sessions().find(serial);
    if (asked) asked->pending_answer() = std::make_unique<PendingAnswer>(before);
  });
}

void Sleepers::answer(PlayerSession& session, const std::optional<std::string>& text) {
  const uint64_t id = session.pending_answer()->sleeper;
  session.pending_answer().reset();
  wake(id, text);
}

void Sleepers::give_up(PlayerSession& session) {
  if (!session.pending_answer()) return;
  const uint64_t id = session.pending_answer()->sleeper;
  world_.wake([this, id] { wake(id, std::nullopt); });
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
  world_.run_turn(
      [&] {
        const CallResult result =
            world_.calls().resume(sleeper.coroutine, sleeper.script, sleeper.act, answer);
        if (result.end == CallEnd::yielded) {
          park(result, std::move(sleeper.act), std::move(sleeper.after));
        } else {
          sleeper.after(result);
        }
      },
      sleeper.act.actor);
}

}  // namespace reality
