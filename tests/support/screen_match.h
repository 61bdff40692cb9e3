// SPDX-License-Identifier: MIT
//
// Screen match: how plays and scenarios compare what was shown with what was expected: white space
// is folded, case is ignored, " | " separates alternatives. Also their spans of time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reality {

/// True when one of the alternatives stands on the screen.
bool screen_matches(std::string_view screen, std::string_view wanted);
/// "90s", "10m", "2h" in seconds; nothing if it is none of them.
std::optional<int64_t> parse_wait(const std::string& text);

}  // namespace reality
