// SPDX-License-Identifier: MIT
#include "engine/text_charset.h"

#include <gtest/gtest.h>

#include "engine/text.h"

namespace reality {
namespace {

using namespace std::string_view_literals;

std::string repeated(std::string_view piece, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += piece;
  return out;
}

TEST(TextCharsetTest, ReadsTheSetsOnTheList) {
  EXPECT_EQ(to_utf8("caf\xe9", "ISO-8859-1"), "café");
  EXPECT_EQ(to_utf8("\xb3\xf3\x64\xbc", "ISO-8859-2"), "łódź");
  EXPECT_EQ(to_utf8("\xa4", "ISO-8859-15"), "€");
  EXPECT_EQ(to_utf8("\xcf\xf0\xe8\xe2\xe5\xf2", "windows-1251"), "Привет");
  EXPECT_EQ(to_utf8("\xf0\xd2\xc9\xd7\xc5\xd4", "KOI8-R"), "Привет");
  EXPECT_EQ(to_utf8("\xc4\xe3\xba\xc3", "GB2312"), "你好");
  EXPECT_EQ(to_utf8("\x95\x32\x82\x36", "GB18030"), "𠀀");
  EXPECT_EQ(to_utf8("\xa7\x41\xa6\x6e", "Big5"), "你好");
  EXPECT_EQ(to_utf8("\x93\xfa\x96\x7b", "Shift_JIS"), "日本");
  EXPECT_EQ(to_utf8("\xc6\xfc\xcb\xdc", "EUC-JP"), "日本");
  EXPECT_EQ(to_utf8("\xc7\xd1\xb1\xdb", "EUC-KR"), "한글");
  EXPECT_EQ(to_utf8("\x1b$BF|K\\\x1b(B!", "ISO-2022-JP"), "日本!");
}

TEST(TextCharsetTest, EverySetOnTheListIsKnownToIcu) {
  for (const char* name :
       {"iso-8859-1",   "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-5",
        "iso-8859-6",   "iso-8859-7",   "iso-8859-8",   "iso-8859-9",   "iso-8859-10",
        "iso-8859-11",  "iso-8859-13",  "iso-8859-14",  "iso-8859-15",  "windows-1250",
        "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
        "windows-1256", "windows-1257", "windows-1258", "windows-874",  "koi8-r",
        "koi8-u",       "gbk",          "big5-hkscs",   "euc-kr",       "cp932"}) {
    // Read as UTF-8 the two bytes would be one sign for a fault after the other.
    EXPECT_NE(to_utf8("\xe4\xe5", name), "\xef\xbf\xbd\xef\xbf\xbd") << name;
  }
}

TEST(TextCharsetTest, SpellingOfTheNameDoesNotMatter) {
  EXPECT_EQ(to_utf8("\xe9", "iso_8859-1"), "é");
  EXPECT_EQ(to_utf8("\xe9", "LATIN1"), "é");
  EXPECT_EQ(to_utf8("\xe9", " \"Windows-1252\" "), "é");
}

TEST(TextCharsetTest, WindowsLettersInLatin1AreRead) {
  EXPECT_EQ(to_utf8("\x93so\x94 \x96 \x80", "iso-8859-1"), "“so” – €");
}

TEST(TextCharsetTest, UnknownNamesAreReadAsUtf8) {
  EXPECT_EQ(to_utf8("café", ""), "café");
  EXPECT_EQ(to_utf8("café", "us-ascii"), "café");
  EXPECT_EQ(to_utf8("a\xe9z", "klingon"), "a\xef\xbf\xbdz");
  EXPECT_EQ(to_utf8("+AGEAYg-", "utf-7"), "+AGEAYg-");
  EXPECT_EQ(to_utf8("x", repeated("utf-8", 10000)), "x");
}

TEST(TextCharsetTest, BadBytesBecomeReplacements) {
  EXPECT_EQ(to_utf8("a\xffz", "utf-8"), "a\xef\xbf\xbdz");
  EXPECT_EQ(to_utf8("\xed\xa0\x80", "utf-8").find("\xed"), std::string::npos);
  EXPECT_TRUE(is_valid_utf8(to_utf8("\x93", "shift_jis")));
  EXPECT_TRUE(is_valid_utf8(to_utf8("\x1b$B\x80", "iso-2022-jp")));
}

TEST(TextCharsetTest, AnyBytesInAnySetAreBoundedUtf8) {
  std::string bytes;
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      bytes += static_cast<char>(first);
      bytes += static_cast<char>(second);
    }
  }
  for (const char* name : {"utf-8", "iso-8859-8", "windows-1255", "gb18030", "big5", "big5-hkscs",
                           "shift_jis", "euc-jp", "euc-kr", "iso-2022-jp", "koi8-u"}) {
    const std::string text = to_utf8(bytes, name);
    EXPECT_TRUE(is_valid_utf8(text)) << name;
    EXPECT_LE(text.size(), 3 * bytes.size()) << name;
  }
}

TEST(TextCharsetTest, EveryPrefixIsValid) {
  const std::string_view bytes = "\x1b$BF|K\\\x1b(B\x95\x32\x82\x36\x93\xfa\xe9";
  for (const char* name : {"utf-8", "gb18030", "shift_jis", "euc-jp", "iso-2022-jp"}) {
    for (size_t size = 0; size <= bytes.size(); ++size) {
      EXPECT_TRUE(is_valid_utf8(to_utf8(bytes.substr(0, size), name))) << name << " " << size;
    }
  }
}

TEST(TextCharsetTest, ControlsPassBecauseCleaningIsNotItsOffice) {
  EXPECT_EQ(to_utf8("a\x1b[2J\0z"sv, "iso-8859-2"), "a\x1b[2J\0z"sv);
}

TEST(LimitMarksTest, KeepsWhatIsSpelling) {
  for (std::string_view text :
       {"cafe\u0301"sv, "Việt Nam"sv, "שָׁלוֹם"sv, "นี้"sv, "हिन्दी"sv, "👩‍👧"sv, "plain\n"sv}) {
    EXPECT_EQ(limit_marks(text), text);
  }
}

TEST(LimitMarksTest, CutsTheRest) {
  EXPECT_EQ(limit_marks("a" + repeated("\u0301", 500) + "b\u0301"),
            "a" + repeated("\u0301", kMarksOnALetter) + "b\u0301");
}

TEST(LimitMarksTest, WhatCleaningDropsDoesNotEndARun) {
  // zero-width space, escape, soft hyphen, Hangul filler, a noncharacter
  for (std::string_view between : {"\u200b"sv, "\x1b"sv, "\u00ad"sv, "\u3164"sv, "\uffff"sv}) {
    const std::string text = "a" + repeated("\u0301" + std::string(between), 500);
    EXPECT_LE(letter_count(clean_prose(limit_marks(text))), kMarksOnALetter + 1);
  }
}

TEST(LimitMarksTest, LeavesLittleToPutInOrder) {
  const std::string text = "a" + repeated("\u0301\u0316", 65536);
  EXPECT_LE(clean_prose(limit_marks(text)).size(), 2 * kMarksOnALetter + 2);
}

TEST(LimitMarksTest, BrokenBytesStay) {
  EXPECT_EQ(limit_marks("a\xff\xcc"), "a\xff\xcc");
}

TEST(ClipTextTest, NeverCutsALetterInTwo) {
  EXPECT_EQ(clip_text("abc", 3), "abc");
  EXPECT_EQ(clip_text("abc", 2), "ab");
  EXPECT_EQ(clip_text("aé", 2), "a");
  EXPECT_EQ(clip_text("日", 2), "");
  EXPECT_EQ(clip_text("", 0), "");
}

}  // namespace
}  // namespace reality
