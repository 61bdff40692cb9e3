// SPDX-License-Identifier: MIT
//
// HTML of letters as plain text: a tokenizer that knows enough of HTML to leave out what is not
// text, and that never fetches anything. Pure; one pass, no tree, no recursion.
// Must hold: linear in the input; the output is at most `most` bytes; valid UTF-8 stays valid.
// It does not clean (a character reference may stand for an escape: see clean_prose()), draws no
// tables, and does not know what a style sheet hides.
// Tests: tests/net/mail/mail_html_test.cc, tests/fuzz/mail_fuzz.cc.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace reality {

inline constexpr size_t kHtmlHostsMost = 20;  // links to further hosts are not marked

/// Text with '\n' for line breaks. White space is folded, list items begin with "- ", quotes with
/// "> ", links are "text [1]" with a line "[1] host" at the end: where a link leads is shown as the
/// host only, because that is what tells a true one from a false one.
std::string html_to_text(std::string_view html, size_t most);

}  // namespace reality
