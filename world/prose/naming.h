// SPDX-License-Identifier: MIT
//
// Naming: what things are called in text: articles, pronouns, possessives, lists, numbers in words.
// Pure functions of properties and of the reader, who is "you" (null: nobody in particular); they
// append, so that whoever words much does it in one string. A name stands as its author wrote it,
// with its article; names without one, and things that are `proper`, never get one.
// Tests: tests/world/prose/naming_test.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "world/state/thing.h"

namespace reality {

enum class Article : uint8_t { as_written, definite, indefinite };
/// they, them, their, theirs, themself.
enum class PronounForm : uint8_t { subject, object, possessive, absolute, reflexive };

/// A name taken apart: "a small brass key" = "a" + "small brass key"; no article: a proper name.
struct NameParts {
  std::string_view article;
  std::string_view noun;
};
NameParts name_parts(const Thing& thing);

/// "a small brass key", "the small brass key", "Ann"; "you" for the reader.
void append_name(std::string& out, const Thing& thing, const Thing* reader, Article article);
/// "the small brass key's", "Ann's", "the scales'"; "your" for the reader.
void append_possessive(std::string& out, const Thing& thing, const Thing* reader, Article article);
/// "her", "itself", "they"; "you", "your", "yourself" for the reader.
void append_pronoun(std::string& out, const Thing& thing, const Thing* reader, PronounForm form);
/// "it" or "they" of something that is no thing.
void append_plain_pronoun(std::string& out, bool several, PronounForm form);
std::string name_for(const Thing& thing, const Thing* reader, Article article);

/// The word for several of them, without number or article: `plural`, else made from the name.
void append_plural(std::string& out, const Thing& thing);
/// True when the two read the same and so are counted together. Proper names never are.
bool is_alike(const Thing& one, const Thing& other);
/// What a list says of some of its things in brackets; such things are never grouped.
class ListRemarks {
 public:
  virtual ~ListRemarks() = default;
  virtual bool any(const Thing& thing) const = 0;
  virtual void append(std::string& out, const Thing& thing) const = 0;
};

/// "a red ball, two gold coins and Fred's cap"; "nothing" for none. Things that read alike are
/// grouped where the first of them stands. After a hundred groups: "and 40 other things".
void append_list(std::string& out, std::span<const Thing* const> things, const Thing* reader,
                 Article article = Article::as_written, const ListRemarks* remarks = nullptr);
std::string list_things(std::span<const Thing* const> things, const Thing* reader);

/// True when a verb after its name stands in the plural: some scales, the reader.
bool takes_plural_verb(const Thing& thing, const Thing* reader);
/// The same after its pronoun, where one person may be "they".
bool pronoun_takes_plural_verb(const Thing& thing, const Thing* reader);

/// "two"; digits above twelve and below nought.
void append_number_word(std::string& out, int64_t number);
/// Always digits; of a fraction the fewest that give the number back, and no point if it is whole.
void append_digits(std::string& out, int64_t number);
void append_digits(std::string& out, double number);
/// Makes the letter at `at`, the start of a name just appended, a capital.
void capitalise_from(std::string& out, size_t at);

/// Appends pieces one by one, with commas and a last "and" between them, when the number of
/// pieces is known: for (...) { comma.before(out); out += piece; }
class ListJoiner {
 public:
  explicit ListJoiner(size_t count) : left_(count) {}
  void before(std::string& out) {
    if (started_) out += left_ == 1 ? " and " : ", ";
    started_ = true;
    --left_;
  }

 private:
  size_t left_;
  bool started_ = false;
};

}  // namespace reality
