// SPDX-License-Identifier: MIT
//
// HttpForm: what is written inside a request's path, query, form body and cookies, decoded
// strictly: a wrong escape is an error, never text. Pure functions, no state. Must hold: a split
// path has no segment that a file system or a browser could take for a way up or for two segments;
// all results are bounded. Form values may hold any bytes: cleaning them is for who uses them
// (engine/text.h clean_line).
// Tests: tests/net/http/http_form_test.cc, tests/fuzz/http_fuzz.cc.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reality {

inline constexpr size_t kFormFields = 64;
inline constexpr size_t kPathSegments = 8;

/// Each %XX as its byte (RFC 3986 2.1); nothing if a '%' begins no escape.
std::optional<std::string> percent_decode(std::string_view text);
/// All bytes but letters, digits and "-._~" as %XX: fit for one segment or one value of a query.
std::string percent_encode(std::string_view text);

struct HttpForm {
  struct Field {
    bool operator==(const Field&) const = default;

    std::string name;
    std::string value;
  };

  /// The first value of that name; null if absent.
  const std::string* find(std::string_view name) const;

  std::vector<Field> fields;  // in the order sent
};

/// application/x-www-form-urlencoded, of a body or a query: pairs between '&', '+' for a space. A
/// name without '=' has the value ""; nothing between two '&' is no field. Nothing at all if an
/// escape is wrong or there are more than kFormFields.
std::optional<HttpForm> parse_form(std::string_view text);

/// The value of the first cookie of that name in the value of a Cookie field (RFC 6265 4.2), quotes
/// included; absent also when the value has bytes that no cookie may have.
std::optional<std::string_view> cookie_value(std::string_view header, std::string_view name);

/// The decoded segments of a request's path; none for "/". Nothing if the path does not begin with
/// '/', has more than kPathSegments, or a segment is empty (so "/a/" too), "." or "..", or decodes
/// to something with a slash, a backslash, a control byte or invalid UTF-8.
std::optional<std::vector<std::string>> split_path(std::string_view path);

}  // namespace reality
