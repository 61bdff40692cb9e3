// SPDX-License-Identifier: MIT
#include "engine/commit_queue.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace reality {
namespace {

// A page in the journal has 24 bytes before it, the journal 32 (sqlite.org/fileformat2.html, 4.1).
constexpr int64_t kFrameHead = 24;
constexpr int64_t kWalHead = 32;

// What a keeper can do about it. SQLite has two sentences for a disk that fails.
std::string with_way_out(const std::string& message) {
  if (message.find("disk is full") != message.npos)
    return message + ": make room on its disk, then start again";
  if (message.find("disk I/O error") != message.npos)
    return message + ": see what the system's log says of its disk, then start again";
  return message;
}

}  // namespace

GroupWriter::GroupWriter(RowWriter writer, const StoreLimits& limits, const Clock& clock)
    : writer_(std::move(writer)), clock_(clock) {
  db().watch_wal();
  if (auto size = db().ask("PRAGMA page_size"))
    if (const auto* bytes = std::get_if<int64_t>(&*size)) page_bytes_ = *bytes;
  if (auto turn = db().ask("SELECT value FROM meta WHERE name = 'turn'"))
    young_ = std::holds_alternative<std::monostate>(*turn);
  const int64_t frame = page_bytes_ + kFrameHead;
  const auto most = static_cast<int64_t>(limits.wal_bytes);
  busy_pages_ =
      std::max<int64_t>(1, std::min(static_cast<int64_t>(limits.busy_wal_bytes), most) / frame);
  quiet_pages_ =
      std::clamp<int64_t>(static_cast<int64_t>(limits.quiet_wal_bytes) / frame, 1, busy_pages_);
  // The file is written again from its start, which is half the price of making it longer; only
  // what one huge group took is given back.
  (void)db().ask("PRAGMA journal_size_limit=" + std::to_string(most));
}

WriterReport GroupWriter::report(const Status& status, int64_t began_us) {
  WriterReport made;
  if (!status && !failed()) failure_ = with_way_out(status.error());
  if (!status) made.status = Error{failure_};
  const int64_t pages = db().wal_pages();
  made.spent_us = clock_.mono_us() - began_us;
  made.wal_bytes = pages == 0 ? 0 : kWalHead + pages * (page_bytes_ + kFrameHead);
  return made;
}

// A write or a sync that failed is never tried again: the kernel may have thrown the pages away.
WriterReport GroupWriter::commit(const std::vector<Batch>& group) {
  const int64_t began_us = clock_.mono_us();
  if (failed()) return report(Error{failure_}, began_us);
  const uint64_t rows_before = writer_.rows_written();
  WriterReport made = report(writer_.commit(group), began_us);
  if (!made.status) return made;
  made.turn = group.back().turn;
  made.rows = static_cast<size_t>(writer_.rows_written() - rows_before);
  return made;
}

bool GroupWriter::checkpoint_due(bool somebody_waits) const {
  if (failed()) return false;
  if (young_ && !somebody_waits && writer_.db().wal_pages() > 0) return true;
  return writer_.db().wal_pages() >= (somebody_waits ? busy_pages_ : quiet_pages_);
}

WriterReport GroupWriter::checkpoint() {
  const int64_t began_us = clock_.mono_us();
  if (failed()) return report(Error{failure_}, began_us);
  young_ = false;
  return report(db().checkpoint(), began_us);
}

Status GroupWriter::copy(const std::string& path, const std::function<void()>& between) {
  if (failed()) return Error{failure_};
  return copy_database(db(), path, between);
}

// Everything is durable without this: where it fails, or is killed, the journal still has it all.
void GroupWriter::gather() {
  if (!failed()) (void)writer_.gather();
}

}  // namespace reality
