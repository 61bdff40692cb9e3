// SPDX-License-Identifier: MIT
//
// LoadClient: many players of one server on one thread (epoll), on loopback alone. They work in
// closed loops: a player sends its next line when the last one is answered. An answer is over when
// what came ends with a prompt on a line of its own; nobody else may act in a player's room
// meanwhile. Owned by the bench.
// Must hold: every wait is bounded; ACKs are sent at once, as if the player were far away and
// silent.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "engine/unique_fd.h"

namespace reality::bench {

class LoadClient {
 public:
  static constexpr size_t kMostPlayers = 5000;
  static constexpr double kMostSeconds = 60;

  /// What was done in a stretch of time.
  struct Tally {
    int64_t lines = 0;       // sent and answered
    int64_t deliveries = 0;  // texts that reached somebody
    int64_t bytes = 0;       // received
  };

  static Result<LoadClient> make(int port);

  /// One more player: comes as a guest and types each of `lines`, waiting for the answers.
  Status join(const std::vector<std::string>& lines);
  size_t players() const { return players_.size(); }
  /// Types a line as one player; the answer, up to and with the prompt.
  Result<std::string> ask(size_t player, const std::string& line);
  /// What player `listener` gets when `speaker` types `line`.
  Result<std::string> overhear(size_t speaker, const std::string& line, size_t listener);

  /// Everybody types `line` again and again, for so long.
  Result<Tally> all_type(const std::string& line, double seconds);
  /// The first player types `line`, again each time when all others have got its text.
  Result<Tally> one_types(const std::string& line, double seconds);
  /// Reads what still comes, until nothing has come for a while.
  Status settle();

 private:
  struct Player {
    UniqueFd fd;
    std::string heard;      // since its last line
    bool prompted = false;  // heard ends with a prompt
  };
  using Prompted = std::function<Status(size_t player)>;

  LoadClient(int port, UniqueFd epoll) : port_(port), epoll_(std::move(epoll)) {}
  Status connect_one();
  Status type(size_t player, std::string_view line);
  /// Reads what has come; calls for each player that stands at a prompt now. False: nothing came.
  Result<bool> pass(int timeout_ms, const Prompted& prompted);
  Status read(size_t player);
  Status wait_for_prompt(size_t player);
  Status check_size(size_t player, size_t& size) const;

  int port_;
  UniqueFd epoll_;
  std::vector<Player> players_;
  int64_t bytes_ = 0;
};

}  // namespace reality::bench
