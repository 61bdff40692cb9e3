// SPDX-License-Identifier: MIT
//
// PostRecords: what the post knows of letters beyond what they are as things: where each is on its
// way, who sent it, whose letters a player takes, and which messages came already. Owned by the
// State; changes go through the journal. Nothing here is shown to scripts: senders' addresses are
// nobody's business.
// Must hold: whoever destroys a letter or a character forgets it here in the same turn.
// Tests: tests/world/post/post_office_test.cc.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/result.h"
#include "world/state/journal.h"
#include "world/state/value.h"

namespace reality {

enum class LetterState : uint8_t { kept, counter, queued, out };

/// "kept", "counter", "queued", "out": as in the database.
std::string_view letter_state_name(LetterState state);
Result<LetterState> parse_letter_state(std::string_view name);

struct LetterRecord {
  std::string sender;  // the envelope's address; "" for none, and in the world
  LetterState state = LetterState::kept;
  int64_t received_ms = 0;
  bool operator==(const LetterRecord&) const = default;
};

class PostRecords {
 public:
  explicit PostRecords(Journal& journal) : journal_(journal) {}

  /// The record of a letter, or null of anything else.
  const LetterRecord* letter(ThingId thing) const;
  void set_letter(ThingId thing, LetterRecord record);
  void forget_letter(ThingId thing);
  /// How many letters are in this state now.
  size_t count(LetterState state) const { return counts_[static_cast<size_t>(state)]; }
  /// The letters in this state, in the order of their ids.
  std::vector<ThingId> letters(LetterState state) const;

  bool knows(ThingId player, std::string_view address) const {
    return accepted_ms(player, address).has_value();
  }
  /// Since when, in milliseconds since 1970.
  std::optional<int64_t> accepted_ms(ThingId player, std::string_view address) const;
  void accept(ThingId player, std::string_view address, int64_t now_ms);
  void forget_correspondents(ThingId player);

  bool has_receipt(std::string_view digest) const;
  void add_receipt(std::string_view digest, int64_t received_ms);
  /// Drops receipts from before that time, the oldest first, at most so many.
  void drop_receipts(int64_t before_ms, size_t most);

  template <class Visit>
  void for_each_letter(Visit visit) const {
    for (const auto& [thing, record] : letters_) visit(thing, record);
  }
  template <class Visit>
  void for_each_correspondent(Visit visit) const {
    for (const auto& [who, since_ms] : correspondents_) visit(who.first, who.second, since_ms);
  }
  template <class Visit>
  void for_each_receipt(Visit visit) const {
    for (const auto& [digest, received_ms] : receipts_) visit(digest, received_ms);
  }
  std::optional<int64_t> receipt(std::string_view digest) const;

  // Loading, past the journal.
  void load_letter(ThingId thing, LetterRecord record) { put_letter(thing, std::move(record)); }
  void load_correspondent(ThingId player, std::string address, int64_t since_ms) {
    correspondents_.emplace(Correspondent(player, std::move(address)), since_ms);
  }
  void load_receipt(std::string digest, int64_t ms) { put_receipt(digest, ms); }

 private:
  using Correspondent = std::pair<ThingId, std::string>;

  void put_letter(ThingId thing, std::optional<LetterRecord> record);
  void change_letter(ThingId thing, std::optional<LetterRecord> record);
  void put_receipt(const std::string& digest, std::optional<int64_t> received_ms);
  void change_receipt(const std::string& digest, std::optional<int64_t> received_ms);

  Journal& journal_;
  std::map<ThingId, LetterRecord> letters_;
  size_t counts_[4] = {};
  std::map<Correspondent, int64_t> correspondents_;
  std::map<std::string, int64_t, std::less<>> receipts_;
  std::set<std::pair<int64_t, std::string>> receipts_by_age_;
};

}  // namespace reality
