// SPDX-License-Identifier: MIT
#include "tests/sim/telnet_player.h"

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
  send("connect " + name_ + " " + kPassword);
  // An account may come to be between the two: one that an earlier connection has asked for.
  if (!known_)
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
  if (line.find("Welcome, " + name_ + ".") != line.npos) known_ = true;
  if (line.starts_with(kFolded) && !letters_.empty()) written_.push_back(letters_.front().token);
  witness_.hear(line);
}

void TelnetPlayer::answer(const std::string& mark) {
  known_ = true;
  while (!marks_.empty()) {
    const std::string first = std::exchange(marks_.front(), {});
    marks_.pop_front();
    if (!letters_.empty() && letters_.front().mark == first) letters_.pop_front();
    ++answered_;
    if (first == mark) break;
  }
  witness_.conclude();
}

}  // namespace reality::sim
