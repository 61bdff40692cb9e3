// SPDX-License-Identifier: MIT

#include "tests/support/source_scan.h"

#include <gtest/gtest.h>

namespace reality {
namespace {

/// "first-last" of each function, in order.
std::string spans(std::string_view text) {
  std::string result;
  for (const FunctionSpan& span : functions_of(scan_source("engine/x.cc", text))) {
    result += std::to_string(span.first_line) + "-" + std::to_string(span.last_line) + " ";
  }
  return result;
}

std::string code_of(std::string_view line) {
  return scan_source("x.cc", line).code.at(0);
}

TEST(SourceScan, CommentsAndQuotedTextAreNoCode) {
  EXPECT_EQ(code_of("a // b"), "a     ");
  EXPECT_EQ(code_of("a /* b */ c"), "a         c");
  EXPECT_EQ(code_of(R"(f("b // c", 'd');)"), R"(f("      ", ' ');)");
  EXPECT_EQ(code_of(R"(f("\"b", '\'', c);)"), R"(f("   ", '  ', c);)");
  EXPECT_EQ(code_of("1'000'000 + 0xa'b'c; // d"), "1'000'000 + 0xa'b'c;     ");
  EXPECT_EQ(code_of("u'a' L'\"' x"), "u' ' L' ' x");
}

TEST(SourceScan, RawTextEndsAtItsOwnMark) {
  EXPECT_EQ(code_of("R\"(a\" b)\" c"), "R\"      \" c");
  EXPECT_EQ(code_of("u8R\"x(a)\" )x\" c"), "u8R\"        \" c");
  EXPECT_EQ(code_of("FOOR\"(a\" b"), "FOOR\"  \" b");
  const Source source = scan_source("x.cc", "R\"(a\n{ // b\n)\" + c\nd");
  EXPECT_EQ(source.code.at(1), "      ");
  EXPECT_EQ(source.code.at(2), " \" + c");
  EXPECT_EQ(source.code.at(3), "d");
}

TEST(SourceScan, CommentsGoOnOverLines) {
  const Source source = scan_source("x.cc", "a /* b\n c */ d\n// e \\\nf\ng");
  EXPECT_EQ(source.code, (std::vector<std::string>{"a     ", "      d", "      ", " ", "g"}));
  EXPECT_EQ(source.comments.at(0), "  /* b");
  EXPECT_EQ(source.comments.at(3), "f");
}

TEST(SourceScan, UnfinishedTextIsSurvived) {
  for (const char* text : {"\"", "'", "R\"", "R\"(", "/*", "//", "\"\\", "{", "}", "#", "#include",
                           "#include <", "(", ")", ":", "a) requires"}) {
    const Source source = scan_source("x.cc", text);
    EXPECT_EQ(source.code.size(), 1U) << text;
    EXPECT_TRUE(functions_of(source).empty()) << text;
    EXPECT_LE(includes_of(source).size(), 1U) << text;
  }
}

TEST(SourceScan, LuaCommentsStartWithDashes) {
  const Source source = scan_source("x.lua", "a = 1 -- b");
  EXPECT_EQ(source.code.at(0), "a = 1 ");
  EXPECT_EQ(source.comments.at(0), "      -- b");
}

TEST(SourceScan, FindsIncludesOutsideOfComments) {
  const auto includes = includes_of(scan_source(
      "x.cc",
      "#include <a/b.h>\n#  include \"c.h\"  // d\n// #include \"e\"\n#define include <f>\n"));
  ASSERT_EQ(includes.size(), 3U);
  EXPECT_EQ(includes[0].target, "a/b.h");
  EXPECT_EQ(includes[1].target, "c.h");
  EXPECT_EQ(includes[1].line, 2U);
}

TEST(SourceScan, WordsDoNotRunOn) {
  EXPECT_EQ(find_word("brand(1) rand(2)", "rand("), 9U);
  EXPECT_EQ(find_word("std::rand(2)", "rand("), 5U);
  EXPECT_EQ(find_word("TODOS TODO", "TODO"), 6U);
  EXPECT_EQ(find_word("_TODO", "TODO"), std::string_view::npos);
}

TEST(FunctionScan, CountsFromTheSignatureToTheBrace) {
  EXPECT_EQ(spans("int a() { return 1; }"), "1-1 ");
  EXPECT_EQ(spans("// about\n\ntemplate <class T>\nT b(int x,\n  int y)\n{\n  if (x) {\n  }\n}\n"),
            "3-9 ");
  EXPECT_EQ(spans("int a();\nint b;\nint c() {\n}\n"), "3-4 ");
}

TEST(FunctionScan, LooksIntoNamespacesAndClasses) {
  EXPECT_EQ(spans("namespace a {\nnamespace {\nvoid b() {\n}\n}\n}\nvoid c() {\n}"), "3-4 7-8 ");
  EXPECT_EQ(spans("class A final : public B<C> {\n public:\n  void b() const override {\n  }\n"
                  " private:\n  int c_{0};\n  bool d() { return true; }\n};\nvoid e() {}"),
            "3-4 7-7 9-9 ");
  EXPECT_EQ(spans("extern \"C\" {\nvoid a() {\n}\n}"), "2-3 ");
  EXPECT_EQ(spans("enum class A : int { b, c };\nvoid d() {\n}"), "2-3 ");
}

TEST(FunctionScan, KnowsConstructorsWithMembers) {
  EXPECT_EQ(spans("A::A(int b)\n    : b_(b), c_{1}, d_{\n 2} {\n  go();\n}\nvoid e() {}"),
            "1-5 6-6 ");
  EXPECT_EQ(spans("A(std::string b) : b_(std::move(b)) {\n}"), "1-2 ");
  EXPECT_EQ(spans("explicit A(int b) : C<D>{b} {\n}"), "1-2 ");
}

TEST(FunctionScan, KnowsWhatMayFollowTheParameters) {
  EXPECT_EQ(spans("auto a() const& noexcept -> std::vector<int> {\n}"), "1-2 ");
  EXPECT_EQ(spans("template <class N>\n  requires C<N>\nA(N v) : b(v) {}"), "1-3 ");
  EXPECT_EQ(spans("void a(int b) requires C<int> {\n}"), "1-2 ");
  EXPECT_EQ(spans("bool operator==(const A& b) const {\n}\nint operator()(int c) {\n}"),
            "1-2 3-4 ");
  EXPECT_EQ(spans("void a(std::vector<int> b = {}) {\n}"), "1-2 ");
  EXPECT_EQ(spans("A& A::operator=(A&& b) noexcept {\n}"), "1-2 ");
}

TEST(FunctionScan, BracedValuesAreNoFunctions) {
  EXPECT_EQ(spans("const int a[] = {\n1, 2\n};\nconst A b{\nf(1), {2}};\nint c[3]{1};"), "");
  EXPECT_EQ(spans("struct A {\n  int b = 0;\n  std::function<void(int)> c{nullptr};\n};"), "");
}

TEST(FunctionScan, LambdasCountWithinAndByThemselvesInTables) {
  EXPECT_EQ(spans("void a() {\n  f([&](int x) {\n    g([] {});\n  });\n}\n"), "1-5 ");
  EXPECT_EQ(spans("const auto a = [](int b) {\n  return b;\n};"), "1-3 ");
  EXPECT_EQ(spans("const auto a = [] {\n};"), "1-2 ");
  EXPECT_EQ(spans("const Row rows[] = {\n  {\"a\", [](S& s) {\n    s.a();\n  }},\n"
                  "  {\"b\",\n   [](S& s, int n) {\n  }}};"),
            "2-4 6-7 ");
}

TEST(FunctionScan, BracesInDirectivesTextAndCommentsDoNotCount) {
  EXPECT_EQ(
      spans("#define A(x) { \\\n  { x\nvoid b() {\n  c(\"}\");  // }\n  d('}');\n  /* } */\n}\n"),
      "3-7 ");
  EXPECT_EQ(spans("void a() {\n  b(R\"(\n}\n)\");\n}\nvoid c() {}"), "1-5 6-6 ");
}

}  // namespace
}  // namespace reality
