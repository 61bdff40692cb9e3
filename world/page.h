// SPDX-License-Identifier: MIT
//
// Page: what an object of the world answers to a request over the web, as plain blocks without any
// markup; and PageDoor, the door by which the HTTP gateway asks. A gateway makes HTML of a page,
// and escapes all of it: every text here is inert. Belongs to whoever asked. Must hold: answering a
// page changes nothing in the world; an answer carries the number of the turn that it depends on
// and must not leave the server before that turn is durable.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace reality {

class Session;

/// One figure of a page. The key is that of /status.json, so that a page can be kept up to date in
/// place; "" for a figure that is not there.
struct PageFigure {
  std::string key;
  std::string label;
  std::string value;
};

struct PageBlock {
  enum class Kind : uint8_t { heading, text, list, figures, link, button };
  Kind kind = Kind::text;
  std::string text;  // of a heading, text, link or button
  /// Of a link: a path of this site. Of a button: the command that it has the visitor's character
  /// do.
  std::string target;
  std::vector<std::string> items;   // of a list
  std::vector<PageFigure> figures;  // of figures
};

struct Page {
  std::string title;
  std::vector<PageBlock> blocks;
};

struct PageRequest {
  /// The segments of the path, decoded: none for the front page, {"thing", "oracle"} for a thing's.
  std::vector<std::string> path;
  /// Who asks, if that one plays just now; null for a stranger.
  Session* visitor = nullptr;
};

struct PageAnswer {
  enum class Status : uint8_t { found, missing, failed };
  Status status = Status::missing;
  Page page;
  uint64_t turn = 0;
};

/// How the disk keeps up, since the start; times in microseconds.
struct StoreFigures {
  int64_t commit_p50_us = 0;
  int64_t commit_p90_us = 0;
  int64_t commit_p99_us = 0;
  int64_t commit_max_us = 0;
  int64_t lag_turns = 0;  // turns that are done and not yet on disk
  int64_t lag_us = 0;     // how long the oldest of them has waited
  int64_t lag_p99_us = 0;
  int64_t queue_limit = 0;  // turns after which the world pauses
  int64_t wal_bytes = 0;
  int64_t checkpoint_p99_us = 0;
  int64_t checkpoint_max_us = 0;
  double rows_per_commit = 0;
  int64_t sync_p50_us = 0;  // of the disk alone, as measured at the start; 0 = not measured
  int64_t sync_p99_us = 0;
};

/// What everybody may know of the world in numbers; see /status.json.
struct WorldFigures {
  std::string name;
  int64_t uptime_seconds = 0;
  int64_t players = 0;  // awake, guests among them
  int64_t guests = 0;
  int64_t rooms = 0;
  int64_t things = 0;
  int64_t letters_waiting = 0;
  double turns_per_second = 0;  // of the last minute
  int64_t turn_p50_us = 0;      // percentiles since the start, upper bounds
  int64_t turn_p99_us = 0;
  StoreFigures store;
  int64_t loop_stall_p99_us = 0;  // in which the server served nobody else
  int64_t loop_stall_p999_us = 0;
  int64_t loop_stall_max_us = 0;
  bool keeping_up = true;  // the disk does: turns are not held back
  bool failed = false;     // the disk has failed: the server is about to end
};

/// A time as pages and /status.json show it: milliseconds with two decimals.
inline double figure_ms(int64_t us) {
  return std::round(static_cast<double>(us) / 10) / 100;
}

class PageDoor {
 public:
  virtual ~PageDoor() = default;
  /// Has the page made in a turn of its own, soon. `done` is called once, from the world's pump; it
  /// may come after the asker has gone.
  virtual void page(PageRequest request, std::function<void(PageAnswer)> done) = 0;
  /// For those who watch the server: to be told at once, whatever the disk does. Rooms, things and
  /// letters are counted as far as they are on disk. The rest lives in memory alone (who is awake,
  /// what was counted or measured since the start): it acknowledges nothing that could be lost.
  virtual WorldFigures figures() const = 0;
};

}  // namespace reality
