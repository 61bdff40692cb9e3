// SPDX-License-Identifier: MIT
#include "tests/sim/telnet_player.h"

#include <algorithm>
#include <utility>

#include "tests/sim/life.h"

namespace reality::sim {
namespace {

/// A line without telnet's commands (RFC 854).
std::string plain(std::string_view line) {
  std::string text;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\xff') {
      const bool option = i + 1 < line.size() && static_cast<unsigned char>(line[i + 1]) >= 251;
      i += option ? 2 : 1;
    } else if (line[i] != '\r') {
      text += line[i];
    }
  }
  return text;
}

constexpr std::string_view kMarked = "Marked ";
constexpr std::string_view kFolded = "You fold up the letter";

}  // namespace

void TelnetPlayer::connect(SimNetwork& network, const LinkStyle& style) {
  transport_ = network.connect(kTelnetAddress, style);
  if (!transport_) return;
  deaf_ = false;
  unread_.clear();
  marks_.clear();
  letters_.clear();
  witness_.cut_short();
  answered_here_ = false;
  description_mark_.clear();
  if (standing_ == Standing::guest) {
    send("guest");
    return mark();
  }
  send("connect " + name_ + " " + kPassword);
  // An account may come to be between the two: one that an earlier connection has asked for.
  if (standing_ == Standing::newcomer)
    for (const char* verb : {"create ", "connect "}) send(verb + name_ + " " + kPassword);
  mark();
}

void TelnetPlayer::send(const std::string& line) {
  transport_->send(line + "\r\n");
}

void TelnetPlayer::mark() {
  marks_.push_back("m" + std::to_string(++typed_));
  send("mark " + marks_.back());
}

void TelnetPlayer::type(const std::string& line) {
  if (!transport_) return;
  send(line);
  mark();
}

void TelnetPlayer::write_letter(const std::string& to) {
  if (!transport_) return;
  const std::string token = "Token " + name_ + " " + std::to_string(++typed_) + ".";
  for (const std::string& line :
       {"write letter to " + to, token, std::string("."), std::string("post letter")})
    send(line);
  mark();
  letters_.push_back({token, marks_.back()});
}

void TelnetPlayer::describe() {
  if (!transport_ || standing_ != Standing::known) return;
  describing_.push_back("Looks like number " + std::to_string(++typed_) + ".");
  send("describe me as " + describing_.back());
  mark();
  description_mark_ = marks_.back();
}

void TelnetPlayer::reset() {
  if (transport_) transport_->reset();
  transport_.reset();
}

void TelnetPlayer::say_no_more() {
  if (transport_) transport_->end_output();
}

void TelnetPlayer::read_no_more(bool deaf) {
  if (transport_) transport_->pause_reading(deaf);
  deaf_ = deaf;
}

bool TelnetPlayer::listen(std::string& transcript) {
  if (!transport_) return false;
  const std::string bytes = transport_->take();
  const bool closed = transport_->closed();
  if (!bytes.empty()) ((transcript += name_) += '<') += bytes;
  unread_ += bytes;
  size_t begin = 0;
  for (size_t end = unread_.find('\n'); end != unread_.npos; end = unread_.find('\n', begin)) {
    hear(plain(std::string_view(unread_).substr(begin, end - begin)));
    begin = end + 1;
  }
  unread_.erase(0, begin);
  if (closed) transport_.reset();
  return !bytes.empty() || closed;
}

// A line that was cut short was not read by anybody.
void TelnetPlayer::lose_server(std::string& transcript) {
  listen(transcript);
  transport_.reset();
}

void TelnetPlayer::hear(std::string_view line) {
  while (line.starts_with("> ")) line.remove_prefix(2);
  if (line.starts_with(kMarked)) {
    std::string mark(line.substr(kMarked.size()));
    while (mark.ends_with('.')) mark.pop_back();
    return answer(mark);
  }
  if (line.find("Welcome, " + name_ + ".") != line.npos && standing_ == Standing::newcomer)
    standing_ = Standing::known;
  if (line.starts_with(kFolded) && !letters_.empty()) written_.push_back(letters_.front().token);
  if (standing_ != Standing::guest) witness_.hear(line);
}

// Answers come in the order of what was typed, each once. What was typed before the first one may
// have been swallowed at the door.
void TelnetPlayer::answer(const std::string& mark) {
  const auto found = std::find(marks_.begin(), marks_.end(), mark);
  if (found == marks_.end()) {
    problems_.push_back(name_ + " was answered " + mark + " again");
    return;
  }
  if (answered_here_ && found != marks_.begin())
    problems_.push_back(name_ + " was answered " + mark + " before " + marks_.front());
  answered_here_ = true;
  if (standing_ == Standing::newcomer) standing_ = Standing::known;
  while (marks_.front() != mark) settle(marks_.front());
  settle(mark);
  ++answered_;
  witness_.conclude();
}

void TelnetPlayer::settle(const std::string& mark) {
  if (!letters_.empty() && letters_.front().mark == mark) letters_.pop_front();
  if (description_mark_ == mark) {
    described_ = describing_.back();
    describing_.clear();
  }
  marks_.pop_front();
}

}  // namespace reality::sim
