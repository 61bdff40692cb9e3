// SPDX-License-Identifier: MIT
//
// Text from elsewhere: bytes in a named character set (as mail labels them, RFC 2045 section 5.2)
// to UTF-8, and runs of combining marks to a decent length. Pure functions, no state.
// Must hold: the result of to_utf8() is valid UTF-8 and at most three times as long as the input;
// nothing fails. They do not clean: control characters pass, see clean_prose() of engine/text.h.
// Tests: tests/engine/text_charset_test.cc, tests/fuzz/mail_fuzz.cc.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace reality {

/// More marks on one letter than this are nobody's spelling.
inline constexpr size_t kMarksOnALetter = 10;

/// Bytes that are nothing in that set become U+FFFD. A set that is not on the list is read as
/// UTF-8, and so is US-ASCII. Letter case, '-' and '_' in the name do not matter.
std::string to_utf8(std::string_view bytes, std::string_view charset);
/// UTF-8 with all combining marks after the first kMarksOnALetter of a run dropped. Characters that
/// clean_prose() drops do not end a run. Bytes that are not UTF-8 stay as they are.
std::string limit_marks(std::string_view text);
/// The first `most` bytes of UTF-8, or somewhat less: never half a letter.
std::string_view clip_text(std::string_view text, size_t most);

}  // namespace reality
