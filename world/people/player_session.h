// SPDX-License-Identifier: MIT
//
// PlayerSession: one connection as the world sees it: lines that wait, the dialogue with the
// parser, the character that is played, text on its way out. Owned by Sessions.
// Must hold: an idle session holds no memory beyond itself and, where a character is played, the
// last lines that it was shown; once gone() the sink is not used.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "world/language/dialogue.h"
#include "world/people/recent_lines.h"
#include "world/session.h"
#include "world/state/value.h"

namespace reality {

class LoginDialogue;
class World;

/// A script that waits for this player's answer.
struct PendingAnswer {
  uint64_t sleeper = 0;
  /// For choose(): what may be answered; empty for ask().
  std::vector<std::string> choices;
  /// Every line is an answer, the empty one as well.
  bool verbatim = false;
};

class PlayerSession final : public Session {
 public:
  /// More lines than this at once are dropped, with a word about it.
  static constexpr size_t kMostLines = 1000;

  PlayerSession(World& world, uint64_t serial, SessionSink& sink, std::string peer);
  ~PlayerSession() override;

  // Session.
  void line(std::string_view bytes) override;
  void end_of_input() override;
  size_t waiting_lines() const override { return lines_ ? lines_->size() - next_line_ : 0; }
  void line_too_long() override;
  bool anonymous() const override { return !character_; }
  void hang_up() override;

  uint64_t serial() const { return serial_; }
  const std::string& peer() const { return peer_; }
  ThingId character() const { return character_; }
  void set_character(ThingId character) { character_ = character; }
  Dialogue& dialogue() { return dialogue_; }
  /// The login or registration under way, or null.
  LoginDialogue* login() const { return login_.get(); }
  void set_login(std::unique_ptr<LoginDialogue> login);
  /// Seconds since the last line.
  double idle_seconds() const;

  // Input, for the pump.
  bool has_input() const { return waiting_lines() > 0; }
  std::string take_line();
  /// Commands of one line that are still to be done.
  std::vector<std::string>& commands() { return commands_; }
  /// True when the next of them may be done: a question or a login holds the rest back.
  bool has_commands() const {
    return !commands_.empty() && !login_ && !dialogue_.question && !pending_answer_;
  }
  /// While busy (a password is being hashed) no line is taken.
  bool busy() const { return busy_; }
  void set_busy(bool busy);
  std::unique_ptr<PendingAnswer>& pending_answer() { return pending_answer_; }

  // Output, for the world.
  void collect(Event event) { outbox_.push_back(std::move(event)); }
  /// Hands everything collected to the sink, with a prompt behind it.
  void flush(uint64_t turn);
  /// The last lines that the character in play was shown, the oldest first.
  std::vector<std::string> recent_lines() const;
  /// The connection is to be closed after the next flush.
  void close() { closing_ = true; }
  /// Closes if no more lines will come and all have been acted on.
  void close_if_ended();
  bool closing() const { return closing_; }
  bool gone() const { return sink_ == nullptr; }
  /// True while it stands in the list of sessions to flush.
  bool touched = false;
  /// True while it stands in the queue of sessions with input.
  bool queued = false;

 private:
  void tell_wrap();
  void remember(const std::vector<Event>& events);

  World& world_;
  SessionSink* sink_;
  uint64_t serial_;
  ThingId character_;
  int64_t last_input_us_ = 0;
  std::unique_ptr<std::vector<std::string>> lines_;
  size_t next_line_ = 0;
  std::vector<std::string> commands_;
  std::vector<Event> outbox_;
  std::unique_ptr<RecentLines> recent_;
  Dialogue dialogue_;
  std::unique_ptr<LoginDialogue> login_;
  std::unique_ptr<PendingAnswer> pending_answer_;
  std::string peer_;
  bool wrap_ = true;
  bool busy_ = false;
  bool ended_ = false;  // no more lines will come
  bool closing_ = false;
};

}  // namespace reality
