// SPDX-License-Identifier: MIT
#include "tests/real/kill_voice.h"

#include <string_view>
#include <utility>

namespace reality {
namespace {

// What the door says when it has too many names to look up (world/people/login.cc).
constexpr std::string_view kSentAway = "Very many people are at the door";

/// Output without telnet's commands (RFC 854) and line ends.
std::string plain(const std::string& bytes) {
  std::string text;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\xff') {
      const bool option = i + 1 < bytes.size() && static_cast<unsigned char>(bytes[i + 1]) >= 251;
      i += option ? 2 : 1;
    } else if (bytes[i] != '\r') {
      text += bytes[i];
    }
  }
  return text;
}

std::unique_ptr<KillTerminal> terminal_at(const KillDoors& doors, bool by_web) {
  if (by_web) return std::make_unique<WebTerminal>(doors.http);
  return std::make_unique<TelnetTerminal>(doors.telnet);
}

std::string mark(uint64_t number) {
  return "zork" + std::to_string(number);
}

}  // namespace

KillVoice::KillVoice(const KillDoors& doors, bool by_web) : terminal_(terminal_at(doors, by_web)) {}

std::string KillVoice::end_of_answer() const {
  return "I don't know how to \"" + mark(marks_) + "\".";
}

void KillVoice::type(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) terminal_->type(line);
  terminal_->type(mark(++marks_));
}

void KillVoice::begin(const std::vector<std::string>& lines) {
  busy_ = true;
  type(lines);
}

void KillVoice::hang_up_after(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) terminal_->type(line);
  terminal_->hang_up();
}

void KillVoice::ask(const std::string& line) {
  type({line});
}

std::string KillVoice::answer() {
  return plain(terminal_->until(end_of_answer()));
}

std::vector<std::string> KillVoice::take_in(const std::string& bytes) {
  unread_ += bytes;
  std::vector<std::string> lines;
  size_t begin = 0;
  for (size_t end = 0; (end = unread_.find('\n', begin)) != unread_.npos; begin = end + 1) {
    lines.push_back(plain(unread_.substr(begin, end - begin)));
    if (lines.back().find(kSentAway) != std::string::npos) terminal_->hang_up();
    if (!busy_ || lines.back().find(end_of_answer()) == std::string::npos) continue;
    busy_ = false;
    ++answers_;
  }
  unread_.erase(0, begin);
  return lines;
}

}  // namespace reality
