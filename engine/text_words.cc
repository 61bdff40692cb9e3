// SPDX-License-Identifier: MIT
//
// The part of engine/text.h that deals with words and lists and needs no Unicode tables.
#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/text.h"

namespace reality {
namespace {

bool begins_letter(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
}

// The letters of a word as slices, so that accents count as one change.
std::vector<std::string_view> letters(std::string_view word) {
  std::vector<std::string_view> all;
  for (size_t at = 0; at < word.size();) {
    size_t end = at + 1;
    while (end < word.size() && !begins_letter(word[end])) ++end;
    all.push_back(word.substr(at, end - at));
    at = end;
  }
  return all;
}

/// Edit distance to one word, row by row (optimal string alignment).
class Distance {
 public:
  explicit Distance(std::string_view word) : word_(letters(word)) {}

  /// The distance, or something above `most` as soon as that is certain.
  size_t to(std::string_view other, size_t most) {
    const std::vector<std::string_view> target = letters(other);
    const size_t longer = std::max(word_.size(), target.size());
    if (longer - std::min(word_.size(), target.size()) > most) return most + 1;
    for (auto& row : rows_) row.assign(word_.size() + 1, 0);
    for (size_t i = 0; i <= word_.size(); ++i) rows_[0][i] = i;
    for (size_t j = 1; j <= target.size(); ++j) {
      fill(target, j);
      const Row& row = rows_[j % 3];
      if (*std::min_element(row.begin(), row.end()) > most) return most + 1;
    }
    return rows_[target.size() % 3].back();
  }

 private:
  using Row = std::vector<size_t>;

  void fill(const std::vector<std::string_view>& target, size_t j) {
    Row& row = rows_[j % 3];
    const Row& above = rows_[(j + 2) % 3];
    const Row& above_that = rows_[(j + 1) % 3];
    row[0] = j;
    for (size_t i = 1; i <= word_.size(); ++i) {
      const size_t change = word_[i - 1] == target[j - 1] ? 0 : 1;
      row[i] = std::min({row[i - 1] + 1, above[i] + 1, above[i - 1] + change});
      const bool swapped =
          i > 1 && j > 1 && word_[i - 1] == target[j - 2] && word_[i - 2] == target[j - 1];
      if (swapped) row[i] = std::min(row[i], above_that[i - 2] + 1);
    }
  }

  std::vector<std::string_view> word_;
  std::array<Row, 3> rows_;
};

}  // namespace

size_t letter_count(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), begins_letter));
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::string_view> nearest(std::string_view word,
                                        const std::vector<std::string_view>& candidates,
                                        size_t most) {
  Distance distance(word);
  std::optional<std::string_view> best;
  size_t limit = most + 1;  // Only what is nearer than this is taken.
  for (const std::string_view candidate : candidates) {
    if (limit == 0) break;
    const size_t found = distance.to(candidate, limit - 1);
    if (found >= limit) continue;
    best = candidate;
    limit = found;
  }
  return best;
}

std::string join_words(const std::vector<std::string>& words, std::string_view last) {
  std::string result;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && i + 1 == words.size()) {
      result.append(" ").append(last).append(" ");
    } else if (i > 0) {
      result += ", ";
    }
    result += words[i];
  }
  return result;
}

}  // namespace reality
