// SPDX-License-Identifier: MIT
//
// Chronicle: what has happened lately that everybody may know: lines for the world's page. Kept in
// memory, the last fifty; soft state, but taken back with the turn that wrote it. Owned by the
// World. Tests: tests/world/pages/pages_test.cc.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <utility>

#include "world/state/journal.h"

namespace reality {

struct Tiding {
  int64_t at_ms = 0;  // since 1970
  std::string text;
};

class Chronicle {
 public:
  static constexpr size_t kMost = 50;

  explicit Chronicle(Journal& journal) : journal_(journal) {}

  void add(int64_t now_ms, std::string text) {
    tidings_.push_back({now_ms, std::move(text)});
    // The oldest goes only when nothing can take the newest back.
    journal_.record(
        {}, [this] { tidings_.pop_back(); },
        [this] {
          if (tidings_.size() > kMost) tidings_.pop_front();
        });
  }
  /// The oldest first.
  const std::deque<Tiding>& all() const { return tidings_; }

 private:
  Journal& journal_;
  std::deque<Tiding> tidings_;
};

}  // namespace reality
