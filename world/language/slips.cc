// SPDX-License-Identifier: MIT
#include "world/language/slips.h"

#include <algorithm>

namespace reality {
namespace {

// Bytes of UTF-8 that go on a letter.
bool goes_on(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

size_t letter_size(std::string_view text) {
  size_t size = text.empty() ? 0 : 1;
  while (size < text.size() && goes_on(text[size])) ++size;
  return size;
}

constexpr std::string_view kVowels = "aeiouy";
constexpr size_t kShortWord = 4;

bool is_vowel(char c) {
  return kVowels.find(c) != std::string_view::npos;
}

}  // namespace

bool is_one_slip(std::string_view typed, std::string_view meant) {
  if (typed == meant) return false;
  size_t same = 0;
  while (same < std::min(typed.size(), meant.size()) && typed[same] == meant[same]) ++same;
  while (same > 0 && ((same < typed.size() && goes_on(typed[same])) ||
                      (same < meant.size() && goes_on(meant[same]))))
    --same;
  typed.remove_prefix(same);
  meant.remove_prefix(same);
  const size_t a = letter_size(typed);
  const size_t b = letter_size(meant);
  const std::string_view typed_rest = typed.substr(a);
  const std::string_view meant_rest = meant.substr(b);
  if (typed_rest == meant_rest || typed_rest == meant || typed == meant_rest) return true;
  // Swapped: "ab" for "ba".
  const size_t a2 = letter_size(typed_rest);
  const size_t b2 = letter_size(meant_rest);
  return a > 0 && b > 0 && typed.substr(0, a) == meant_rest.substr(0, b2) &&
         typed_rest.substr(0, a2) == meant.substr(0, b) &&
         typed_rest.substr(a2) == meant_rest.substr(b2);
}

bool is_likely_slip(std::string_view typed, std::string_view meant) {
  if (!is_one_slip(typed, meant)) return false;
  const bool swapped =
      typed.size() > 1 && meant.size() > 1 && typed[0] == meant[1] && typed[1] == meant[0];
  if (typed.front() != meant.front() && !swapped) return false;
  if (typed.size() != meant.size() || typed.size() > kShortWord) return true;
  size_t at = 0;
  while (at + 1 < typed.size() && typed[at] == meant[at]) ++at;
  // "bell" is another word than "ball", but "bleu" is "blue".
  const bool same_rest = typed.substr(at + 1) == meant.substr(at + 1);
  return !(same_rest && is_vowel(typed[at]) && is_vowel(meant[at]));
}

}  // namespace reality
