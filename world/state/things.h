// SPDX-License-Identifier: MIT
//
// Things: the owner of all things, their tree of places and their indexes; the only code that
// changes a thing. Every change goes through the journal. Owned by the World.
// Must hold: containment is a tree; siblings stand in ascending order(); ids are never reused, not
// even after an undo; the index of ids (`id` property) agrees with the properties.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "world/state/atom.h"
#include "world/state/journal.h"
#include "world/state/thing.h"

namespace reality {

class Things {
 public:
  Things(Atoms& atoms, Journal& journal) : atoms_(atoms), journal_(journal) {}
  ~Things();
  Things(const Things&) = delete;
  Things& operator=(const Things&) = delete;

  // Reading.
  /// The thing, or null when it is gone (or never was).
  Thing* find(ThingId id) const;
  /// The thing that a property refers to, or null.
  Thing* find(const Value& value) const {
    return value.type() == ValueType::thing ? find(value.as_thing()) : nullptr;
  }
  /// The thing with this `id` property ("waterside.quay"), or null.
  Thing* find(std::string_view symbolic_id) const;
  size_t count() const { return count_; }
  /// How many of them are places to be in.
  size_t rooms() const { return rooms_; }
  /// The number that the next new thing will get; the order counter's next value.
  ThingId next_id() const { return ThingId{next_id_}; }
  /// Calls `visit(Thing&)` for every thing in the order of ids.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& page : pages_)
      if (page)
        for (Thing* thing : page->things)
          if (thing) visit(*thing);
  }
  Atoms& atoms() const { return atoms_; }
  Journal& journal() const { return journal_; }

  // Changing, by way of the journal.
  /// A new thing, nowhere yet, without properties of its own.
  Thing& make(Thing* like);
  /// Takes a thing out of the world. It must hold nothing and have no heirs.
  void destroy(Thing& thing);
  /// Puts a thing last among `holder`'s contents. The holder must not be inside the thing.
  /// Relation::nowhere with a null holder takes it off the map.
  void place(Thing& thing, Relation relation, Thing* holder);
  /// Sets a property of its own; nil takes it away, so that the prototype's shows.
  void set(Thing& thing, Atom property, Value value);
  /// Changes the prototype; `like` must not inherit from the thing.
  void set_like(Thing& thing, Thing* like);

  // Loading, past the journal; for world/rows only, on an empty world.
  Thing& load(ThingId id);
  void load_place(Thing& thing, Relation relation, Thing* holder, int64_t order);
  void load_like(Thing& thing, Thing* like);
  void load_property(Thing& thing, Atom property, Value value);
  /// To be called once after loading: puts contents in order and sets the counters. Refused where
  /// a thing is inside itself or its own prototype, or two have the same rank; the world is of no
  /// use then.
  Status finish_loading(ThingId next_id);

 private:
  static constexpr size_t kPageSize = 256;
  struct Page {
    std::array<Thing*, kPageSize> things{};
    size_t used = 0;
  };

  void enter(Thing& thing);
  void leave(Thing& thing);
  void link(Thing& thing, Thing* holder, Relation relation, int64_t order);
  void unlink(Thing& thing);
  Thing* in_a_circle(Thing* Thing::*up, Thing* Thing::*mark) const;
  Status check_circles();
  Status put_in_order(Thing& holder, std::vector<Thing*>& siblings);
  Value put(Thing& thing, Atom property, Value value);
  void index_id(Thing& thing, const Value& before, const Value& after);
  void adopt(Thing& thing, Thing* like);
  Thing* allocate(ThingId id);
  void release(Thing* thing);

  Atoms& atoms_;
  Journal& journal_;
  std::vector<std::unique_ptr<Page>> pages_;
  std::map<std::string, Thing*, std::less<>> by_id_;
  uint64_t next_id_ = 1;
  int64_t next_order_ = 1;
  size_t count_ = 0;
  size_t rooms_ = 0;
};

}  // namespace reality
