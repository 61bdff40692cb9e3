// SPDX-License-Identifier: MIT
//
// Text: what every layer needs to do with UTF-8. Pure functions, no state. All text inside the
// server is valid UTF-8 in NFC without control characters other than line breaks; text from
// outside passes clean_line() or clean_prose() first.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reality {

/// One line of input made safe: invalid bytes become U+FFFD; C0, DEL, C1, bidi controls and
/// zero-width characters (other than the joiners that emoji and scripts need) are dropped, tabs
/// become spaces; normalised to NFC; spaces at both ends are cut.
std::string clean_line(std::string_view bytes);
/// The same for text of several lines: keeps '\n'.
std::string clean_prose(std::string_view bytes);
bool is_valid_utf8(std::string_view text);
/// Case folded for comparison (Unicode default folding).
std::string fold_case(std::string_view text);
/// First letter in upper case; the rest as it is.
std::string capitalise(std::string_view text);
/// Terminal cells taken: wide letters 2, combining marks 0.
size_t display_width(std::string_view text);
/// Breaks each line of `text` at spaces so that none is wider than `cells` (0 = as it is); a word
/// wider than that is cut between letters.
std::string wrap(std::string_view text, size_t cells);
/// Letters (code points) in the text.
size_t letter_count(std::string_view text);
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
/// The candidate with the smallest edit distance (insert, delete, change, swap neighbours), if
/// that is at most `most`; the first one among equals.
std::optional<std::string_view> nearest(std::string_view word,
                                        const std::vector<std::string_view>& candidates,
                                        size_t most = 2);
/// "red, blue and green"; "" for none.
std::string join_words(const std::vector<std::string>& words, std::string_view last = "and");

}  // namespace reality
