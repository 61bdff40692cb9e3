// SPDX-License-Identifier: MIT
#include "net/mail/mail_body.h"

#include <gtest/gtest.h>

namespace reality {
namespace {

using namespace std::string_view_literals;

std::string base64(std::string_view text) {
  return decode_base64(text, text.size());
}
std::string quoted(std::string_view text) {
  return decode_quoted_printable(text, text.size());
}

TEST(MailBodyTest, NamesOfEncodings) {
  EXPECT_EQ(transfer_encoding(""), TransferEncoding::kIdentity);
  EXPECT_EQ(transfer_encoding("8bit"), TransferEncoding::kIdentity);
  EXPECT_EQ(transfer_encoding("base64"), TransferEncoding::kBase64);
  EXPECT_EQ(transfer_encoding("quoted-printable"), TransferEncoding::kQuotedPrintable);
  EXPECT_EQ(transfer_encoding("x-uuencode"), TransferEncoding::kUnknown);
}

TEST(Base64Test, DecodesWithAndWithoutPadding) {
  EXPECT_EQ(base64("SGVsbG8="), "Hello");
  EXPECT_EQ(base64("SGVsbG8"), "Hello");
  EXPECT_EQ(base64("SGVsbG8h"), "Hello!");
  EXPECT_EQ(base64("/+8="), "\xff\xef");
  EXPECT_EQ(base64(""), "");
}

TEST(Base64Test, PassesOverWhatIsNoDigit) {
  EXPECT_EQ(base64("SGV\r\ns b*G\r\n8=\r\n"), "Hello");
}

TEST(Base64Test, EndsAtPadding) {
  EXPECT_EQ(base64("SGVsbG8=\r\n-- \r\nA list's footer"), "Hello");
}

TEST(Base64Test, IsBounded) {
  const std::string megabyte(1024 * 1024, 'Q');
  EXPECT_EQ(decode_base64(megabyte, 1000).size(), 1000U);
  EXPECT_EQ(decode_base64(megabyte, megabyte.size()).size(), megabyte.size() / 4 * 3);
  EXPECT_EQ(decode_base64("SGVsbG8=", 0), "");
}

TEST(QuotedPrintableTest, DecodesDigitsOfEitherCase) {
  EXPECT_EQ(quoted("caf=C3=A9 =c3=a9"), "café é");
}

TEST(QuotedPrintableTest, JoinsSoftBreaks) {
  EXPECT_EQ(quoted("one =\r\ntwo=  \r\n three=\nfour="), "one two threefour");
}

TEST(QuotedPrintableTest, KeepsHardBreaks) {
  EXPECT_EQ(quoted("a\r\nb\nc\r\n\r\n"), "a\r\nb\nc\r\n\r\n");
}

TEST(QuotedPrintableTest, DropsSpacesAddedBeforeABreak) {
  EXPECT_EQ(quoted("a \t\r\nb=20\r\n"), "a\r\nb \r\n");
}

TEST(QuotedPrintableTest, KeepsWhatIntroducesNothing) {
  EXPECT_EQ(quoted("1=2 =G0 =4"), "1=2 =G0 =4");
  EXPECT_EQ(quoted("==41"), "=A");
  EXPECT_EQ(quoted("=\r"), "=\r");
}

TEST(QuotedPrintableTest, IsBoundedForEverySize) {
  const std::string_view text = "a=C3=A9=\r\n=\r\nb \t\r\n=3D=";
  const std::string whole = quoted(text);
  for (size_t most = 0; most <= text.size(); ++most) {
    EXPECT_EQ(decode_quoted_printable(text, most), whole.substr(0, most));
  }
}

TEST(MailBodyTest, EveryPrefixIsReadToItsEnd) {
  const std::string_view text = "SGVsbG8=\r\n caf=C3=A9 =\r\n \r\n=";
  for (size_t size = 0; size <= text.size(); ++size) {
    EXPECT_LE(base64(text.substr(0, size)).size(), size);
    EXPECT_LE(quoted(text.substr(0, size)).size(), size);
  }
}

TEST(MailBodyTest, DecodedSizeIsTheSizeOfWhatIsDecoded) {
  for (std::string_view text : {"SGVsbG8="sv, "SGVs\r\nbG8h"sv, "SGV"sv, "a=C3=A9=\r\nb"sv, ""sv}) {
    for (auto encoding : {TransferEncoding::kBase64, TransferEncoding::kQuotedPrintable,
                          TransferEncoding::kIdentity, TransferEncoding::kUnknown}) {
      EXPECT_EQ(decoded_size(text, encoding), decode_body(text, encoding, text.size()).size());
    }
  }
}

TEST(MailBodyTest, HexDigits) {
  EXPECT_EQ(hex_byte('f', 'F'), '\xff');
  EXPECT_EQ(hex_byte('0', 'a'), '\n');
  EXPECT_FALSE(hex_byte('g', '0'));
  EXPECT_FALSE(hex_byte('0', ' '));
}

}  // namespace
}  // namespace reality
