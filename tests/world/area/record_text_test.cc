// SPDX-License-Identifier: MIT
#include "world/area/record_text.h"

#include <gtest/gtest.h>

#include <string>

namespace reality {
namespace {

/// Reads a text that has no mistakes.
RecordText read(std::string_view text) {
  Problems problems;
  RecordText records = read_records("t.area", text, problems);
  EXPECT_EQ(problems.text(), "");
  return records;
}

std::string tidied(std::string_view text) {
  return write_records(read(text));
}

std::string mistakes(std::string_view text) {
  Problems problems;
  read_records("t.area", text, problems);
  return problems.text();
}

TEST(RecordText, BlankLinesEndRecords) {
  const RecordText text = read("room: quay\nname: the Quay\n\n\n\nroom: shed\n");
  ASSERT_EQ(text.records.size(), 2u);
  ASSERT_EQ(text.records[0].entries.size(), 2u);
  EXPECT_EQ(text.records[0].entries[1].key, "name");
  EXPECT_EQ(text.records[0].entries[1].value(), "the Quay");
  EXPECT_EQ(text.records[1].entries[0].value(), "shed");
  EXPECT_EQ(text.records[1].entries[0].line(), 6u);
}

TEST(RecordText, KeysMayHaveArguments) {
  const RecordText text = read("exit east: pier\nprice = 3\npart  of: the quay\n");
  const auto& entries = text.records[0].entries;
  EXPECT_EQ(entries[0].key, "exit");
  EXPECT_EQ(entries[0].argument, "east");
  EXPECT_EQ(entries[0].separator, ':');
  EXPECT_EQ(entries[1].argument, "");
  EXPECT_EQ(entries[1].separator, '=');
  EXPECT_EQ(entries[1].value(), "3");
  EXPECT_EQ(entries[2].title(), "part of");
}

TEST(RecordText, TheFirstSignSeparates) {
  const auto entries = read("in: x = 1\nnote = \"a: b\"\nempty:\n").records[0].entries;
  EXPECT_EQ(entries[0].value(), "x = 1");
  EXPECT_EQ(entries[1].value(), "\"a: b\"");
  EXPECT_EQ(entries[2].value(), "");
}

TEST(RecordText, IndentedLinesContinue) {
  const auto entries = read("text: One\n  two\n\tthree.\n").records[0].entries;
  EXPECT_EQ(entries[0].value(), "One two three.");
  EXPECT_EQ(read("text:\n  One\n").records[0].entries[0].value(), "One");
}

TEST(RecordText, ADotAloneStartsAParagraph) {
  EXPECT_EQ(read("text: One.\n  .\n  Two.\n  Three.\n").records[0].entries[0].value(),
            "One.\n\nTwo. Three.");
  EXPECT_EQ(read("text:\n  .\n  One.\n  .\n  .\n  Two.\n  .\n").records[0].entries[0].value(),
            "One.\n\nTwo.");
  EXPECT_EQ(read("in: .\n").records[0].entries[0].value(), ".");
}

TEST(RecordText, CommentsBelongToTheLineBelow) {
  const auto records =
      read("# file\n\n# record\nroom: quay\n# line\n# more\nname: Q\n# inside\n  uay\n# end\n")
          .records;
  ASSERT_EQ(records.size(), 2u);
  EXPECT_TRUE(records[0].entries.empty());
  EXPECT_EQ(records[0].comments, std::vector<std::string>{"# file"});
  const auto& entries = records[1].entries;
  EXPECT_EQ(entries[0].lines[0].comments, std::vector<std::string>{"# record"});
  EXPECT_EQ(entries[1].lines[0].comments, (std::vector<std::string>{"# line", "# more"}));
  EXPECT_EQ(entries[1].lines[1].comments, std::vector<std::string>{"# inside"});
  EXPECT_EQ(entries[1].value(), "Q uay");
  EXPECT_EQ(entries[1].line(), 7u);
  EXPECT_EQ(records[1].comments, std::vector<std::string>{"# end"});
}

TEST(RecordText, AnIndentedHashIsProse) {
  EXPECT_EQ(read("text: Number\n  # 5\n").records[0].entries[0].value(), "Number # 5");
}

TEST(RecordText, TidyTextComesBackByteForByte) {
  const std::string tidy =
      "# Waterside\n"
      "# and more\n"
      "\n"
      "area: waterside\n"
      "\n"
      "# the quay\n"
      "room: quay\n"
      "text: Gulls.\n"
      "  .\n"
      "  # not a comment, and \u00e9 \u2014 \u201cquoted\u201d.\n"
      "text2:\n"
      "  below\n"
      "exit east: shed-door\n"
      "# cheap\n"
      "price = {1, 2}\n"
      "# at the end\n"
      "\n"
      "# last\n";
  EXPECT_EQ(tidied(tidy), tidy);
}

TEST(RecordText, OnlySpacingIsNormalised) {
  EXPECT_EQ(tidied("\n\n \t\na  b :c  d \r\n\t e\nx=1\n  \n\n#c\ny:"),
            "a b: c  d\n  e\nx = 1\n\n#c\ny:\n");
  EXPECT_EQ(tidied("\xEF\xBB\xBFroom: a"), "room: a\n");
  EXPECT_EQ(tidied(""), "");
}

TEST(RecordText, TextIsComposedAndFreeOfControls) {
  EXPECT_EQ(read("name: cafe\xCC\x81 \x1b[1mbold\n").records[0].entries[0].value(),
            "caf\xC3\xA9 [1mbold");
}

TEST(RecordText, NamesTheLineOfEachMistake) {
  EXPECT_EQ(mistakes("room: quay\nGulls quarrel\n  and more\nname: Q\n"),
            "t.area:2: a line is `key: words` or `key = literal`; indent it to continue the one "
            "above");
  EXPECT_EQ(mistakes("a: 1\n\n  b\n"),
            "t.area:3: an indented line continues the line above it, and there is none");
  EXPECT_EQ(mistakes("a: 1\n: b\n= c\n"),
            "t.area:2: there is no key before the `:`\nt.area:3: there is no key before the `=`");
  EXPECT_EQ(mistakes("a: \xff\nb: 1\n"), "t.area:1: this line is not valid UTF-8");
  EXPECT_EQ(mistakes("a: " + std::string(30'000, 'x')),
            "t.area:1: this line is too long to be one");
}

TEST(RecordText, ALineThatCannotBeReadTakesItsContinuationAlong) {
  Problems problems;
  const RecordText text = read_records("t", "a: 1\nwrong\n  more\nb: 2\n  c\n", problems);
  EXPECT_EQ(problems.count(), 1u);
  ASSERT_EQ(text.records.size(), 1u);
  EXPECT_TRUE(text.records[0].damaged);
  EXPECT_EQ(write_records(text), "a: 1\nb: 2\n  c\n");
}

TEST(RecordText, ValuesAndFilesAreBounded) {
  std::string many = "a: 1\n";
  for (int i = 0; i < 6'000; ++i) many += "  x\n";
  EXPECT_EQ(mistakes(many), "t.area:5001: this value has too many lines");
  EXPECT_EQ(mistakes(std::string((16 << 20) + 1, '\n')),
            "t.area:1: this file is too large; split it");
}

TEST(Problems, AreSortedByFileAndLineAndCounted) {
  Problems problems;
  EXPECT_TRUE(problems.none());
  problems.add("b", 7, "late");
  problems.add("a", 2, "other");
  problems.add("b", 3, "early");
  EXPECT_EQ(problems.text(), "b:3: early\nb:7: late\na:2: other");
  for (size_t i = 3; i < Problems::kMost + 5; ++i) problems.add("b", 9, "x");
  EXPECT_EQ(problems.count(), Problems::kMost + 5);
  EXPECT_EQ(problems.list().size(), Problems::kMost);
  EXPECT_TRUE(problems.text().ends_with("\nand 5 more"));
}

}  // namespace
}  // namespace reality
