// SPDX-License-Identifier: MIT
#include "engine/text.h"

#include <gtest/gtest.h>

#include "engine/rng.h"

namespace reality {
namespace {

using Views = std::vector<std::string_view>;

TEST(CleanTest, LeavesPlainTextAndCutsSpaces) {
  EXPECT_EQ(clean_line("put the lamp in the box"), "put the lamp in the box");
  EXPECT_EQ(clean_line("  say  hi  "), "say  hi");
  EXPECT_EQ(clean_line("   "), "");
  EXPECT_EQ(clean_line(""), "");
}

TEST(CleanTest, DropsControlsAndTurnsTabsIntoSpaces) {
  EXPECT_EQ(clean_line(std::string("a\0b\x1b[1mc\x7f\r\nd", 12)), "ab[1mcd");
  EXPECT_EQ(clean_line("a\tb\t"), "a b");
  EXPECT_EQ(clean_line("\u0085a\u009b2J"), "a2J");
  EXPECT_EQ(clean_line("\u00e9\x07\x7f\tx"), "\u00e9 x");
}

TEST(CleanTest, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(clean_line("a\xff"
                       "b"),
            "a\ufffdb");
  EXPECT_EQ(clean_line("\xe2\x82"), "\ufffd");
  EXPECT_EQ(clean_line("\xc0\xaf"), "\ufffd\ufffd");
  EXPECT_TRUE(is_valid_utf8(clean_line("\xed\xa0\x80\xf5\x80")));
}

TEST(CleanTest, DropsBidiControlsAndInvisibleLetters) {
  EXPECT_EQ(clean_line("a\u202eb\u2066c\u200fd\u061ce"), "abcde");
  EXPECT_EQ(clean_line("\ufeff"
                       "a\u200bb\u2060c\u00add"),
            "abcd");
  EXPECT_EQ(clean_line("a\u3164b\U000e0041c\ufff9d"), "abcd");
  EXPECT_EQ(clean_line("\ufdd0\uffff"
                       "a"),
            "a");
}

TEST(CleanTest, KeepsJoinersWhereScriptsAndEmojiNeedThem) {
  const std::string family = "\U0001f469\u200d\U0001f467";
  EXPECT_EQ(clean_line(family), family);
  const std::string couple = "\U0001f469\u200d\u2764\ufe0f\u200d\U0001f468";
  EXPECT_EQ(clean_line(couple), couple);
  const std::string persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645";
  EXPECT_EQ(clean_line(persian), persian);
  EXPECT_EQ(clean_line("1\ufe0f\u20e3"), "1\ufe0f\u20e3");
}

TEST(CleanTest, DropsJoinersThatOnlyDisguise) {
  EXPECT_EQ(clean_line("An\u200dn"), "Ann");
  EXPECT_EQ(clean_line("A\ufe0fnn"), "Ann");
  EXPECT_EQ(clean_line("\u200d\u00e9"), "\u00e9");
  EXPECT_EQ(clean_line("\u00e9\u200c\u200d\u200c\u200dx"), "\u00e9\u200cx");
  EXPECT_EQ(clean_line("\u00e9\ufe0f\ufe0ex"), "\u00e9\ufe0fx");
}

TEST(CleanTest, NormalisesToNfc) {
  EXPECT_EQ(clean_line("e\u0301t\u00e9"), "\u00e9t\u00e9");
  EXPECT_EQ(clean_line("\u212a"), "K");
  EXPECT_EQ(clean_line("\u1100\u1161"), "\uac00");
}

TEST(CleanTest, OneKindOfSpaceInLines) {
  EXPECT_EQ(clean_line("\u00a0take\u3000lamp\u2028now\u00a0"), "take lamp now");
}

TEST(CleanTest, ProseKeepsLineBreaks) {
  EXPECT_EQ(clean_prose("  One\r\ntwo\tthree\n"), "One\ntwo three\n");
  EXPECT_EQ(clean_prose("\u00e9\r\n\u2029b"), "\u00e9\n\nb");
  EXPECT_EQ(clean_prose("\u00ab\u00a0oui\u00a0\u00bb"), "\u00ab\u00a0oui\u00a0\u00bb");
}

TEST(CleanTest, CleanTextStaysAsItIs) {
  for (const char* text : {"a\u200d\u0301b", "\u00e9\u200c\u0301", " \u0301x", "e\u200b\u0301 "}) {
    const std::string once = clean_line(text);
    EXPECT_EQ(clean_line(once), once);
  }
}

// Text of the kinds of bytes that give decoders trouble.
std::string random_bytes(Rng& rng) {
  const Views pieces = {"a",      " ",          "\t",     "\n",           "\x1b",
                        "\xff",   "\xc3",       "\xe2",   "\x80",         "\xa8",
                        "\u00e9", "\u0301",     "\u0323", "\u200d",       "\u200c",
                        "\ufe0f", "\U0001f469", "\u4e2d", "\u1100\u1161", "\u1161"};
  std::string text;
  for (uint64_t left = rng.below(24); left > 0; --left) text += pieces[rng.below(pieces.size())];
  return text;
}

TEST(CleanTest, HoldsItsPromisesForAnyBytes) {
  Rng rng(1);
  for (int i = 0; i < 5000; ++i) {
    const std::string bytes = random_bytes(rng);
    const std::string line = clean_line(bytes);
    EXPECT_TRUE(is_valid_utf8(line));
    EXPECT_EQ(clean_line(line), line);
    EXPECT_EQ(line.find_first_of("\t\n\x1b"), std::string::npos);
    const std::string prose = clean_prose(bytes);
    EXPECT_TRUE(is_valid_utf8(prose));
    EXPECT_EQ(clean_prose(prose), prose);
  }
}

TEST(WrapTest, OnlyAddsBreaksAndDropsSpaces) {
  Rng rng(2);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = clean_line(random_bytes(rng));
    const size_t cells = 2 + rng.below(8);
    std::string wrapped = wrap(text, cells);
    for (const std::string_view line : split(wrapped, '\n')) EXPECT_LE(display_width(line), cells);
    std::string expected = text;
    std::erase(expected, ' ');
    std::erase(wrapped, ' ');
    std::erase(wrapped, '\n');
    EXPECT_EQ(wrapped, expected);
  }
}

TEST(Utf8Test, KnowsValidFromInvalid) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("plain text of some length"));
  EXPECT_TRUE(is_valid_utf8("\u00e9\u4e2d\U0001f600"));
  EXPECT_FALSE(is_valid_utf8("\xe9"));
  EXPECT_FALSE(is_valid_utf8("long enough text \xc3"));
  EXPECT_FALSE(is_valid_utf8("\xc1\x81"));
  EXPECT_FALSE(is_valid_utf8("\xed\xa0\x80"));
  EXPECT_FALSE(is_valid_utf8("\xf4\x90\x80\x80"));
}

TEST(FoldTest, FoldsForComparison) {
  EXPECT_EQ(fold_case("Brass LAMP [z]"), "brass lamp [z]");
  EXPECT_EQ(fold_case("STRA\u00dfE"), fold_case("Strasse"));
  EXPECT_EQ(fold_case("\u00c9\u03a3"), "\u00e9\u03c3");
  EXPECT_EQ(fold_case("\u03c2"), "\u03c3");
}

TEST(CapitaliseTest, ChangesTheFirstLetterOnly) {
  EXPECT_EQ(capitalise("a brass lamp"), "A brass lamp");
  EXPECT_EQ(capitalise("McX"), "McX");
  EXPECT_EQ(capitalise(""), "");
  EXPECT_EQ(capitalise("\u00e9t\u00e9"), "\u00c9t\u00e9");
  EXPECT_EQ(capitalise("3 lamps"), "3 lamps");
  EXPECT_EQ(capitalise("{the self} goes"), "{the self} goes");
}

TEST(CapitaliseTest, StepsOverQuotationMarks) {
  EXPECT_EQ(capitalise("\"hello\""), "\"Hello\"");
  EXPECT_EQ(capitalise("\u201chello"), "\u201cHello");
  EXPECT_EQ(capitalise("\u00bfqu\u00e9?"), "\u00bfQu\u00e9?");
  EXPECT_EQ(capitalise("\"'("), "\"'(");
}

TEST(WidthTest, CountsCells) {
  EXPECT_EQ(display_width("lamp"), 4U);
  EXPECT_EQ(display_width("\u4e2d\u6587"), 4U);
  EXPECT_EQ(display_width("\uff21"), 2U);
  EXPECT_EQ(display_width("e\u0323\u0301"), 1U);
  EXPECT_EQ(display_width("a\nb\x1b"), 2U);
  EXPECT_EQ(display_width("\u1100\u1161\u11a8"), 2U);
  EXPECT_EQ(display_width("\U0001f469\u200d\U0001f467"), 2U);
  EXPECT_EQ(display_width("\U0001f44d\U0001f3fd!"), 3U);
  EXPECT_EQ(display_width("a\U0001f3fd"), 3U);
  EXPECT_EQ(display_width("\u0646\u200dx"), 2U);
}

TEST(WrapTest, BreaksAtSpaces) {
  EXPECT_EQ(wrap("the quick brown fox", 10), "the quick\nbrown fox");
  EXPECT_EQ(wrap("the quick brown fox", 9), "the quick\nbrown fox");
  EXPECT_EQ(wrap("the quick brown fox", 8), "the\nquick\nbrown\nfox");
  EXPECT_EQ(wrap("the quick", 0), "the quick");
  EXPECT_EQ(wrap("", 10), "");
}

TEST(WrapTest, KeepsBreaksIndentsAndFittingLines) {
  EXPECT_EQ(wrap("one\n\n  two  three\n", 12), "one\n\n  two  three\n");
  EXPECT_EQ(wrap("  one two   three   ", 9), "  one two\nthree");
}

TEST(WrapTest, CutsWhatIsTooLong) {
  EXPECT_EQ(wrap("abcdefgh", 3), "abc\ndef\ngh");
  EXPECT_EQ(wrap("x abcdefgh y", 3), "x\nabc\ndef\ngh\ny");
  EXPECT_EQ(wrap("      x", 3), "x");
}

TEST(WrapTest, CutsBetweenLettersNotInsideThem) {
  EXPECT_EQ(wrap("\u4e2d\u6587\u5b57", 5), "\u4e2d\u6587\n\u5b57");
  EXPECT_EQ(wrap("x\u0323\u0301y\u0323\u0301z", 1), "x\u0323\u0301\ny\u0323\u0301\nz");
  const std::string family = "\U0001f469\u200d\U0001f467";
  EXPECT_EQ(wrap(family + family, 3), family + "\n" + family);
  EXPECT_EQ(wrap("\u4e2d\u6587", 1), "\u4e2d\n\u6587");
}

TEST(WrapTest, NoLineIsTooWide) {
  const std::string text = "A \u4e2d\u6587 lamp, e\u0301tag\u00e8re  and a-very-long-thing   here.";
  for (size_t cells = 2; cells < 30; ++cells) {
    const std::string wrapped = wrap(text, cells);
    for (const std::string_view line : split(wrapped, '\n')) EXPECT_LE(display_width(line), cells);
  }
}

TEST(LetterCountTest, CountsCodePoints) {
  EXPECT_EQ(letter_count("lamp"), 4U);
  EXPECT_EQ(letter_count("\u00e9\u4e2d\U0001f600"), 3U);
}

TEST(TrimTest, CutsBlanks) {
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim(" \n"), "");
}

TEST(SplitTest, KeepsEmptyParts) {
  EXPECT_EQ(split("a,,b", ','), (Views{"a", "", "b"}));
  EXPECT_EQ(split("", ','), (Views{""}));
  EXPECT_EQ(split("a,", ','), (Views{"a", ""}));
}

TEST(NearestTest, FindsTheSmallestDistance) {
  const Views verbs = {"look", "take", "inventory", "drop"};
  EXPECT_EQ(nearest("lok", verbs), "look");
  EXPECT_EQ(nearest("inventroy", verbs, 1), "inventory");
  EXPECT_EQ(nearest("tkae", verbs, 1), "take");
  EXPECT_EQ(nearest("drop", verbs, 0), "drop");
  EXPECT_EQ(nearest("xyzzy", verbs), std::nullopt);
  EXPECT_EQ(nearest("look", {}), std::nullopt);
}

TEST(NearestTest, TakesTheFirstAmongEqualsAndTheBestAmongAll) {
  EXPECT_EQ(nearest("cat", {"bat", "hat"}), "bat");
  EXPECT_EQ(nearest("cat", {"bats", "hat", "rat"}), "hat");
}

TEST(NearestTest, CountsLettersNotBytes) {
  EXPECT_EQ(nearest("caf\u00e9", {"cafe"}, 1), "cafe");
  EXPECT_EQ(nearest("ab", {"cd"}, 1), std::nullopt);
  EXPECT_EQ(nearest("ab", {"abcd"}, 1), std::nullopt);
}

TEST(JoinWordsTest, ReadsAsAList) {
  EXPECT_EQ(join_words({}), "");
  EXPECT_EQ(join_words({"red"}), "red");
  EXPECT_EQ(join_words({"red", "blue"}, "or"), "red or blue");
  EXPECT_EQ(join_words({"red", "blue", "green"}), "red, blue and green");
}

}  // namespace
}  // namespace reality
