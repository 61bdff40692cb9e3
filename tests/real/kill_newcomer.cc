// SPDX-License-Identifier: MIT
#include "tests/real/kill_newcomer.h"

#include <algorithm>

namespace reality {
namespace {

// One in so many comings in is somebody new.
constexpr uint64_t kKnown = 10;
constexpr uint64_t kCommandsAStay = 8;
constexpr std::string_view kSeen = "Whoever looks at you sees this from now on: ";

char letter(size_t number) {
  return static_cast<char>('a' + number % 26);
}

/// Letters alone, as names are.
std::string in_letters(size_t number) {
  return {letter(number / 676), letter(number / 26), letter(number)};
}

}  // namespace

KillNewcomer::KillNewcomer(size_t number, bool by_web)
    : family_(std::string("Quo") + letter(number)), by_web_(by_web) {}

void KillNewcomer::begin_life(const KillDoors& doors, Rng& rng) {
  doors_ = doors;
  voice_.reset();
  if (!accounts_.empty()) come_in(false, rng);
}

void KillNewcomer::go_on(bool more, Rng& rng) {
  if (busy()) return;
  if (!voice_ || voice_->over()) return come_in(more, rng);
  const uint64_t choice = rng.below(kCommandsAStay);
  if (choice > 1) return voice_->begin({choice == 2 ? "look" : describe()});
  std::vector<std::string> last;
  if (rng.below(2) == 0) last.push_back(describe());
  if (choice == 0) last.emplace_back("quit");
  voice_->hang_up_after(last);
}

// Who was cut off while it came in does not know whether it is somebody.
void KillNewcomer::come_in(bool more, Rng& rng) {
  std::vector<size_t> known;
  for (size_t i = 0; i < accounts_.size(); ++i)
    if (accounts_[i].made) known.push_back(i);
  const bool fresh = more && (known.empty() || rng.below(kKnown) == 0);
  if (!fresh && known.empty()) return;
  self_ = fresh ? accounts_.size() : known[rng.below(known.size())];
  if (fresh) accounts_.push_back({family_ + in_letters(made_++)});
  voice_ = std::make_unique<KillVoice>(doors_, by_web_);
  entering_ = true;
  voice_->begin({(fresh ? "create " : "connect ") + accounts_[self_].name + " friendship"});
}

std::string KillNewcomer::describe() {
  const std::string sign = "Sign " + std::to_string(++signs_) + ".";
  accounts_[self_].looks.push_back(sign);
  return "describe me as " + sign;
}

void KillNewcomer::read() {
  if (!voice_) return;
  const size_t answers = voice_->answers();
  const std::vector<std::string> lines = voice_->read();
  take_in(lines, voice_->answers() > answers);
}

void KillNewcomer::read_rest() {
  if (!voice_) return;
  const size_t answers = voice_->answers();
  const std::vector<std::string> lines = voice_->read_rest();
  take_in(lines, voice_->answers() > answers);
}

// What was said before the sign that is confirmed cannot come to be any more.
void KillNewcomer::take_in(const std::vector<std::string>& lines, bool answered) {
  for (const std::string& line : lines) {
    const size_t at = line.find(kSeen);
    if (at == line.npos) continue;
    std::vector<std::string>& looks = accounts_[self_].looks;
    const auto sign = std::find(looks.begin(), looks.end(), line.substr(at + kSeen.size()));
    if (sign != looks.end()) looks.erase(looks.begin(), sign);
  }
  if (!answered) return;
  ++answered_;
  if (!entering_) return;
  entering_ = false;
  accounts_[self_].made = true;
  ++entries_;
}

void KillNewcomer::settle(const AccountFindings& found) {
  std::erase_if(accounts_, [&found](KnownAccount& account) {
    const bool open = !account.made || account.looks.size() > 1;
    return open && !settle_account(account, found);
  });
}

}  // namespace reality
