// SPDX-License-Identifier: MIT
//
// ForeignWords: how a language other than English puts names into sentences, read from
// data/language/LOCALE.words: which word stands before a noun by gender and case, which pronoun,
// how lists are joined. Owned by its Language. A thing's name in the language stands in `names`
// under the locale, with an article that tells its gender, `~` where adjectives take an ending and,
// behind a comma, the word for several: "die klein~ Messinglampe, klein~ Messinglampen". A name
// without an article never gets one. The file has lines of these kinds:
//
// `article der: der+e die+e das+e die+en | du`: what stands for masculine, feminine, neuter and
// several; behind a + the ending of adjectives; behind the bar what the reader is called.
//
// `article ein: ein+er eine+e ein+es -+e`: - for no word.
//
// `pronoun er: er sie es sie | du`.
//
// `term north: Norden`: a value that messages ask for as {term way}.
//
// `numbers: null ein zwei drei`: words for how many, from nought; `many: e`: the ending of
// adjectives behind numbers; `and: und`; `nothing: nichts`.
//
// The articles of the first row are those by which names tell their gender. Tests:
// tests/world/prose/foreign_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "world/state/thing.h"

namespace reality {

enum class Gender : uint8_t { masculine, feminine, neuter, several };

/// A thing's name in the language, taken apart.
struct ForeignName {
  Gender gender = Gender::neuter;
  bool article = false;  // it stands with one
  std::string_view noun;
  std::string_view plural;  // "" when the author gave none
};

/// One row of forms: what {den thing} or {ihn thing} becomes.
struct ForeignRow {
  std::string word;
  bool pronoun = false;
  bool nominative = false;  // the first article and the first pronoun: verbs agree with them
  std::array<std::string, 4> form;
  std::array<std::string, 4> ending;
  std::string reader;
};

class ForeignWords {
 public:
  static Result<ForeignWords> read(std::string_view locale, std::string_view file,
                                   std::string_view text);

  /// The row of that word, or null; "" is the first article.
  const ForeignRow* row(std::string_view word) const;
  ForeignName name_of(const Thing& thing) const;
  bool is_several(const Thing& thing) const;
  /// "den kleinen Schlüssel", "Ann", "ihm"; what the row calls the reader.
  void append(std::string& out, const Thing& thing, const ForeignRow& row,
              const Thing* reader) const;
  /// "eine Messinglampe, zwei Goldmünzen und Bob".
  void append_list(std::string& out, std::span<const Thing* const> things, const ForeignRow& row,
                   const Thing* reader) const;
  /// The language's word for a value ("north"), or the value; of a sort of its own ("place"), if
  /// that has it.
  std::string_view term(std::string_view value) const;
  std::string_view term(std::string_view sort, std::string_view value) const;

 private:
  Status read_line(std::string_view key, std::string_view text);
  Status add_row(std::string_view word, std::string_view text, bool pronoun);
  void append_noun(std::string& out, std::string_view noun, std::string_view ending) const;
  /// Whether there is a word for several of them.
  bool counts(const Thing& thing) const;
  void append_many(std::string& out, const Thing& thing, size_t count) const;
  std::string_view own_name(const Thing& thing) const;

  std::string locale_;
  std::vector<ForeignRow> rows_;
  std::map<std::string, std::string, std::less<>> terms_;
  std::vector<std::string> numbers_;
  std::string and_ = "and";
  std::string many_;
  std::string nothing_;
};

}  // namespace reality
