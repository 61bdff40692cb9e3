// SPDX-License-Identifier: MIT
//
// WebPlayer: one who plays in a browser, without any script there: a Session with its log, of which
// pages show what is durable. Owned by the PlayRoom.
// Must hold: nothing of a turn is in the log before that turn is durable, so every page made of it
// may leave at once; log and typed lines stand in the order in which they came; the session is used
// until hang_up() or until a delivery says close, never after; what waits is charged to the gate.
// Tests: tests/net/http/http_play_test.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/release_gate.h"
#include "world/session.h"

namespace reality {

class WebPlayer;

class WebPlayerHost {
 public:
  virtual ~WebPlayerHost() = default;
  /// Something came into the log. Called from the world's pump: nothing may be asked of a session.
  virtual void changed(WebPlayer& player) = 0;
};

/// Something in the log: an event, or a line that the player typed.
struct WebLine {
  EventKind kind = EventKind::reply;
  bool typed = false;
  std::string text;  // "" for a line that is not to be shown
};

class WebPlayer final : public SessionSink, public ReleaseTarget {
 public:
  WebPlayer(ReleaseGate& gate, WebPlayerHost& host, std::string key);
  ~WebPlayer() override;
  WebPlayer(const WebPlayer&) = delete;
  WebPlayer& operator=(const WebPlayer&) = delete;

  void open(Door& door, std::string_view peer);
  /// A line to the world. `shown` goes into the log in its place; "" for a secret.
  void type(std::string_view line, std::string_view shown);
  void type_too_long();
  /// Forgets what came before the last typed line, and the line.
  void forget_earlier();

  /// Steps (deliveries and typed lines) so far, durable or not.
  uint64_t steps() const { return steps_so_far_; }
  /// True once the world has acted on all that was typed until that step, durably, or has closed.
  bool settled_after(uint64_t step) const { return closed_ || settled_ > step; }

  /// Null once it is over.
  Session* session() { return session_; }
  bool closed() const { return closed_; }
  bool secret() const { return secret_; }
  const std::string& prompt() const { return prompt_; }
  const std::string& key() const { return key_; }
  const std::deque<WebLine>& log() const { return log_; }
  /// Where in the log the last typed line stands.
  size_t now() const { return now_; }
  /// The first line of the last room described; "" if there was none.
  const std::string& place() const { return place_; }

  void deliver(const Delivery& delivery) override;
  void set_wrap(bool /*on*/) override {}  // browsers wrap
  void release(std::string_view marks) override;

 private:
  struct Step {
    std::vector<WebLine> lines;
    std::string prompt;
    size_t bytes = 0;  // as charged to the gate while it waits
    bool typed = false;
    bool secret = false;
    bool settled = false;
    bool close = false;
  };

  void put(Step step, uint64_t turn);
  void apply(Step step);
  void add(WebLine line);

  /// What a step takes while it waits.
  static size_t size_of(const Step& step);

  ReleaseGate& gate_;
  WebPlayerHost& host_;
  Session* session_ = nullptr;
  std::string key_;
  HeldOutput held_;         // a mark for each step that waits
  std::deque<Step> steps_;  // those that wait
  uint64_t steps_so_far_ = 0;
  uint64_t steps_applied_ = 0;
  uint64_t settled_ = 0;  // the last step with which all was done
  std::deque<WebLine> log_;
  size_t log_bytes_ = 0;
  size_t now_ = 0;
  std::string prompt_;
  std::string place_;
  bool secret_ = false;
  bool ended_ = false;   // the world has closed, maybe not durably
  bool closed_ = false;  // the world has closed, durably
};

}  // namespace reality
