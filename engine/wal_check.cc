// SPDX-License-Identifier: MIT
#include "engine/wal_check.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace reality {
namespace {

constexpr size_t kHead = 32;
constexpr size_t kFrameHead = 24;
constexpr uint32_t kMagic = 0x377f0682;  // the last bit: checksums of big-endian words
constexpr uint32_t kUsualPage = 4096;
constexpr size_t kFramesAtOnce = 256;

uint32_t word(std::string_view bytes, size_t at, bool big = true) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i)
    value |= uint32_t{static_cast<uint8_t>(bytes[at + i])} << (big ? 24 - 8 * i : 8 * i);
  return value;
}

/// SQLite's running checksum over pairs of words.
struct Sum {
  uint32_t a = 0;
  uint32_t b = 0;
  bool big = false;

  void add(std::string_view bytes) {
    for (size_t at = 0; at + 8 <= bytes.size(); at += 8) {
      a += word(bytes, at, big) + b;
      b += word(bytes, at + 4, big) + a;
    }
  }
  bool is(std::string_view bytes, size_t at) const {
    return word(bytes, at) == a && word(bytes, at + 4) == b;
  }
};

using Salts = std::pair<uint32_t, uint32_t>;

class Reader {
 public:
  /// Where the head is not whole no frame is good.
  void read_head(std::string_view head) {
    sum_.big = (word(head, 0) & 1U) != 0;
    sum_.add(head.substr(0, 24));
    const uint32_t page = word(head, 8);
    good_ = (word(head, 0) & ~1U) == kMagic && sum_.is(head, 24) && page >= 512 && page <= 65536 &&
            (page & (page - 1)) == 0;
    whole_head_ = good_;
    if (good_) page_ = page;
    salts_ = {word(head, 16), word(head, 20)};
  }

  size_t frame_bytes() const { return kFrameHead + page_; }

  void read_frame(std::string_view frame) {
    const Salts salts{word(frame, 8), word(frame, 12)};
    const bool commit = word(frame, 0) != 0 && word(frame, 4) != 0;
    good_ = good_ && salts == salts_ && word(frame, 0) != 0 && matches(frame);
    if (!commit) return;
    if (good_) ++found_.commits;
    if (!good_ && (!whole_head_ || salts == salts_)) ++lost_[salts];
  }

  WalCheck found() {
    for (const auto& [salts, commits] : lost_)
      found_.lost_commits = std::max(found_.lost_commits, commits);
    return found_;
  }

 private:
  bool matches(std::string_view frame) {
    sum_.add(frame.substr(0, 8));
    sum_.add(frame.substr(kFrameHead));
    return sum_.is(frame, 16);
  }

  Sum sum_;
  bool good_ = false;  // so far
  bool whole_head_ = false;
  Salts salts_;
  uint32_t page_ = kUsualPage;
  std::map<Salts, uint64_t> lost_;
  WalCheck found_;
};

}  // namespace

Result<WalCheck> check_wal(const Storage& storage, const std::string& path) {
  if (storage.size(path).value_or(0) < kHead) return WalCheck{};
  const auto head = storage.read(path, 0, kHead);
  if (!head) return Error{head.error()};
  if (head->size() < kHead) return WalCheck{};
  Reader reader;
  reader.read_head(*head);
  const size_t frame = reader.frame_bytes();
  for (uint64_t at = kHead;;) {
    const auto frames = storage.read(path, at, frame * kFramesAtOnce);
    if (!frames) return Error{frames.error()};
    if (frames->size() < frame) return reader.found();
    const std::string_view whole(*frames);
    for (size_t i = 0; i + frame <= whole.size(); i += frame)
      reader.read_frame(whole.substr(i, frame));
    at += frames->size() / frame * frame;
  }
}

}  // namespace reality
