// SPDX-License-Identifier: MIT
#include "tests/sim/sim_image.h"

#include <algorithm>
#include <cstring>

namespace reality::sim {
namespace {

constexpr std::array<char, SimImage::kPage> kZeros{};

size_t pages_for(uint64_t size) {
  return static_cast<size_t>((size + SimImage::kPage - 1) / SimImage::kPage);
}

}  // namespace

char* SimImage::PageRef::own() {
  if (!page_) {
    page_ = new Page;
  } else if (page_->owners > 1) {
    auto* copy = new Page{1, page_->bytes};
    --page_->owners;
    page_ = copy;
  }
  return page_->bytes.data();
}

size_t SimImage::read(uint64_t offset, char* to, size_t count) const {
  const uint64_t end = std::min(size_, offset + count);
  const size_t there = end > offset ? static_cast<size_t>(end - offset) : 0;
  for (size_t done = 0; done < there;) {
    const uint64_t at = offset + done;
    const auto within = static_cast<size_t>(at % kPage);
    const size_t part = std::min(there - done, static_cast<size_t>(kPage) - within);
    const char* bytes = pages_[static_cast<size_t>(at / kPage)].bytes();
    if (bytes) {
      std::memcpy(to + done, bytes + within, part);
    } else {
      std::memset(to + done, 0, part);
    }
    done += part;
  }
  std::memset(to + there, 0, count - there);
  return there;
}

void SimImage::write(uint64_t offset, std::string_view bytes) {
  if (offset + bytes.size() > size_) truncate(offset + bytes.size());
  for (size_t done = 0; done < bytes.size();) {
    const uint64_t at = offset + done;
    const auto within = static_cast<size_t>(at % kPage);
    const size_t part = std::min(bytes.size() - done, static_cast<size_t>(kPage) - within);
    std::memcpy(pages_[static_cast<size_t>(at / kPage)].own() + within, bytes.data() + done, part);
    done += part;
  }
}

// What lies behind the end of the last page must read as zeros if the file grows again.
void SimImage::truncate(uint64_t size) {
  pages_.resize(pages_for(size));
  const auto within = static_cast<size_t>(size % kPage);
  if (size < size_ && within != 0 && pages_.back().bytes())
    std::memset(pages_.back().own() + within, 0, static_cast<size_t>(kPage) - within);
  size_ = size;
}

void SimImage::share_page(const SimImage& other, size_t index) {
  if (index < pages_.size() && index < other.pages_.size()) pages_[index] = other.pages_[index];
}

bool operator==(const SimImage& a, const SimImage& b) {
  if (a.size_ != b.size_) return false;
  for (size_t i = 0; i < a.pages_.size(); ++i) {
    if (a.pages_[i].is(b.pages_[i])) continue;
    const char* left = a.pages_[i].bytes() ? a.pages_[i].bytes() : kZeros.data();
    const char* right = b.pages_[i].bytes() ? b.pages_[i].bytes() : kZeros.data();
    if (std::memcmp(left, right, static_cast<size_t>(SimImage::kPage)) != 0) return false;
  }
  return true;
}

}  // namespace reality::sim
