// SPDX-License-Identifier: MIT
#include "tests/real/kill_player.h"

#include <utility>

namespace reality {

void KillPlayer::begin_life(const KillDoors& doors, bool known, std::string_view way) {
  doors_ = doors;
  in_ = false;
  returned_ = false;
  read_by_any_ = 0;
  story_.clear();
  first_story_.reset();
  earlier_.clear();
  pending_.clear();
  command_open_ = false;
  note_open_ = false;
  answered_ = 0;
  entry_ = {(known ? "connect " : "create ") + name_ + " friendship"};
  if (!known) entry_.emplace_back(way);
  knock();
}

void KillPlayer::come_back(size_t read_by_any) {
  end_story();
  returned_ = true;
  read_by_any_ = read_by_any;
  entry_ = {"connect " + name_ + " friendship"};
  knock();
}

void KillPlayer::knock() {
  voice_ = std::make_unique<KillVoice>(doors_, by_web_);
  type(entry_, false);
}

// What is under way when somebody hangs up stays so.
void KillPlayer::end_story() {
  command_open_ = false;
  note_open_ = false;
  if (returned_) {
    earlier_.push_back({name_, read_by_any_, std::exchange(story_, {})});
  } else {
    first_story_ = std::exchange(story_, {});
  }
}

void KillPlayer::type(const std::vector<std::string>& lines, bool counts) {
  counts_ = counts;
  voice_->begin(lines);
}

void KillPlayer::add_pending(Pending pending) {
  pending.since = returned_ ? Pending::kUnknown : story_.size();
  pending_.push_back(std::move(pending));
}

void KillPlayer::begin(const std::string& line, Pending pending) {
  add_pending(std::move(pending));
  command_open_ = true;
  type({line}, true);
}

void KillPlayer::leave_after(const std::string& line, Pending pending, bool goodbye) {
  add_pending(std::move(pending));
  std::vector<std::string> lines{line};
  if (goodbye) lines.emplace_back("quit");
  voice_->hang_up_after(lines);
}

void KillPlayer::write_to(const std::string& addressee) {
  notes_.push_back({name_, notes_.size(), addressee});
  std::vector<std::string> lines{"write to " + addressee};
  for (std::string& line : notes_.back().lines()) lines.push_back(std::move(line));
  lines.emplace_back(".");
  ask_for(NoteFate::folded, lines);
}

void KillPlayer::finish_note(bool post) {
  ask_for(post ? NoteFate::posted : NoteFate::torn, {post ? "post letter" : "tear up letter"});
}

void KillPlayer::ask_for(NoteFate fate, const std::vector<std::string>& lines) {
  notes_.back().asked = fate;
  type(lines, true);
  note_open_ = true;
}

bool KillPlayer::has_note() const {
  return !notes_.empty() && notes_.back().told == NoteFate::folded &&
         notes_.back().asked == NoteFate::folded;
}

bool KillPlayer::has_no_note() const {
  if (notes_.empty()) return true;
  const Note& last = notes_.back();
  return last.told == last.asked && last.told != NoteFate::folded;
}

void KillPlayer::read() {
  if (!voice_) return;
  const size_t answers = voice_->answers();
  const std::vector<std::string> lines = voice_->read();
  take_in(lines, voice_->answers() > answers);
}

void KillPlayer::read_rest() {
  if (!voice_) return;
  const size_t answers = voice_->answers();
  const std::vector<std::string> lines = voice_->read_rest();
  take_in(lines, voice_->answers() > answers);
}

void KillPlayer::take_in(const std::vector<std::string>& lines, bool answered) {
  for (const std::string& line : lines) {
    for (Move& move : read_moves(line, name_)) {
      places_[move.thing] = move.place;
      story_.push_back(std::move(move));
    }
    hear_of_note(line);
  }
  if (answered) end_answer();
}

void KillPlayer::hear_of_note(const std::string& line) {
  const auto says = [&line](std::string_view words) { return line.find(words) != line.npos; };
  if (says("You fold up the letter")) notes_.back().told = NoteFate::folded;
  if (says("It is on its way to")) notes_.back().told = NoteFate::posted;
  if (says("You tear up")) notes_.back().told = NoteFate::torn;
}

void KillPlayer::end_answer() {
  in_ = true;
  if (counts_) ++answered_;
  if (std::exchange(command_open_, false)) pending_.pop_back();
  if (!std::exchange(note_open_, false) || notes_.back().told == notes_.back().asked) return;
  problems_.push_back(notes_.back().token() + " was asked for in vain");
}

void KillPlayer::testify(Testimony& testimony) const {
  testimony.read[name_] = first_story_ ? *first_story_ : story_;
  for (const Returned& piece : earlier_) testimony.returned.push_back(piece);
  if (returned_) testimony.returned.push_back({name_, read_by_any_, story_});
  testimony.pending.insert(testimony.pending.end(), pending_.begin(), pending_.end());
}

// A life later it goes on with the letter, or with another one.
void KillPlayer::settle(const std::vector<FoundNote>& found) {
  if (!notes_.empty()) settle_note(notes_.back(), found);
}

}  // namespace reality
