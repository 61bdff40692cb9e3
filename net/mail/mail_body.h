// SPDX-License-Identifier: MIT
//
// Mail bodies: the transfer encodings of RFC 2045 section 6 undone. Pure functions on whole bodies.
// Must hold: linear in the input; the output is never longer than the input or than `most`; what is
// malformed is read leniently, as RFC 2045 asks, and never refused. They know no charset.
// Tests: tests/net/mail/mail_body_test.cc, tests/fuzz/mail_fuzz.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reality {

enum class TransferEncoding : uint8_t { kIdentity, kBase64, kQuotedPrintable, kUnknown };

/// By the name in Content-Transfer-Encoding, in lower case; "" is 7bit (RFC 2045 section 6.1).
TransferEncoding transfer_encoding(std::string_view name);
/// At most `most` bytes of the body; what is in no known encoding comes as it is.
std::string decode_body(std::string_view body, TransferEncoding encoding, size_t most);
/// How long the whole decoded body is.
size_t decoded_size(std::string_view body, TransferEncoding encoding);

/// RFC 2045 section 6.8: letters outside the alphabet mean nothing, '=' ends the data.
std::string decode_base64(std::string_view text, size_t most);
/// RFC 2045 section 6.7. Line breaks stay as they are; a '=' that introduces nothing stays too.
std::string decode_quoted_printable(std::string_view text, size_t most);
/// The byte that two hexadecimal digits, of either case, stand for.
std::optional<char> hex_byte(char high, char low);

}  // namespace reality
