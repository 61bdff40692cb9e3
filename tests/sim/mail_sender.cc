// SPDX-License-Identifier: MIT
#include "tests/sim/mail_sender.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "tests/sim/life.h"

namespace reality::sim {
namespace {

constexpr auto kReaders = std::to_array<std::string_view>({"ann", "bob", "cid", "gus"});

}  // namespace

void MailSender::begin_letter(Rng& rng) {
  SentLetter letter;
  letter.token = name_ + "-" + std::to_string(sent_.size() + 1);
  const size_t first = rng.below(kReaders.size());
  letter.recipients.emplace_back(kReaders[first]);
  if (rng.below(3) == 0) letter.recipients.emplace_back(kReaders[(first + 1) % kReaders.size()]);
  if (rng.below(3) == 0) letter.recipients = {"oracle"};
  sent_.push_back(std::move(letter));
}

std::string MailSender::message() const {
  const std::string& token = sent_.back().token;
  return "From: " + name_ + " <" + name_ +
         "@far.example.org>\r\nTo: <you@localhost>\r\nSubject: " + token +
         "\r\nDate: Mon, 06 Jan 2025 12:00:00 +0000\r\nMessage-ID: <" + token +
         "@far.example.org>\r\n\r\nThis is " + token + ".\r\n.\r\n";
}

void MailSender::hand_in(SimNetwork& network, const LinkStyle& style, Rng& rng) {
  if (busy()) return;
  if (!repeat_ || sent_.empty() || sent_.back().refused) {
    if (!open()) begin_letter(rng);
  }
  repeat_ = false;
  transport_ = network.connect(kMailAddress, style);
  if (!transport_) return;
  unread_.clear();
  SentLetter& letter = sent_.back();
  ++letter.times;
  rest_ = {"QUIT\r\n", message(), "DATA\r\n"};
  for (const std::string& reader : letter.recipients)
    rest_.push_back("RCPT TO:<" + reader + "@localhost>\r\n");
  rest_.push_back("MAIL FROM:<" + name_ + "@far.example.org>\r\n");
  rest_.emplace_back("EHLO far.example.org\r\n");
}

void MailSender::hang_up() {
  transport_.reset();
}

// Replies may have several lines; the last has a space behind its code (RFC 5321 4.2.1).
bool MailSender::listen(std::string& transcript) {
  if (!transport_) return false;
  const std::string bytes = transport_->take();
  const bool closed = transport_->closed();
  if (!bytes.empty()) ((transcript += name_) += '<') += bytes;
  unread_ += bytes;
  for (size_t end = unread_.find("\r\n"); end != unread_.npos && transport_;
       end = unread_.find("\r\n")) {
    const std::string line = unread_.substr(0, end);
    unread_.erase(0, end + 2);
    if (line.size() > 3 && line[3] == ' ') go_on(std::atoi(line.substr(0, 3).c_str()));
  }
  if (closed) transport_.reset();
  return !bytes.empty() || closed;
}

// 4xx is for now and 5xx for good; both end this attempt.
void MailSender::go_on(int code) {
  SentLetter& letter = sent_.back();
  if (rest_.size() == 1 && code == 250) letter.taken = true;
  if (code >= 500 && !letter.taken) letter.refused = true;
  if (code >= 400 || rest_.empty()) return hang_up();
  transport_->send(rest_.back());
  rest_.pop_back();
}

void MailSender::lose_server(std::string& transcript) {
  listen(transcript);
  transport_.reset();
}

}  // namespace reality::sim
