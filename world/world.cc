// SPDX-License-Identifier: MIT
#include "world/world.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "world/language/languages.h"
#include "world/pages/pages.h"
#include "world/people/characters.h"
#include "world/people/login.h"
#include "world/people/names.h"
#include "world/people/sessions.h"
#include "world/post/post_office.h"
#include "world/prose/narrator.h"
#include "world/state/keys.h"
#include "world/turns/commands.h"
#include "world/turns/sleepers.h"

namespace reality {

namespace {

/// The pump looks for input again after this long.
constexpr int64_t kPumpUs = 2000;
/// Sessions that get their output in one slice.
constexpr size_t kSlice = 200;
/// A behaviour that faults this often is set aside until its file is saved again.
constexpr int kMostFaults = 5;

LuaOptions lua_options(const WorldParts& parts) {
  const LimitSettings& limits = parts.settings.limits;
  LuaOptions options;
  options.counted = parts.counted;
  // No limit is more than anybody waits for or has: the machine's own limits stay.
  constexpr int64_t kNoCpuLimitMs = 1'000'000;
  constexpr int64_t kNoMemoryLimitMb = 1'000'000;
  options.turn_cpu_us = 1000 * (limits.script_cpu_ms ? limits.script_cpu_ms : kNoCpuLimitMs);
  const int64_t megabytes = limits.script_memory_mb ? limits.script_memory_mb : kNoMemoryLimitMb;
  options.turn_memory = static_cast<size_t>(megabytes) << 20U;
  // Those that wait are counted in BehaviourCalls; the one that runs must always have its place.
  options.coroutines = std::numeric_limits<size_t>::max();
  return options;
}

}  // namespace

World::World(const WorldParts& parts)
    : parts_(parts),
      machine_(lua_options(parts), parts.rng),
      turns_(state_, machine_, parts.log, parts.metrics),
      sessions_(std::make_unique<Sessions>(*this)),
      characters_(std::make_unique<Characters>(*this)),
      commands_(std::make_unique<Commands>(*this)),
      narrator_(std::make_unique<Narrator>(*this)),
      sleepers_(std::make_unique<Sleepers>(*this)),
      languages_(std::make_unique<Languages>()),
      login_guard_(std::make_unique<LoginGuard>(parts.scheduler.clock(),
                                                parts.settings.limits.failed_logins_per_minute)),
      names_(std::make_unique<Names>(*this)),
      pages_(std::make_unique<Pages>(*this)),
      post_office_(std::make_unique<PostOffice>(*this)),
      script_files_(parts.share + "/scripts", parts.areas),
      started_us_(parts.scheduler.clock().mono_us()),
      turn_us_(parts.metrics.histogram("turn")),
      turn_rate_(parts.scheduler.clock().mono_us()) {
  turns_.set_row_limit(static_cast<size_t>(parts.settings.limits.turn_rows));
}

World::~World() = default;

double World::uptime_seconds() const {
  return static_cast<double>(clock().mono_us() - started_us_) / 1e6;
}

Session& World::open(SessionSink& sink, std::string_view peer, std::string_view gateway) {
  PlayerSession& session = sessions_->open(sink, peer);
  session.set_login(std::make_unique<LoginDialogue>(*this, session));
  session.login()->greet();
  parts_.log.debug("session_opened", {{"gateway", gateway}, {"peer", peer}});
  sessions_->flush_now(session, 0);
  return session;
}

// The pump. Output of one turn is on its way before the next turn starts, so that a prompt never
// overtakes what it belongs to.
bool World::pump() {
  const int64_t until = clock().mono_us() + kPumpUs;
  do {
    if (sessions_->output_waits()) {
      sessions_->flush(kSlice, turns_.last_changing());
    } else if (store_ && store_->full()) {
      return false;  // on_durable() comes, and with it the next call
    } else if (!run_next()) {
      if (sessions_->output_waits()) continue;
      arm_timers();
      return machine_.collect_step(200);
    }
  } while (clock().mono_us() < until);
  return true;
}

// Wake-ups come first, for they belong to what was just done, but only so many in a row: scripts
// that keep waking each other keep nobody waiting. Lines, requests and timers take turns.
bool World::run_next() {
  constexpr int kMostInARow = 16;
  if (woken_ < kMostInARow && run_wake_up()) return ++woken_, true;
  woken_ = 0;
  static constexpr std::array kSources = {&World::run_line, &World::run_request, &World::run_timer};
  const size_t first = next_source_++ % kSources.size();
  for (size_t i = 0; i < kSources.size(); ++i)
    if ((this->*kSources[(first + i) % kSources.size()])()) return true;
  return run_wake_up();
}

bool World::run_request() {
  if (requests_.empty()) return false;
  const auto request = std::move(requests_.front());
  requests_.pop_front();
  request();
  return true;
}

bool World::run_wake_up() {
  if (wake_ups_.empty()) return false;
  const auto turn = std::move(wake_ups_.front());
  wake_ups_.pop_front();
  turn();
  return true;
}

bool World::run_line() {
  if (stopping_) return false;
  PlayerSession* session = sessions_->next_input();
  if (!session) return false;
  commands_->act_on(*session);
  if (session->has_input() || session->has_commands()) sessions_->has_input(*session);
  session->close_if_ended();
  return true;
}

// An idle loop sleeps; the alarm does nothing but wake it, and the pump then finds what is due.
void World::arm_timers() {
  const std::optional<int64_t> due = state_.timers.next_due_ms();
  if (due == armed_for_ms_) return;
  parts_.scheduler.cancel(timer_alarm_);
  armed_for_ms_ = due;
  if (!due) return;
  timer_alarm_ = parts_.scheduler.after_us((*due - clock().wall_ms()) * 1000,
                                           [this] { armed_for_ms_.reset(); });
}

bool World::run_timer() {
  if (stopping_) return false;
  const int64_t now = clock().wall_ms();
  const std::optional<TimerName> due = state_.timers.due(now);
  if (!due) return false;
  int64_t beats = 1;
  // A beat is spent whatever becomes of its turn: in the same commit if the turn is kept, in a
  // small step of its own if it is undone.
  const bool kept = run_turn([&] {
    beats = state_.timers.spend(*due, now);
    ring(*due, beats);
  });
  if (!kept) turns_.run_kept([&] { spend(*due); });
  return true;
}

void World::ring(const TimerName& name, int64_t beats) {
  const Thing* thing = state_.things.find(name.thing);
  if (!thing) return;
  const LuaRef* handler = behaviours_.timer(*thing, name.name);
  if (!handler) return;
  commands_->call_behaviour(
      name.thing, *handler,
      Value(Value::Map{{"name", Value(name.name)}, {"missed", Value(beats - 1)}}));
}

void World::spend(const TimerName& name) {
  const Timer* timer = state_.timers.find(name);
  if (timer && timer->due_ms <= clock().wall_ms()) state_.timers.spend(name, clock().wall_ms());
}

bool World::run_turn(const std::function<void()>& body, ThingId actor, bool bulk) {
  const int64_t begin = clock().mono_us();
  Turns::Result result = turns_.run(body, bulk);
  const int64_t end = clock().mono_us();
  turn_us_.record_us(end - begin);
  turn_rate_.add(end);
  const bool kept = result.kept;
  if (!kept) {
    if (PlayerSession* session = sessions_->playing(actor)) {
      session->commands().clear();
      session->collect({EventKind::system,
                        "Something broke there, and so nothing of it has happened. It has been "
                        "noted."});
      sessions_->touch(*session);
    }
    report_fault(*result.fault);
  }
  deliver(std::move(result));
  return kept;
}

void World::deliver(Turns::Result result) {
  for (Turns::Outgoing& out : result.outgoing) {
    if (out.session->gone()) continue;
    out.session->collect(std::move(out.event));
    sessions_->touch(*out.session);
    if (out.last) out.session->close();
  }
  for (WakeUp& wake_up : result.wake_ups) wake_ups_.push_back(std::move(wake_up.call));
}

void World::report_fault(const Fault& fault) {
  parts_.log.error("script_fault", {{"script", fault.script},
                                    {"message", fault.message},
                                    {"thing", fault.thing.number},
                                    {"traceback", fault.traceback}});
  std::string note = "Script fault: " + fault.message;
  if (!fault.traceback.empty()) note += "\n" + fault.traceback;
  tell_authors(note);
  const Thing* thing = state_.things.find(fault.thing);
  if (!thing || fault.script.empty()) return;
  behaviours_.visit(*thing, [&](Behaviour& behaviour) {
    if (behaviour.file != fault.script) return false;
    if (++behaviour.faults >= kMostFaults) {
      behaviour.set_aside = true;
      parts_.log.warn("behaviour_set_aside", {{"script", behaviour.file}});
      tell_authors(behaviour.file + " has failed " + std::to_string(behaviour.faults) +
                   " times and is set aside. Save the file again to bring it back.");
    }
    return true;
  });
}

void World::destroy(Thing& thing) {
  state_.timers.cancel_all(thing.id());
  state_.post.forget_letter(thing.id());
  state_.things.destroy(thing);
}

void World::tell_authors(const std::string& text) {
  for (const auto& [character, session] : sessions_->players()) {
    const Account* account = state_.accounts.of(character);
    if (!account || account->role == AccountRole::player) continue;
    session->collect({EventKind::system, text});
    sessions_->touch(*session);
  }
}

void World::when_durable(std::function<void()> done) {
  const uint64_t turn = turns_.last_changing();
  if (!store_ || store_->durable() >= turn) return done();
  awaiting_durable_.emplace_back(turn, std::move(done));
}

void World::on_durable() {
  count_durable();
  while (!awaiting_durable_.empty() && awaiting_durable_.front().first <= store_->durable()) {
    const auto done = std::move(awaiting_durable_.front().second);
    awaiting_durable_.pop_front();
    done();
  }
}

void World::stop(std::string_view goodbye) {
  stopping_ = true;
  sessions_->for_each([&](PlayerSession& session) {
    session.collect({EventKind::system, std::string(goodbye)});
    session.close();
    sessions_->touch(session);
  });
}

std::string World::claim_code() const {
  const Value& code = state_.facts.get("claim_code");
  return code.type() == ValueType::string ? std::string(code.as_string()) : std::string();
}

}  // namespace reality
