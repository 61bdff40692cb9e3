// SPDX-License-Identifier: MIT
#include "tests/properties/tree_check.h"

#include <algorithm>
#include <map>

#include "world/state/keys.h"

namespace reality {

namespace {

class TreeCheck {
 public:
  explicit TreeCheck(const std::vector<Placed>& picture) : picture_(picture) {}

  std::vector<std::string> run() {
    for (const Placed& placed : picture_)
      if (!by_id_.emplace(placed.id, &placed).second) problem(placed, "is there twice");
    for (const Placed& placed : picture_) {
      check_lists(placed);
      check_place(placed);
      check_hands(placed);
      check_circle(placed);
    }
    for (const Placed& placed : picture_)
      if (placed.holder != 0 && listed_[placed.id] != 1)
        problem(placed, "stands in " + std::to_string(listed_[placed.id]) + " lists");
    return std::move(problems_);
  }

 private:
  void problem(const Placed& placed, const std::string& what) {
    problems_.push_back("thing " + std::to_string(placed.id) + " " + what);
  }
  const Placed* find(uint64_t id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
  }

  void check_lists(const Placed& placed) {
    std::vector<uint64_t> back = placed.holds_back;
    std::reverse(back.begin(), back.end());
    if (back != placed.holds) problem(placed, "holds other things from behind than from before");
    for (const uint64_t id : placed.holds) {
      ++listed_[id];
      const Placed* held = find(id);
      if (!held || held->holder != placed.id)
        problem(placed, "lists " + std::to_string(id) + ", which is not there");
    }
  }
  void check_place(const Placed& placed) {
    if ((placed.holder == 0) != (placed.relation == Relation::nowhere))
      problem(placed, "has a holder without a relation, or a relation without a holder");
    if (placed.holder != 0 && !find(placed.holder)) problem(placed, "is held by nothing there is");
  }
  void check_hands(const Placed& placed) {
    if (placed.relation != Relation::held && placed.relation != Relation::worn) return;
    const Placed* holder = find(placed.holder);
    if (placed.person) problem(placed, "is a person, and carried");
    if (holder && !holder->person) problem(placed, "is carried by what is no person");
  }
  void check_circle(const Placed& placed) {
    const Placed* at = &placed;
    for (size_t steps = 0; at && at->holder != 0; ++steps) {
      if (steps > picture_.size()) return problem(placed, "is inside itself");
      at = find(at->holder);
    }
  }

  const std::vector<Placed>& picture_;
  std::map<uint64_t, const Placed*> by_id_;
  std::map<uint64_t, int> listed_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<Placed> picture_of(const Things& things) {
  std::vector<Placed> picture;
  things.for_each([&](const Thing& thing) {
    Placed placed{thing.id().number,
                  thing.holder() ? thing.holder()->id().number : 0,
                  thing.relation(),
                  thing.flag(key::person),
                  {},
                  {}};
    // Bounded: what is broken may have no end.
    const size_t most = things.count() + 1;
    for (const Thing* t = thing.first(); t && placed.holds.size() < most; t = t->next())
      placed.holds.push_back(t->id().number);
    for (const Thing* t = thing.last(); t && placed.holds_back.size() < most; t = t->previous())
      placed.holds_back.push_back(t->id().number);
    picture.push_back(std::move(placed));
  });
  return picture;
}

std::vector<std::string> tree_problems(const std::vector<Placed>& picture) {
  return TreeCheck(picture).run();
}

}  // namespace reality
