// SPDX-License-Identifier: MIT
#include "world/state/things.h"

#include <algorithm>
#include <cassert>

#include "world/state/keys.h"

namespace reality {

Things::~Things() {
  for_each([this](Thing& thing) { release(&thing); });
}

Thing* Things::allocate(ThingId id) {
  return new Thing(id);
}

void Things::release(Thing* thing) {
  delete thing;
}

Thing* Things::find(ThingId id) const {
  const size_t page = id.number / kPageSize;
  if (page >= pages_.size() || !pages_[page]) return nullptr;
  return pages_[page]->things[id.number % kPageSize];
}

Thing* Things::find(std::string_view symbolic_id) const {
  auto it = by_id_.find(symbolic_id);
  return it == by_id_.end() ? nullptr : it->second;
}

// enter and leave: whether the thing is in the world, the id index included.

void Things::enter(Thing& thing) {
  const size_t page = thing.id_.number / kPageSize;
  if (page >= pages_.size()) pages_.resize(page + 1);
  if (!pages_[page]) pages_[page] = std::make_unique<Page>();
  assert(!pages_[page]->things[thing.id_.number % kPageSize]);
  pages_[page]->things[thing.id_.number % kPageSize] = &thing;
  ++pages_[page]->used;
  ++count_;
  if (const Value* id = thing.own(key::id)) index_id(thing, Value(), *id);
}

void Things::leave(Thing& thing) {
  auto& page = pages_[thing.id_.number / kPageSize];
  page->things[thing.id_.number % kPageSize] = nullptr;
  if (--page->used == 0) page.reset();
  --count_;
  if (const Value* id = thing.own(key::id)) index_id(thing, *id, Value());
}

Thing& Things::make(Thing* like) {
  Thing* thing = allocate(ThingId{next_id_++});
  enter(*thing);
  adopt(*thing, like);
  journal_.record({TableId::thing, thing->id_.number, 0, {}}, [this, thing] {
    adopt(*thing, nullptr);
    leave(*thing);
    release(thing);
  });
  journal_.record({TableId::meta, 0, 0, "next_thing"}, [] {});
  return *thing;
}

void Things::destroy(Thing& thing) {
  assert(!thing.first_ && thing.heirs_ == 0);
  place(thing, Relation::nowhere, nullptr);
  set_like(thing, nullptr);
  while (!thing.own().empty()) set(thing, thing.own().back().key(), Value());
  leave(thing);
  // Older entries of the journal point to the record, so it lives until the turn is kept.
  journal_.record(
      {TableId::thing, thing.id_.number, 0, {}}, [this, &thing] { enter(thing); },
      [this, &thing] { release(&thing); });
}

void Things::adopt(Thing& thing, Thing* like) {
  if (thing.like_) --thing.like_->heirs_;
  thing.like_ = like;
  if (like) ++like->heirs_;
}

void Things::set_like(Thing& thing, Thing* like) {
  assert(!like || !like->is_a(thing));
  if (thing.like_ == like) return;
  Thing* before = thing.like_;
  adopt(thing, like);
  journal_.record({TableId::thing, thing.id_.number, 0, {}},
                  [this, &thing, before] { adopt(thing, before); });
}

// Siblings stand in ascending order; whoever is placed now gets the highest order so far, so the
// walk from the end finds its seat at once, except for an undo, which puts a thing back between.
void Things::link(Thing& thing, Thing* holder, Relation relation, int64_t order) {
  thing.holder_ = holder;
  thing.relation_ = relation;
  thing.order_ = order;
  if (!holder) return;
  Thing* before = holder->last_;
  while (before && before->order_ > order) before = before->previous_;
  Thing*& seat = before ? before->next_ : holder->first_;
  thing.previous_ = before;
  thing.next_ = seat;
  (seat ? seat->previous_ : holder->last_) = &thing;
  seat = &thing;
}

void Things::unlink(Thing& thing) {
  if (!thing.holder_) return;
  (thing.previous_ ? thing.previous_->next_ : thing.holder_->first_) = thing.next_;
  (thing.next_ ? thing.next_->previous_ : thing.holder_->last_) = thing.previous_;
  thing.previous_ = thing.next_ = nullptr;
  thing.holder_ = nullptr;
}

void Things::place(Thing& thing, Relation relation, Thing* holder) {
  assert((holder != nullptr) == (relation != Relation::nowhere));
  assert(!holder || !thing.encloses(*holder));
  if (!holder && !thing.holder_) return;
  Thing* old_holder = thing.holder_;
  const Relation old_relation = thing.relation_;
  const int64_t old_order = thing.order_;
  unlink(thing);
  link(thing, holder, relation, holder ? next_order_++ : 0);
  journal_.record({TableId::thing, thing.id_.number, 0, {}},
                  [this, &thing, old_holder, old_relation, old_order] {
                    unlink(thing);
                    link(thing, old_holder, old_relation, old_order);
                  });
}

Value Things::put(Thing& thing, Atom property, Value value) {
  if (property == key::room) {
    const bool after = value.truthy();
    Value before = thing.slots_.exchange(property, std::move(value));
    if (after) ++rooms_;
    if (before.truthy()) --rooms_;
    return before;
  }
  if (property != key::id) return thing.slots_.exchange(property, std::move(value));
  const Value after = value;
  Value before = thing.slots_.exchange(property, std::move(value));
  index_id(thing, before, after);
  return before;
}

void Things::index_id(Thing& thing, const Value& before, const Value& after) {
  if (before.type() == ValueType::string) {
    auto it = by_id_.find(before.as_string());
    if (it != by_id_.end() && it->second == &thing) by_id_.erase(it);
  }
  if (after.type() != ValueType::string) return;
  [[maybe_unused]] const bool unique = by_id_.emplace(after.as_string(), &thing).second;
  assert(unique);
}

void Things::set(Thing& thing, Atom property, Value value) {
  if (const Value* now = thing.own(property); now ? *now == value : value.is_nil()) return;
  Value before = put(thing, property, std::move(value));
  journal_.record(
      {TableId::property, thing.id_.number, property.number, {}},
      [this, &thing, property, before = std::move(before)] { put(thing, property, before); });
}

Thing& Things::load(ThingId id) {
  Thing* thing = allocate(id);
  enter(*thing);
  return *thing;
}

void Things::load_place(Thing& thing, Relation relation, Thing* holder, int64_t order) {
  // Rows come in no order: contents are chained as they come and sorted at the end.
  thing.relation_ = relation;
  thing.order_ = order;
  thing.holder_ = holder;
  if (!holder) return;
  thing.next_ = holder->first_;
  holder->first_ = &thing;
}

void Things::load_like(Thing& thing, Thing* like) {
  adopt(thing, like);
}

void Things::load_property(Thing& thing, Atom property, Value value) {
  put(thing, property, std::move(value));
}

// Walks up from everything, marking what is passed with where the walk began: each thing is passed
// once, and who meets the mark of the same walk stands in a circle.
Thing* Things::in_a_circle(Thing* Thing::*up, Thing* Thing::*mark) const {
  Thing* found = nullptr;
  for_each([&](Thing& start) {
    Thing* at = &start;
    for (; at && !(at->*mark); at = at->*up) at->*mark = &start;
    if (at && at->*mark == &start) found = at;
  });
  return found;
}

// Until contents are in order their links back are free to be marks.
Status Things::check_circles() {
  const Thing* inside = in_a_circle(&Thing::holder_, &Thing::previous_);
  const Thing* heir = in_a_circle(&Thing::like_, &Thing::last_);
  for_each([](Thing& thing) { thing.previous_ = thing.last_ = nullptr; });
  if (inside) return Error{"thing " + std::to_string(inside->id_.number) + " is inside itself"};
  if (heir) return Error{"thing " + std::to_string(heir->id_.number) + " is its own prototype"};
  return {};
}

Status Things::put_in_order(Thing& holder, std::vector<Thing*>& siblings) {
  siblings.clear();
  for (Thing* thing = holder.first_; thing; thing = thing->next_) siblings.push_back(thing);
  std::sort(siblings.begin(), siblings.end(),
            [](const Thing* a, const Thing* b) { return a->order_ < b->order_; });
  holder.first_ = siblings.front();
  holder.last_ = siblings.back();
  Status unique;
  for (size_t i = 0; i < siblings.size(); ++i) {
    siblings[i]->previous_ = i ? siblings[i - 1] : nullptr;
    siblings[i]->next_ = i + 1 < siblings.size() ? siblings[i + 1] : nullptr;
    if (i && siblings[i]->order_ == siblings[i - 1]->order_)
      unique = Error{"things " + std::to_string(siblings[i - 1]->id_.number) + " and " +
                     std::to_string(siblings[i]->id_.number) + " have the same rank in " +
                     std::to_string(holder.id_.number)};
  }
  return unique;
}

Status Things::finish_loading(ThingId next_id) {
  if (Status straight = check_circles(); !straight) return straight;
  Status status;
  std::vector<Thing*> siblings;
  for_each([&](Thing& holder) {
    next_order_ = std::max(next_order_, holder.order_ + 1);
    next_id_ = std::max(next_id_, holder.id_.number + 1);
    if (!holder.first_) return;
    if (Status ordered = put_in_order(holder, siblings); !ordered) status = ordered;
  });
  next_id_ = std::max(next_id_, next_id.number);
  return status;
}

}  // namespace reality
