// SPDX-License-Identifier: MIT
//
// Html: text made safe to stand in an HTML page, between tags or inside a quoted attribute. Pure
// functions, no state. Must hold: no markup gets through, and what a browser shows is the text.
// Does not make text safe in scripts, styles, addresses or attributes without quotes, and does not
// clean it (engine/text.h).
// Tests: tests/net/http/html_test.cc.
#pragma once

#include <string>
#include <string_view>

namespace reality {

/// Appends `text` with & < > " ' as character references.
void escape_html_to(std::string& out, std::string_view text);
std::string escape_html(std::string_view text);

}  // namespace reality
