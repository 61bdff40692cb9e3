// SPDX-License-Identifier: MIT
//
// MailHeader and the readers of its fields: a block of header fields (RFC 5322), values with
// parameters (RFC 2045, 2183, 2231), encoded-words (RFC 2047) and lists of mailboxes. Pure, without
// I/O and without recursion; a header is owned by who reads the letter.
// Must hold: linear in the block; everything is bounded by the limits below. A block beyond the
// limits of size and number is an Error; a field beyond its limit is cut there.
// What comes out is not cleaned: an encoded-word may stand for a line break or an escape. That is
// for the caller, at the end (engine/text.h).
// Tests: tests/net/mail/mail_header_test.cc, tests/fuzz/mail_fuzz.cc.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace reality {

inline constexpr size_t kMailHeaderLimit = 64 * 1024;  // bytes of one block
inline constexpr size_t kMailFieldLimit = 8 * 1024;    // bytes of one field's body
inline constexpr size_t kMailFieldsMost = 500;
inline constexpr size_t kMailParametersMost = 32;  // of one field
inline constexpr size_t kEncodedWordsMost = 100;   // of one field; later ones stay as written
inline constexpr size_t kMailboxesMost = 50;       // of one field; later ones are ignored

struct MailField {
  std::string name;     // in lower case
  std::string body;     // unfolded (RFC 5322 section 2.2.3), without spaces at the ends
  bool is_cut = false;  // there was more than kMailFieldLimit
};

class MailHeader {
 public:
  /// The block at the start of `raw`, which ends with an empty line, with a line that is no field,
  /// or with `raw`. Lines end with CR LF or LF.
  static Result<MailHeader> read(std::string_view raw);

  const std::vector<MailField>& fields() const { return fields_; }
  /// The first field of that name (in lower case), or null.
  const MailField* first(std::string_view name) const;
  /// Its body; "" if there is none.
  std::string_view find(std::string_view name) const;
  /// Bytes of the block with the empty line: where the body begins.
  size_t size() const { return size_; }

 private:
  Status take_line(std::string_view line);

  std::vector<MailField> fields_;
  size_t size_ = 0;
};

/// The value of Content-Type, Content-Disposition and their like.
class MailValue {
 public:
  explicit MailValue(std::string_view body);

  /// What stands before the parameters, in lower case and without spaces: "text/plain".
  const std::string& value() const { return value_; }
  /// The parameter of that name (in lower case), "" if there is none. If it came in the form of
  /// RFC 2231 it is UTF-8, otherwise as it was written.
  std::string parameter(std::string_view name) const;

 private:
  struct Parameter {
    std::string name;
    std::string value;
  };

  void finish_piece(std::string_view name, std::string_view value, bool has_value);
  const std::string* find(std::string_view name) const;

  std::string value_;
  bool has_value_ = false;
  std::vector<Parameter> parameters_;
};

/// A field's text with its encoded-words decoded, as UTF-8.
std::string decode_words(std::string_view body);

struct Mailbox {
  std::string name;     // decoded; "" if the letter gives none
  std::string address;  // as written, without comments and spaces; "" if there is none
};

/// The mailboxes of From and its like, in order; the names of groups are left out.
std::vector<Mailbox> read_mailboxes(std::string_view body);

}  // namespace reality
