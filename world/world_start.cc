// SPDX-License-Identifier: MIT
//
// How a world comes up: state from rows, scripts from files, areas into an empty world; and how
// scripts change while it runs.
#include <algorithm>
#include <utility>

#include "engine/password.h"
#include "engine/text.h"
#include "world/area/area_loader.h"
#include "world/language/languages.h"
#include "world/people/characters.h"
#include "world/people/names.h"
#include "world/people/sessions.h"
#include "world/post/post_office.h"
#include "world/state/keys.h"
#include "world/state/rows.h"
#include "world/turns/commands.h"
#include "world/turns/sleepers.h"
#include "world/world.h"

namespace reality {

Result<uint64_t> World::load(Db& db) {
  auto turn = load_state(db, state());
  if (turn) last_turn_ = *turn;
  return turn;
}

Status World::start(Store& store) {
  store_ = &store;
  store.on_durable = [this] { on_durable(); };
  turns_.connect(&store, last_turn_);
  count_durable();
  if (Status words = languages_->load(parts_.share + "/data/language"); !words) return words;
  if (Status scripts = load_scripts(); !scripts) return scripts;
  if (state_.things.count() == 0)
    if (Status areas = load_areas(); !areas) return areas;
  index_addresses();
  settle_sleepers();
  post_office_->resume();
  make_claim_code();
  return {};
}

Status World::load_script(const ScriptFile& file) {
  switch (file.part) {
    case ScriptPart::library:
      return behaviours_.load_library(file.name, file.file, file.source);
    case ScriptPart::verbs:
      return behaviours_.load_verbs(file.file, file.source);
    case ScriptPart::behaviour:
      return behaviours_.load_behaviour(file.name, file.file, file.source);
  }
  return {};
}

// At start-up every script must be good; the world would not be itself without one. Where one is
// not, the start is refused and nothing is kept, not even what the good ones say.
Status World::load_scripts() {
  Status status;
  run_turn(
      [&] {
        const std::vector<ScriptFile> files = script_files_.changes();
        for (const ScriptFile& file : files)
          if (status) status = load_script(file);
        const std::vector<std::string> problems = behaviours_.bind_hooks();
        if (status && !problems.empty()) status = Error{problems.front()};
        if (!status) return;
        for (const ScriptFile& file : files)
          state_.scripts.keep(content_hash(file.source),
                              {file.file, file.source, clock().wall_ms()});
      },
      {}, true);
  return status;
}

void World::scripts_changed() {
  const std::vector<ScriptFile> files = script_files_.changes();
  if (!files.empty()) wake([this, files] { reload(files); });
}

// Each file is read in a turn of its own, whose budget is that of any other: what runs when a file
// is read cannot hold up the world or the files beside it. The archive's row is the only change.
void World::reload(const std::vector<ScriptFile>& files) {
  std::vector<std::string> notes;
  for (const ScriptFile& file : files) notes.push_back(reload(file));
  for (std::string& problem : behaviours_.bind_hooks()) notes.push_back(std::move(problem));
  for (std::string& problem : names_->index_addresses()) notes.push_back(std::move(problem));
  post_office_->resume();
  for (const std::string& note : notes) {
    parts_.log.info("script_changed", {{"note", note}});
    tell_authors(note);
  }
}

std::string World::reload(const ScriptFile& file) {
  if (file.part == ScriptPart::library)
    return file.file + " is a library: it takes effect at the next start.";
  if (file.gone && file.part == ScriptPart::behaviour)
    return file.file + " is gone; what it said stays in force until the server starts again.";
  if (file.gone) {
    behaviours_.unload_verbs(file.file);
    return file.file + " is gone, and its verbs with it.";
  }
  Status loaded;
  run_turn([&] {
    loaded = load_script(file);
    if (loaded)
      state_.scripts.keep(content_hash(file.source), {file.file, file.source, clock().wall_ms()});
  });
  if (loaded) return file.file + " is loaded.";
  return "Not loaded: " + loaded.error() + ". What was there before stays.";
}

void World::index_addresses() {
  for (const std::string& problem : names_->index_addresses())
    parts_.log.warn("address_refused", {{"why", problem}});
}

Status World::load_areas() {
  const std::string& chosen = parts_.settings.world.area;
  const std::string folder = chosen.empty() ? parts_.share + "/data/world" : chosen;
  AreaHooks hooks;
  hooks.full_name = [this](std::string_view name, std::string_view area) {
    const std::string own = std::string(area) + "." + std::string(name);
    return behaviours_.find(own) ? own : std::string(name);
  };
  hooks.check_behaviour = [&](std::string_view name, std::string_view area) -> std::string {
    if (behaviours_.find(hooks.full_name(name, area))) return "";
    return "there is no behaviour \"" + std::string(name) + "\"";
  };
  Status status;
  run_turn(
      [&] {
        auto report = reality::load_areas(folder, state_.things, hooks);
        if (!report) {
          status = Error{report.error()};
          turns_.fail({"", report.error(), "", {}});
          return;
        }
        state_.facts.set("start", Value(static_cast<int64_t>(report->start.number)));
        status = attach_behaviours(report->behaving);
      },
      {}, true);
  return status;
}

Status World::attach_behaviours(const std::vector<ThingId>& behaving) {
  for (const ThingId id : behaving) {
    const Thing* thing = state_.things.find(id);
    if (!thing) continue;
    std::vector<Behaviour*> all;
    behaviours_.visit(*thing, [&](Behaviour& behaviour) {
      if (behaviour.on_attach) all.push_back(&behaviour);
      return false;
    });
    for (Behaviour* behaviour : all) {
      const CallResult result = calls_.call_with(behaviour->on_attach, id, {});
      if (result.end == CallEnd::failed || result.end == CallEnd::refused)
        return Error{behaviour->file + ": on_attach failed: " + result.text};
    }
  }
  return {};
}

// Whoever was awake when the last server ended is asleep now; guests of then are gone.
void World::settle_sleepers() {
  std::vector<Thing*> left;
  state_.things.for_each([&](Thing& thing) {
    if (thing.own(key::player) && !thing.flag(key::asleep)) left.push_back(&thing);
  });
  if (left.empty()) return;
  run_turn(
      [&] {
        for (Thing* thing : left) {
          if (thing->flag(key::guest)) {
            characters_->remove(*thing);
          } else {
            state_.things.set(*thing, key::asleep, Value(true));
          }
        }
      },
      {}, true);
}

void World::make_claim_code() {
  if (state_.accounts.any_keeper()) return;
  if (!state_.facts.get("claim_code").is_nil()) return;
  run_turn([&] { state_.facts.set("claim_code", Value(secrets().token(8))); });
}

}  // namespace reality
