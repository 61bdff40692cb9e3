// SPDX-License-Identifier: MIT
#include "engine/release_gate.h"

#include <algorithm>
#include <utility>

namespace reality {

void ReleaseGate::advance(uint64_t durable) {
  durable_ = std::max(durable_, durable);
  while (!waiters_.empty() && waiters_.front().turn <= durable_) {
    const auto found = holding_.find(waiters_.front().ticket);
    waiters_.pop_front();
    discharge(HeldOutput::kChunkBytes);
    if (found != holding_.end()) found->second->release_up_to(durable_);
  }
}

uint64_t ReleaseGate::give_ticket(HeldOutput& output) {
  holding_.emplace(++last_ticket_, &output);
  return last_ticket_;
}

// Whoever depends on an older turn than the last one that waits is released with that one: a little
// later than it might be, and in order.
void ReleaseGate::wait(uint64_t turn, uint64_t ticket) {
  if (!waiters_.empty()) turn = std::max(turn, waiters_.back().turn);
  if (!waiters_.empty() && waiters_.back().turn == turn && waiters_.back().ticket == ticket) return;
  waiters_.push_back({turn, ticket});
  charge(HeldOutput::kChunkBytes);
}

HeldOutput::~HeldOutput() {
  if (!held_) return;
  gate_.discharge(held_bytes());
  let_go();
}

void HeldOutput::let_go() {
  gate_.holding_.erase(held_->ticket);
  held_.reset();
}

void HeldOutput::put(std::string_view bytes, uint64_t turn) {
  if (bytes.empty()) return;
  if (!held_ && turn <= gate_.durable()) {
    target_.release(bytes);
    return;
  }
  if (!held_) held_ = std::make_unique<Held>(Held{gate_.give_ticket(*this), {}});
  gate_.charge(bytes.size());
  // Protocol answers carry turn 0; behind held bytes they wait with the bytes before them.
  auto& chunks = held_->chunks;
  const uint64_t after = chunks.empty() ? turn : std::max(turn, chunks.back().turn);
  if (!chunks.empty() && chunks.back().turn == after) {
    chunks.back().bytes += bytes;
    return;
  }
  chunks.push_back({std::string(bytes), after});
  gate_.wait(after, held_->ticket);
}

size_t HeldOutput::held_bytes() const {
  size_t total = 0;
  if (held_)
    for (const auto& chunk : held_->chunks) total += chunk.bytes.size();
  return total;
}

void HeldOutput::release_up_to(uint64_t durable) {
  if (!held_) return;
  std::string ready;
  auto& chunks = held_->chunks;
  auto first_kept = chunks.begin();
  for (; first_kept != chunks.end() && first_kept->turn <= durable; ++first_kept)
    ready += first_kept->bytes;
  chunks.erase(chunks.begin(), first_kept);
  if (chunks.empty()) let_go();
  gate_.discharge(ready.size());
  if (!ready.empty()) target_.release(ready);
}

}  // namespace reality
