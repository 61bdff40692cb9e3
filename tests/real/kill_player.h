// SPDX-License-Identifier: MIT
//
// KillPlayer: one of a hall's people at work, over one life of the server after the other: what
// was typed, what was read, which letters were written. Now and then one hangs up in the middle and
// comes back. Owned by a KillHall, which chooses what is done.
// Must hold: the moves that are handed out were read whole; a command whose end was not read is
// among the pending ones.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/real/kill_client.h"
#include "tests/real/kill_notes.h"
#include "tests/real/kill_room.h"
#include "tests/real/kill_voice.h"

namespace reality {

class KillPlayer final : public KillClient {
 public:
  KillPlayer(std::string name, bool by_web) : name_(std::move(name)), by_web_(by_web) {}

  const std::string& name() const { return name_; }
  bool by_web() const { return by_web_; }
  /// A new life: comes in, as somebody known or as somebody new who then goes `way`.
  void begin_life(const KillDoors& doors, bool known, std::string_view way);
  /// Things are there now.
  void see(const Places& places) { places_ = places; }
  /// Whether it was let in, in this life.
  bool is_in() const { return in_; }
  /// Tries again to come in, who was sent away at the door.
  void knock();
  /// Comes in once more; anybody has read so many moves until now.
  void come_back(size_t read_by_any);
  bool away() const { return !voice_ || voice_->over(); }
  bool busy() const { return voice_ && voice_->busy(); }

  /// Types a command of which `pending` tells what it would do.
  void begin(const std::string& line, Pending pending);
  /// The same, and hangs up at once; with a word of goodbye or without.
  void leave_after(const std::string& line, Pending pending, bool goodbye);
  void write_to(const std::string& addressee);
  /// Posts or tears up the letter at hand.
  void finish_note(bool post);
  /// Whether a letter is at hand, and nothing is asked of it.
  bool has_note() const;
  /// Whether there is surely none at hand.
  bool has_no_note() const;
  void ask(const std::string& line) { voice_->ask(line); }
  std::string answer() { return voice_->answer(); }

  int fd() const override { return voice_ ? voice_->fd() : -1; }
  void read() override;
  void read_rest() override;
  /// Adds what this life has taught to the testimony.
  void testify(Testimony& testimony) const;
  void settle(const std::vector<FoundNote>& found);

  /// Where things are, as far as this one has read.
  const Places& places() const { return places_; }
  size_t moves_read() const { return read_by_any_ + story_.size(); }
  /// How often it did, in this life.
  size_t came_back() const { return earlier_.size() + (returned_ ? 1U : 0U); }
  const std::vector<Note>& notes() const { return notes_; }
  /// Commands that were answered, in this life.
  size_t answered() const { return answered_; }
  /// What no player should have met.
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  void type(const std::vector<std::string>& lines, bool counts);
  void add_pending(Pending pending);
  void ask_for(NoteFate fate, const std::vector<std::string>& lines);
  void take_in(const std::vector<std::string>& lines, bool answered);
  void hear_of_note(const std::string& line);
  void end_answer();
  void end_story();

  std::string name_;
  bool by_web_;
  KillDoors doors_;
  std::unique_ptr<KillVoice> voice_;
  std::vector<std::string> entry_;  // what it types to come in
  bool in_ = false;
  bool returned_ = false;
  size_t read_by_any_ = 0;  // when this one came back
  std::vector<Move> story_;
  std::optional<std::vector<Move>> first_story_;  // once it has come to an end
  std::vector<Returned> earlier_;
  Places places_;
  std::vector<Pending> pending_;
  bool command_open_ = false;  // the last pending one may be answered yet
  bool counts_ = false;        // what is being answered is a command, not the way in
  std::vector<Note> notes_;    // the last one is the one at hand
  bool note_open_ = false;     // what was asked of it may be answered yet
  size_t answered_ = 0;
  std::vector<std::string> problems_;
};

}  // namespace reality
