// SPDX-License-Identifier: MIT
//
// Pages: what the world answers to requests over the web. A page is written by the on_page of a
// behaviour: that of the thing with the address in /thing/ADDRESS; for the front page that of the
// place where newcomers arrive, else the stock behaviour front_page on it. Owned by the World.
// Must hold: each page is made in a turn of its own, which fails if the handler has changed, said
// or asked for anything; what it wrote is bounded.
// Tests: tests/world/pages/pages_test.cc.
#pragma once

#include <functional>
#include <string>

#include "world/page.h"
#include "world/state/value.h"

namespace reality {

struct Behaviour;
class Thing;
class World;

/// A page being written, for the binding of `page`.
class PageDraft {
 public:
  static constexpr size_t kMostPieces = 1000;
  static constexpr size_t kMostBytes = size_t{128} << 10U;

  explicit PageDraft(ThingId visitor) : visitor_(visitor) {}
  ThingId visitor() const { return visitor_; }
  /// Adds a block; figures that follow figures join them. False when the page is too long.
  bool add(PageBlock block);
  Page take();

 private:
  ThingId visitor_;
  Page page_;
  size_t pieces_ = 0;
  size_t bytes_ = 0;
};

class Pages {
 public:
  explicit Pages(World& world) : world_(world) {}

  /// Makes the page, in a turn of its own.
  PageAnswer answer(const PageRequest& request, ThingId visitor);
  /// The page that is being written now, or null.
  PageDraft* draft() const { return draft_; }

 private:
  struct Found {
    const Thing* thing = nullptr;
    Behaviour* behaviour = nullptr;
  };
  Found find(const PageRequest& request) const;
  Found with_page(const Thing* thing) const;
  void write(const Found& found, PageDraft& draft);

  World& world_;
  PageDraft* draft_ = nullptr;
};

}  // namespace reality
