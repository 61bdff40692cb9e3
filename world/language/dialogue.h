// SPDX-License-Identifier: MIT
//
// Dialogue: what the conversation with one player leaves behind: what "it" stands for, which
// question waits for an answer, which line "again" repeats. Owned by the session; a plain value
// that the turn copies before and puts back when it is undone. An idle one is small.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "world/language/command.h"

namespace reality {

/// A question asked and what its answer completes.
struct PendingQuestion {
  Question question;
  std::string line;    // the command that waits
  uint32_t begin = 0;  // which: the tokens that the answer settles
  uint32_t end = 0;
  bool plural = false;    // "both" and "all" are answers
  std::string glue;       // missing: literals that stand before the answer: "in"
  std::vector<Pin> pins;  // settled by earlier answers
};

/// Optional value kept elsewhere, copied with its owner.
template <class T>
class Aside {
 public:
  Aside() = default;
  Aside(const Aside& other) : at_(other.at_ ? std::make_unique<T>(*other.at_) : nullptr) {}
  Aside(Aside&&) noexcept = default;
  Aside& operator=(Aside other) noexcept {
    at_.swap(other.at_);
    return *this;
  }
  explicit operator bool() const { return at_ != nullptr; }
  T& operator*() const { return *at_; }
  T* operator->() const { return at_.get(); }
  void set(T value) { at_ = std::make_unique<T>(std::move(value)); }
  void clear() { at_.reset(); }

 private:
  std::unique_ptr<T> at_;
};

/// Somebody who went, before this player's eyes, and where to.
struct SeenGoing {
  ThingId who;
  ThingId to;
};

struct Dialogue {
  ThingId it;
  ThingId him;
  ThingId her;
  ThingId addressed;  // the person whom "your" means
  std::vector<ThingId> them;
  ThingId they;                       // a person, whom "them" may mean as well
  bool they_last = false;             // that one was spoken of later
  ThingId came_from;                  // the room before this one
  std::vector<ThingId> recent;        // things meant of late, the last one last
  std::vector<SeenGoing> seen_going;  // latest last
  Aside<PendingQuestion> question;
  bool answering = false;  // the last line was about the question, and what waits for it goes on
  bool tipped = false;     // an empty line has been answered once
  std::string last_line;   // what "again" repeats
  std::vector<Pin> last_pins;  // and what answers had settled in it
  Aside<Failure> failure;      // what "oops" corrects
};

}  // namespace reality
