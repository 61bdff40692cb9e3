// SPDX-License-Identifier: MIT
#include "engine/release_gate.h"

#include <algorithm>
#include <utility>

namespace reality {

void ReleaseGate::advance(uint64_t durable) {
  durable_ = std::max(durable_, durable);
  while (!waiters_.empty() && waiters_.front().turn <= durable_) {
    HeldOutput* output = waiters_.front().output;
    waiters_.pop_front();
    if (output) output->release_up_to(durable_);
  }
}

// Whoever depends on an older turn than the last one that waits is released with that one: a little
// later than it might be, and in order.
void ReleaseGate::wait(uint64_t turn, HeldOutput& output) {
  if (!waiters_.empty()) turn = std::max(turn, waiters_.back().turn);
  if (!waiters_.empty() && waiters_.back().turn == turn && waiters_.back().output == &output)
    return;
  waiters_.push_back({turn, &output});
}

void ReleaseGate::forget(HeldOutput& output) {
  for (Waiter& waiter : waiters_)
    if (waiter.output == &output) waiter.output = nullptr;
}

HeldOutput::~HeldOutput() {
  if (!held_) return;
  gate_.held_bytes_ -= held_bytes();
  gate_.forget(*this);
}

void HeldOutput::put(std::string_view bytes, uint64_t turn) {
  if (bytes.empty()) return;
  if (!held_ && turn <= gate_.durable()) {
    target_.release(bytes);
    return;
  }
  if (!held_) held_ = std::make_unique<std::vector<Chunk>>();
  gate_.held_bytes_ += bytes.size();
  // Protocol answers carry turn 0; behind held bytes they wait with the bytes before them.
  const uint64_t after = held_->empty() ? turn : std::max(turn, held_->back().turn);
  if (!held_->empty() && held_->back().turn == after) {
    held_->back().bytes += bytes;
    return;
  }
  held_->push_back({std::string(bytes), after});
  gate_.wait(after, *this);
}

size_t HeldOutput::held_bytes() const {
  size_t total = 0;
  if (held_)
    for (const Chunk& chunk : *held_) total += chunk.bytes.size();
  return total;
}

void HeldOutput::release_up_to(uint64_t durable) {
  if (!held_) return;
  std::string ready;
  auto first_kept = held_->begin();
  for (; first_kept != held_->end() && first_kept->turn <= durable; ++first_kept)
    ready += first_kept->bytes;
  held_->erase(held_->begin(), first_kept);
  if (held_->empty()) held_.reset();
  gate_.held_bytes_ -= ready.size();
  if (!ready.empty()) target_.release(ready);
}

}  // namespace reality
