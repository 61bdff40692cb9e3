// SPDX-License-Identifier: MIT
//
// SimImage: the bytes of one simulated file, in pages that copies share until one of them writes.
// Copying an image costs a pointer a page, so that a disk can be copied at every step of a test.
// A value; used by one thread. Never written bytes are zeros.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace reality::sim {

class SimImage {
 public:
  static constexpr uint64_t kPage = 4096;

  uint64_t size() const { return size_; }
  /// Fills `to` from `offset` on; the bytes that the file has there, the rest is zeros.
  size_t read(uint64_t offset, char* to, size_t count) const;
  /// Grows the file where needed.
  void write(uint64_t offset, std::string_view bytes);
  void truncate(uint64_t size);
  /// Takes the page with `index` as `other` has it; nothing else, not the size.
  void share_page(const SimImage& other, size_t index);
  /// As `other` is long; what is cut off is gone, what is new is zeros.
  void resize_like(const SimImage& other) { truncate(other.size_); }

  friend bool operator==(const SimImage& a, const SimImage& b);

 private:
  struct Page {
    size_t owners = 1;
    std::array<char, kPage> bytes{};
  };

  /// Counts its owners; the last one frees the page.
  class PageRef {
   public:
    PageRef() = default;
    PageRef(const PageRef& other) : page_(other.page_) {
      if (page_) ++page_->owners;
    }
    PageRef(PageRef&& other) noexcept : page_(std::exchange(other.page_, nullptr)) {}
    PageRef& operator=(PageRef other) noexcept {
      std::swap(page_, other.page_);
      return *this;
    }
    ~PageRef() {
      if (page_ && --page_->owners == 0) delete page_;
    }

    const char* bytes() const { return page_ ? page_->bytes.data() : nullptr; }
    /// The page, this owner's alone.
    char* own();
    bool is(const PageRef& other) const { return page_ == other.page_; }

   private:
    Page* page_ = nullptr;  // none: zeros
  };

  std::vector<PageRef> pages_;
  uint64_t size_ = 0;
};

}  // namespace reality::sim
