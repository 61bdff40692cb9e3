// SPDX-License-Identifier: MIT
//
// ByteQueue: bytes that wait to leave, in order, in one piece of memory. Owned by whoever sends
// them. Taking from the front moves an offset; the memory is tidied when half of it is spent.
#pragma once

#include <cassert>
#include <cstddef>
#include <string>
#include <string_view>

namespace reality {

class ByteQueue {
 public:
  bool empty() const { return size() == 0; }
  size_t size() const { return bytes_.size() - spent_; }
  /// What waits. The view dies with the next change.
  std::string_view view() const { return std::string_view(bytes_).substr(spent_); }
  void append(std::string_view bytes) { bytes_ += bytes; }
  void drop(size_t count) {
    assert(count <= size());
    spent_ += count;
    if (spent_ * 2 < bytes_.size()) return;
    bytes_.erase(0, spent_);
    spent_ = 0;
  }
  void clear() { drop(size()); }

 private:
  std::string bytes_;
  size_t spent_ = 0;
};

}  // namespace reality
