// SPDX-License-Identifier: MIT
//
// PostOffice: brings letters to whom they are written: to a player's pigeon-hole (or, from
// strangers, to the counter), to a thing that reads letters, to the keepers. A letter is a thing
// like others; while the post keeps it, it lies in a box of its reader's, off the map. Owned by the
// World.
// Must hold: a letter that is said to be taken is kept in the same turn as its receipt; a thing
// reads its letter in a second turn, which is queued by the first and survives a restart, and is
// spent whatever becomes of it.
// Tests: tests/world/post/post_office_test.cc.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "world/letter.h"
#include "world/state/post_records.h"
#include "world/state/value.h"

namespace reality {

struct Behaviour;
class Thing;
class World;

/// Who is meant by a name on an envelope.
struct Addressee {
  enum class Kind : uint8_t { none, player, thing, keepers };
  Kind kind = Kind::none;
  ThingId thing;     // of a player or thing
  std::string name;  // as it is spelt on envelopes
};

class PostOffice {
 public:
  explicit PostOffice(World& world) : world_(world) {}

  Addressee find(std::string_view name) const;
  PostVerdict may_write(std::string_view name, std::string_view sender) const;
  /// Why a letter cannot be brought to that name, as a sentence.
  static std::string reason(PostVerdict verdict, std::string_view name);

  // Inside a turn.
  /// A new letter, nowhere yet.
  Thing& write(std::string_view from, std::string_view addressee, std::string_view words);
  /// Brings a letter that was written in the world to its reader.
  PostVerdict post(Thing& letter, const Addressee& reader);
  /// What is kept for a player in that state, oldest first.
  std::vector<Thing*> kept(const Thing& player, LetterState state) const;
  /// Hands out a letter that is kept for the player; false when it is not.
  bool collect(Thing& player, Thing& letter);
  /// Tells a player who has come back what waits.
  void remind(const Thing& player);
  /// The character goes for good, and so does what was kept for it.
  void close_box(Thing& player);

  // Turns of their own.
  PostAnswer take(const OutsideLetter& letter);
  /// Queues again what was not read when the last server ended, or while its reader could not.
  void resume();

 private:
  PostVerdict bring(Thing& letter, const Addressee& reader, LetterRecord record);
  PostVerdict take_for(const OutsideLetter& letter, const std::string& recipient);
  LetterState state_for(const Addressee& reader, const Thing& letter,
                        std::string_view sender) const;
  Thing* box_of(const Addressee& reader) const;
  Thing* keepers_box() const;
  Thing& open_box(const Addressee& reader);
  bool is_full(const Addressee& reader) const;
  void announce(const Thing& letter, const Addressee& reader, LetterState state);
  void tell_arrival(ThingId player, const Thing& letter, LetterState state);
  std::string office_name() const;
  Behaviour* reader_of(const Thing& thing) const;
  void queue_reading(ThingId letter);
  void have_read(ThingId letter);
  bool waits_for_reader(const Thing& letter) const;
  bool has_written_enough(const Value& writer, const Addressee& reader) const;
  void call_reader(Thing& letter);
  void dispose(ThingId letter);

  World& world_;
};

}  // namespace reality
