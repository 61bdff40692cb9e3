// SPDX-License-Identifier: MIT
#include "world/state/post_records.h"

#include <array>

namespace reality {

namespace {
constexpr std::array<std::string_view, 4> kStates = {"kept", "counter", "queued", "out"};
}

std::string_view letter_state_name(LetterState state) {
  return kStates[static_cast<size_t>(state)];
}

Result<LetterState> parse_letter_state(std::string_view name) {
  for (size_t i = 0; i < kStates.size(); ++i)
    if (kStates[i] == name) return static_cast<LetterState>(i);
  return Error{"there is no state of letters \"" + std::string(name) + "\""};
}

const LetterRecord* PostRecords::letter(ThingId thing) const {
  const auto it = letters_.find(thing);
  return it == letters_.end() ? nullptr : &it->second;
}

std::vector<ThingId> PostRecords::letters(LetterState state) const {
  std::vector<ThingId> found;
  for (const auto& [thing, record] : letters_)
    if (record.state == state) found.push_back(thing);
  return found;
}

void PostRecords::put_letter(ThingId thing, std::optional<LetterRecord> record) {
  if (const auto it = letters_.find(thing); it != letters_.end()) {
    --counts_[static_cast<size_t>(it->second.state)];
    letters_.erase(it);
  }
  if (!record) return;
  ++counts_[static_cast<size_t>(record->state)];
  letters_.emplace(thing, std::move(*record));
}

void PostRecords::change_letter(ThingId thing, std::optional<LetterRecord> record) {
  std::optional<LetterRecord> before;
  if (const LetterRecord* now = letter(thing)) before = *now;
  if (before == record) return;
  put_letter(thing, std::move(record));
  journal_.record({TableId::letter, thing.number, 0, {}},
                  [this, thing, before = std::move(before)] { put_letter(thing, before); });
}

void PostRecords::set_letter(ThingId thing, LetterRecord record) {
  change_letter(thing, std::move(record));
}

void PostRecords::forget_letter(ThingId thing) {
  change_letter(thing, std::nullopt);
}

std::optional<int64_t> PostRecords::accepted_ms(ThingId player, std::string_view address) const {
  const auto it = correspondents_.find(Correspondent(player, address));
  if (it == correspondents_.end()) return std::nullopt;
  return it->second;
}

void PostRecords::accept(ThingId player, std::string_view address, int64_t now_ms) {
  const Correspondent who(player, address);
  if (!correspondents_.emplace(who, now_ms).second) return;
  journal_.record({TableId::correspondent, player.number, 0, who.second},
                  [this, who] { correspondents_.erase(who); });
}

void PostRecords::forget_correspondents(ThingId player) {
  auto it = correspondents_.lower_bound(Correspondent(player, ""));
  while (it != correspondents_.end() && it->first.first == player) {
    const auto entry = *it;
    it = correspondents_.erase(it);
    journal_.record({TableId::correspondent, player.number, 0, entry.first.second},
                    [this, entry] { correspondents_.insert(entry); });
  }
}

bool PostRecords::has_receipt(std::string_view digest) const {
  return receipts_.find(digest) != receipts_.end();
}

std::optional<int64_t> PostRecords::receipt(std::string_view digest) const {
  const auto it = receipts_.find(digest);
  if (it == receipts_.end()) return std::nullopt;
  return it->second;
}

void PostRecords::put_receipt(const std::string& digest, std::optional<int64_t> received_ms) {
  if (const auto it = receipts_.find(digest); it != receipts_.end()) {
    receipts_by_age_.erase({it->second, digest});
    receipts_.erase(it);
  }
  if (!received_ms) return;
  receipts_by_age_.emplace(*received_ms, digest);
  receipts_.emplace(digest, *received_ms);
}

void PostRecords::change_receipt(const std::string& digest, std::optional<int64_t> received_ms) {
  const std::optional<int64_t> before = receipt(digest);
  if (before == received_ms) return;
  put_receipt(digest, received_ms);
  journal_.record({TableId::receipt, 0, 0, digest},
                  [this, digest, before] { put_receipt(digest, before); });
}

void PostRecords::add_receipt(std::string_view digest, int64_t received_ms) {
  change_receipt(std::string(digest), received_ms);
}

void PostRecords::drop_receipts(int64_t before_ms, size_t most) {
  for (; most > 0 && !receipts_by_age_.empty(); --most) {
    const auto oldest = *receipts_by_age_.begin();
    if (oldest.first >= before_ms) return;
    change_receipt(oldest.second, std::nullopt);
  }
}

}  // namespace reality
