// SPDX-License-Identifier: MIT
//
// What the web and the post ask of the world (world/page.h, world/letter.h).
#include <utility>

#include "world/pages/pages.h"
#include "world/people/player_session.h"
#include "world/people/sessions.h"
#include "world/post/post_office.h"
#include "world/state/keys.h"
#include "world/world.h"

namespace reality {
namespace {

StoreFigures store_figures(Metrics& metrics, const Store* store) {
  StoreFigures figures;
  const Histogram& commits = metrics.histogram("store_commit");
  figures.commit_p50_us = commits.percentile_us(0.5);
  figures.commit_p90_us = commits.percentile_us(0.9);
  figures.commit_p99_us = commits.percentile_us(0.99);
  figures.commit_max_us = commits.max_us();
  figures.lag_turns = store ? static_cast<int64_t>(store->waiting()) : 0;
  figures.lag_us = store ? store->lag_us() : 0;
  figures.lag_p99_us = metrics.histogram("store_lag").percentile_us(0.99);
  figures.queue_limit = metrics.gauge("store_queue_limit").value;
  figures.wal_bytes = metrics.gauge("store_wal_bytes").value;
  const Histogram& checkpoints = metrics.histogram("store_checkpoint");
  figures.checkpoint_p99_us = checkpoints.percentile_us(0.99);
  figures.checkpoint_max_us = checkpoints.max_us();
  const uint64_t commits_made = metrics.counter("store_commits").value;
  if (commits_made > 0)
    figures.rows_per_commit = static_cast<double>(metrics.counter("store_rows").value) /
                              static_cast<double>(commits_made);
  const Histogram& syncs = metrics.histogram("disk_sync");
  figures.sync_p50_us = syncs.percentile_us(0.5);
  figures.sync_p99_us = syncs.percentile_us(0.99);
  return figures;
}

void set_counts(WorldFigures& figures, const WorldCounts& counts) {
  figures.rooms = counts.rooms;
  figures.things = counts.things;
  figures.letters_waiting = counts.letters_waiting;
}

}  // namespace

void World::page(PageRequest request, std::function<void(PageAnswer)> done) {
  // The session may be gone when the page is made; its character is asked for again then.
  const auto* visitor = static_cast<const PlayerSession*>(request.visitor);
  const ThingId character = visitor ? visitor->character() : ThingId{};
  request.visitor = nullptr;
  requests_.push_back([this, request = std::move(request), character, done = std::move(done)] {
    done(pages_->answer(request, character));
  });
}

WorldCounts World::counts() const {
  WorldCounts counts;
  counts.rooms = static_cast<int64_t>(state_.things.rooms());
  counts.things = static_cast<int64_t>(state_.things.count());
  counts.letters_waiting = static_cast<int64_t>(state_.post.count(LetterState::kept) +
                                                state_.post.count(LetterState::counter));
  return counts;
}

void World::count_durable() {
  durable_counts_.advance(store_->durable(), turns_.last_changing(), counts());
}

WorldFigures World::figures() const {
  WorldFigures figures = live_figures();
  set_counts(figures, durable_counts_.shown());
  return figures;
}

WorldFigures World::live_figures() const {
  WorldFigures figures;
  figures.name = parts_.settings.world.name;
  figures.uptime_seconds = static_cast<int64_t>(uptime_seconds());
  for (const auto& [character, session] : sessions_->players()) {
    ++figures.players;
    const Thing* body = state_.things.find(character);
    if (body && body->flag(key::guest)) ++figures.guests;
  }
  set_counts(figures, counts());
  figures.turns_per_second = turn_rate_.per_second(clock().mono_us());
  figures.turn_p50_us = turn_us_.percentile_us(0.5);
  figures.turn_p99_us = turn_us_.percentile_us(0.99);
  const Histogram& stalls = parts_.metrics.histogram("loop_stall");
  figures.loop_stall_p99_us = stalls.percentile_us(0.99);
  figures.loop_stall_p999_us = stalls.percentile_us(0.999);
  figures.loop_stall_max_us = stalls.max_us();
  figures.store = store_figures(parts_.metrics, store_);
  figures.keeping_up = !store_ || !store_->full();
  figures.failed = store_ && store_->failed();
  return figures;
}

PostAnswer World::may_write(std::string_view recipient, std::string_view sender) const {
  return {post_office_->may_write(recipient, sender), turns_.last_changing()};
}

void World::take(OutsideLetter letter, std::function<void(PostAnswer)> done) {
  requests_.push_back([this, letter = std::move(letter), done = std::move(done)] {
    done(post_office_->take(letter));
  });
}

}  // namespace reality
