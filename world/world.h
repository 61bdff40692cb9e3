// SPDX-License-Identifier: MIT
//
// World: the owner of everything inside: state, scripts, sessions, turns. Made by main (or a test)
// on the four seams; knows no socket. Input is queued by sessions and acted on in pump(), one turn
// at a time: lines round-robin, one a session; wake-ups; timers that are due.
// Must hold: every change of state happens inside a turn; output goes to sinks only after its turn
// was kept, stamped with the turn that it depends on; nothing starts while the store is full.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/clock.h"
#include "engine/executor.h"
#include "engine/log.h"
#include "engine/lua_machine.h"
#include "engine/metrics.h"
#include "engine/password.h"
#include "engine/rate.h"
#include "engine/result.h"
#include "engine/rng.h"
#include "engine/scheduler.h"
#include "engine/settings.h"
#include "engine/store.h"
#include "world/language/grammar.h"
#include "world/language/parser.h"
#include "world/letter.h"
#include "world/operator.h"
#include "world/page.h"
#include "world/pages/chronicle.h"
#include "world/prose/template.h"
#include "world/scripts/behaviour.h"
#include "world/scripts/behaviour_calls.h"
#include "world/scripts/script_files.h"
#include "world/senses/perception.h"
#include "world/session.h"
#include "world/state/durable_counts.h"
#include "world/state/state.h"
#include "world/turns/turn.h"

namespace reality {

class Characters;
class Commands;
class Languages;
class LoginGuard;
class Names;
class Narrator;
class Pages;
class PlayerSession;
class PostOffice;
class Sessions;
class Sleepers;

/// What a world stands on. All of it outlives the world.
struct WorldParts {
  Scheduler& scheduler;
  Executor& executor;
  Rng& rng;
  Log& log;
  Metrics& metrics;
  const Settings& settings;
  /// The folder with scripts/ and data/.
  std::string share;
  /// HOME/areas: authors' own behaviours; may be missing.
  std::string areas;
  /// Counts a script's instructions instead of its time: runs repeat exactly.
  bool counted = false;
  /// Where salts and codes come from; the system unless a test says otherwise.
  Secrets secrets = {};
};

class World final : public Door, public PageDoor, public PostDoor, public Operator {
 public:
  explicit World(const WorldParts& parts);
  ~World() override;

  /// Reads the state from a database; before everything else, once. Answers with the last turn that
  /// is in it.
  Result<uint64_t> load(Db& db);
  /// Connects the store, loads all scripts and, into an empty world, the areas; puts to sleep
  /// whoever was awake when the last server ended. The error names file and line.
  Status start(Store& store);
  /// Acts on what waits, for about 2 ms. True when there is more to do now.
  bool pump();
  /// Says goodbye to all; no more input is acted on. Call pump() until it answers false.
  void stop(std::string_view goodbye);
  /// Scripts may have changed on disk: reads again those that have. A file with an error leaves
  /// the old one in force and tells authors.
  void scripts_changed();
  /// The code by which somebody becomes keeper; "" when there is a keeper.
  std::string claim_code() const;

  // Door.
  Session& open(SessionSink& sink, std::string_view peer, std::string_view gateway) override;
  // PageDoor.
  void page(PageRequest request, std::function<void(PageAnswer)> done) override;
  WorldFigures figures() const override;
  /// The same with counts as of now: output that has them waits for the last changing turn.
  WorldFigures live_figures() const;
  // PostDoor.
  PostAnswer may_write(std::string_view recipient, std::string_view sender) const override;
  void take(OutsideLetter letter, std::function<void(PostAnswer)> done) override;
  // Operator.
  void add_account(std::string_view name, std::string_view password, std::string_view role,
                   Done done) override;
  void set_password(std::string_view name, std::string_view password, Done done) override;
  void set_role(std::string_view name, std::string_view role, Done done) override;
  void remove_account(std::string_view name, Done done) override;
  std::vector<AccountLine> accounts() const override;
  void snapshot(std::string path, Done done) override;

  // The parts, for the rest of this layer and for world/api.
  Things& things() { return state_.things; }
  const Things& things() const { return state_.things; }
  Atoms& atoms() { return state_.atoms; }
  Timers& timers() { return state_.timers; }
  Accounts& account_book() { return state_.accounts; }
  const Accounts& account_book() const { return state_.accounts; }
  Facts& facts() { return state_.facts; }
  PostRecords& post_records() { return state_.post; }
  const PostRecords& post_records() const { return state_.post; }
  Journal& journal() { return state_.journal; }
  Perception& perception() { return perception_; }
  Templates& templates() { return templates_; }
  Grammar& grammar() { return grammar_; }
  Parser& parser() { return parser_; }
  Behaviours& behaviours() { return behaviours_; }
  LuaMachine& machine() { return machine_; }
  BehaviourCalls& calls() { return calls_; }
  Turns& turns() { return turns_; }
  Sessions& sessions() { return *sessions_; }
  Characters& characters() { return *characters_; }
  Commands& commands() { return *commands_; }
  Narrator& narrator() { return *narrator_; }
  Sleepers& sleepers() { return *sleepers_; }
  Languages& languages() { return *languages_; }
  LoginGuard& login_guard() { return *login_guard_; }
  Names& names() { return *names_; }
  Pages& pages() { return *pages_; }
  PostOffice& post_office() { return *post_office_; }
  Chronicle& chronicle() { return chronicle_; }
  const WorldParts& parts() const { return parts_; }
  Secrets& secrets() { return parts_.secrets; }
  const Clock& clock() const { return parts_.scheduler.clock(); }
  State& state() { return state_; }

  /// Runs a turn and delivers what came of it: output to sessions, faults to authors, wake-ups to
  /// the queue. True when the turn was kept.
  /// `actor`: who is told when the turn had to be undone. `bulk`: an import; any number of rows.
  bool run_turn(const std::function<void()>& body, ThingId actor = {}, bool bulk = false);
  /// Takes a thing out of the world, with its timers and what the post knows of it. It must hold
  /// nothing and have no heirs. Inside a turn.
  void destroy(Thing& thing);
  /// Queues a turn to be run soon.
  void wake(std::function<void()> turn) { wake_ups_.push_back(std::move(turn)); }
  /// True when so many turns wait that scripts may not ask for more.
  bool crowded() const { return wake_ups_.size() >= kMostWakeUps; }
  /// Calls `done` once everything changed so far is durable.
  void when_durable(std::function<void()> done);
  /// A fault that was undone: log, count, tell the authors who are here.
  void report_fault(const Fault& fault);
  /// Tells all players who may write scripts.
  void tell_authors(const std::string& text);
  double uptime_seconds() const;

 private:
  static constexpr size_t kMostWakeUps = 10'000;

  Status load_scripts();
  Status load_script(const ScriptFile& file);
  void reload(const std::vector<ScriptFile>& files);
  /// Answers what authors are to be told.
  std::string reload(const ScriptFile& file);
  Status load_areas();
  void index_addresses();
  void settle_sleepers();
  void make_claim_code();
  Status attach_behaviours(const std::vector<ThingId>& things);
  void deliver(Turns::Result result);
  bool run_next();
  bool run_wake_up();
  bool run_timer();
  void arm_timers();
  void ring(const TimerName& name, int64_t beats);
  void spend(const TimerName& name);
  bool run_line();
  bool run_request();
  void on_durable();
  void count_durable();
  WorldCounts counts() const;
  /// Has the password hashed off this thread; then calls `then` with the hash on it, between turns.
  void with_hash(std::string_view password, std::function<void(std::string)> then,
                 const Done& done);
  void make_account(const std::string& name, const std::string& hash, AccountRole role,
                    const Done& done);
  /// Of a turn that was just run: once it is durable, or at once that it was undone.
  void answer(bool kept, const Done& done);
  void change_account(std::string_view name, std::function<void(Account&)> change, Done done);

  WorldParts parts_;
  State state_;
  Perception perception_{state_.things};
  Templates templates_;
  Grammar grammar_;
  Parser parser_{grammar_, static_cast<size_t>(parts_.settings.limits.commands_per_line)};
  LuaMachine machine_;
  Behaviours behaviours_{machine_, grammar_, state_.atoms};
  BehaviourCalls calls_{*this};
  Turns turns_;
  std::unique_ptr<Sessions> sessions_;
  std::unique_ptr<Characters> characters_;
  std::unique_ptr<Commands> commands_;
  std::unique_ptr<Narrator> narrator_;
  std::unique_ptr<Sleepers> sleepers_;
  std::unique_ptr<Languages> languages_;
  std::unique_ptr<LoginGuard> login_guard_;
  std::unique_ptr<Names> names_;
  std::unique_ptr<Pages> pages_;
  std::unique_ptr<PostOffice> post_office_;
  Chronicle chronicle_{state_.journal};
  ScriptFiles script_files_;
  std::optional<int64_t> armed_for_ms_;
  Alarm timer_alarm_ = 0;
  Store* store_ = nullptr;
  DurableCounts durable_counts_;
  uint64_t last_turn_ = 0;
  int woken_ = 0;           // wake-ups in a row
  size_t next_source_ = 0;  // whose turn it is: lines, requests, timers
  bool stopping_ = false;
  int64_t started_us_ = 0;
  std::deque<std::function<void()>> wake_ups_;
  // Pages, letters and keepers' wishes, in the order they came.
  std::deque<std::function<void()>> requests_;
  std::deque<std::pair<uint64_t, std::function<void()>>> awaiting_durable_;
  Histogram& turn_us_;
  mutable Rate turn_rate_;
};

/// Lets world_of() find the world from its Lua state.
void bind_world(lua_State* L, World& world);
/// The world that a Lua state belongs to.
World& world_of(lua_State* L);

}  // namespace reality
