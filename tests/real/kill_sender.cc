// SPDX-License-Identifier: MIT
#include "tests/real/kill_sender.h"

#include <utility>

namespace reality {
namespace {

constexpr size_t kMostTimes = 100;
// The server takes 20 on one connection.
constexpr size_t kMostOnOne = 15;

// Who hangs up does so somewhere in the text or right behind it, before the reply.
size_t bytes_sent(const SmtpMessage& message, Rng& rng) {
  const size_t all = message.data.size() + 3;
  switch (rng.below(16)) {
    case 0:
      return rng.below(all);
    case 1:
    case 2:
      return all;
    default:
      return SmtpClient::kAll;
  }
}

}  // namespace

void KillSender::move_to(int port) {
  port_ = port;
  client_.reset();
}

void KillSender::go_on(const std::vector<std::string>& readers, uint64_t new_in, Rng& rng) {
  if (busy()) return;
  note();
  if (!open_ && new_in == 0) return;
  const bool once_more = open_ || (!sent_.empty() && rng.below(new_in) != 0);
  if (!once_more) begin_letter(readers, rng);
  hand_in(rng);
}

void KillSender::begin_letter(const std::vector<std::string>& readers, Rng& rng) {
  SentLetter letter;
  letter.sender = name_;
  letter.number = sent_.size();
  const uint64_t first = rng.below(readers.size());
  letter.recipients.push_back(readers[first]);
  if (rng.below(3) == 0)
    letter.recipients.push_back(
        readers[(first + 1 + rng.below(readers.size() - 1)) % readers.size()]);
  sent_.push_back(std::move(letter));
  open_ = true;
}

void KillSender::hand_in(Rng& rng) {
  if (!client_ || client_->over() || handed_in_ >= kMostOnOne) {
    client_ = std::make_unique<SmtpClient>(port_);
    handed_in_ = 0;
  }
  SentLetter& letter = sent_.back();
  const SmtpMessage message = letter.message();
  client_->hand_in(message, rng.below(2) == 0, bytes_sent(message, rng));
  ++letter.times;
  ++handed_in_;
  noted_ = false;
}

void KillSender::read() {
  if (client_) client_->read();
}

void KillSender::read_rest() {
  if (client_) client_->read_rest();
  note();
}

// A reply of class 4, or none, says: try again. None of class 5 is due to any letter.
void KillSender::note() {
  if (std::exchange(noted_, true)) return;
  SentLetter& letter = sent_.back();
  if (client_->state() == SmtpClient::State::taken) {
    letter.taken = true;
    open_ = false;
  } else if (client_->state() == SmtpClient::State::refused && client_->last_reply()[0] == '5') {
    problems_.push_back(letter.token() + " was refused: " + client_->last_reply());
  }
  if (open_ && letter.times == kMostTimes)
    problems_.push_back(letter.token() + " was not taken in " + std::to_string(kMostTimes) +
                        " times; last: " + client_->last_reply());
}

}  // namespace reality
