// SPDX-License-Identifier: MIT
//
// MailMessage: what is to be read in a mail message (RFC 5322 with MIME, RFC 2045 to 2047, 2183,
// 3676), taken out of its bytes. A pure function without I/O, state or recursion; who receives mail
// owns the bytes and the result.
// Must hold: linear in the message; bounded by the limits below; every string that comes out is
// clean (engine/text.h): valid UTF-8, no controls but '\n' in the text.
// It does not judge: whether the sender is who the letter says is for others to find out. It cuts
// no signatures and no quoted text, keeps no attachments and opens no enclosed messages.
// Tests: tests/net/mail/mail_message_test.cc, tests/fuzz/mail_fuzz.cc.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace reality {

inline constexpr size_t kMailTextLimit = 256 * 1024;  // bytes of text; the rest is left out
inline constexpr size_t kMailDepthMost = 8;           // multiparts inside each other
inline constexpr size_t kMailPartsMost = 64;          // of a message, on all levels together
inline constexpr size_t kMailLineLimit = 1000;        // bytes of a name or subject, cut there
inline constexpr size_t kMailAddressLimit = 320;      // RFC 5321: 64 + "@" + 255; longer = none

struct MailMessage {
  std::string from_name;     // "" if the letter gives none
  std::string from_address;  // of the first mailbox; "" if there is none that is sound
  std::string subject;
  std::string message_id;  // with its angle brackets; "" if there is none
  std::string text;
  std::vector<std::string> enclosures;  // "photo.jpg, image/jpeg, 12 KB"
  size_t received = 0;                  // Received fields: the hops so far
  bool automatic = false;               // from a machine or a list: never answer it (RFC 3834)
};

/// `raw` has CR LF line ends (LF is taken too) and no dots stuffed. An Error only for what cannot
/// be a letter at all: header limits broken (net/mail/mail_header.h), too deep, too many parts.
Result<MailMessage> read_mail(std::string_view raw);

}  // namespace reality
