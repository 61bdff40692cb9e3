// SPDX-License-Identifier: MIT
//
// Fuzzes net/mail_message and what it stands on: whatever the bytes, what comes out is valid UTF-8
// without control characters but '\n' in the text, and bounded; and the same for the bytes as the
// text of a letter, and as HTML. Input: one byte of settings, then the bytes.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/text.h"
#include "engine/text_charset.h"
#include "net/mail/mail_body.h"
#include "net/mail/mail_header.h"
#include "net/mail/mail_html.h"
#include "net/mail/mail_message.h"

namespace {

using namespace reality;

constexpr std::string_view kCharsets[] = {"utf-8", "iso-8859-1",  "shift_jis", "gb18030",
                                          "big5",  "iso-2022-jp", "euc-jp",    "windows-1255"};
constexpr std::string_view kEncodings[] = {"8bit", "base64", "quoted-printable", "x-unknown"};
constexpr std::string_view kTypes[] = {"text/plain", "text/plain; format=flowed; delsp=yes",
                                       "text/html", "multipart/alternative; boundary=b"};

void require(bool holds) {
  if (!holds) std::abort();
}

void check_line(const std::string& line, size_t most) {
  require(line.size() <= most);
  require(clean_line(line) == line);
}

void check_letter(std::string_view raw) {
  const Result<MailMessage> message = read_mail(raw);
  if (!message) return require(!message.error().empty());
  const MailMessage& letter = message.value();
  check_line(letter.from_name, kMailLineLimit);
  check_line(letter.from_address, kMailAddressLimit);
  check_line(letter.subject, kMailLineLimit);
  check_line(letter.message_id, kMailLineLimit);
  require(letter.text.size() <= kMailTextLimit);
  require(clean_prose(letter.text) == letter.text);
  require(letter.enclosures.size() <= kMailPartsMost);
  for (const std::string& each : letter.enclosures) check_line(each, 400);
  require(letter.received <= kMailFieldsMost);
}

void check_body(std::string_view bytes, uint8_t settings) {
  std::string raw = "Content-Type: ";
  raw += kTypes[settings & 3U];
  raw += "; charset=";
  raw += kCharsets[settings >> 5U];
  raw += "\r\nContent-Transfer-Encoding: ";
  raw += kEncodings[settings >> 2U & 3U];
  raw += "\r\n\r\n";
  raw += bytes;
  check_letter(raw);
}

void check_html(std::string_view bytes, size_t most) {
  const std::string html = to_utf8(bytes, "utf-8");
  const std::string text = html_to_text(html, most);
  require(text.size() <= most);
  require(is_valid_utf8(text));
  require(html_to_text(bytes, most).size() <= most);
}

void check_readers(std::string_view bytes) {
  const std::string words = decode_words(bytes);
  require(is_valid_utf8(words) && words.size() <= 3 * bytes.size());
  require(read_mailboxes(bytes).size() <= kMailboxesMost);
  for (const TransferEncoding encoding :
       {TransferEncoding::kBase64, TransferEncoding::kQuotedPrintable}) {
    const std::string whole = decode_body(bytes, encoding, bytes.size());
    require(whole.size() == decoded_size(bytes, encoding));
    require(decode_body(bytes, encoding, 10) == whole.substr(0, 10));
  }
  const MailValue value(bytes);
  require(value.parameter("boundary").size() <= 3 * bytes.size());
}

void check_charsets(std::string_view bytes) {
  for (const std::string_view charset : kCharsets) {
    const std::string text = to_utf8(bytes, charset);
    require(is_valid_utf8(text) && text.size() <= 3 * bytes.size());
    require(is_valid_utf8(limit_marks(text)) && is_valid_utf8(clip_text(text, bytes.size() / 2)));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  check_letter(bytes);
  check_body(bytes, data[0]);
  check_html(bytes, data[0]);
  check_html(bytes, 2 * size);
  check_readers(bytes);
  check_charsets(bytes);
  return 0;
}
