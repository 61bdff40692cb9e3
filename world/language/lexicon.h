// SPDX-License-Identifier: MIT
//
// Lexicon: the words of one language that the parser itself knows: directions, numbers, articles,
// pronouns, words of courtesy, and how newcomers' sentences are said as commands. Plain tables,
// made once per language and never changed; verbs and things are no business of it. English is
// built in; another language is another LexiconTables.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace reality {

/// What a word may be good for; one word may belong to several classes.
enum class WordClass : uint8_t {
  article,        // the, a, an, some
  indefinite,     // a, an: any will do
  joiner,         // and, &, ","
  then,           // then
  all,            // all, everything
  except,         // but, except
  except_two,     // apart (from), other (than)
  except_end,     // from, than, for: after those
  one,            // one, ones: stands for a noun
  ones,           // ones: for several
  any,            // any, either
  both,           // both
  other,          // other
  another,        // another: any other
  of,             // of: two of the coins
  more,           // two more coins
  here,           // everything here
  mine,           // mine
  yours,          // yours
  his,            // his, hers, theirs
  last,           // last
  place,          // in, on, under, behind: where a thing is
  demonstrative,  // this, that, these, those: before a noun
  back,           // where one came from
  between,        // with, from, to, at: what stands between two nouns
  room,           // everything in the room
  stuff,          // all things
  pair,           // a pair of, a couple of
  cancel,         // cancel, nothing, none
  negation,       // not the red one
  yes,
  no,
  courtesy_end,  // please, at the end
  adverb,        // quickly: says nothing that the parser could use
  order,         // tell, ask: (tell) the robot to go
  to,            // to, before the order itself
  again,         // again, g
  oops,          // oops
  count
};

enum class Pronoun : uint8_t { none, it, him, her, them, me, you };

/// A sentence of newcomers' and the command that it stands for. In the pattern `a/b` are
/// alternatives, `*` is one word or more and may stand once, at the end or before the last words.
/// The command has `*` where those words go; "!key" is no command but a remark of that key.
struct Rewrite {
  std::string pattern;
  std::string command;
  bool early = false;  // said even of what would be a command otherwise
};

/// What a Lexicon is made of.
struct LexiconTables {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  std::vector<std::pair<WordClass, std::string>> classes;  // words with spaces between them
  Pairs directions;                                        // form, full word
  std::vector<std::string> numbers;                        // from zero on
  std::vector<std::string> ordinals;                       // from first on
  std::vector<std::pair<std::string, Pronoun>> pronouns;
  std::vector<std::pair<std::string, Pronoun>> owners;  // my, your, his
  std::vector<std::string> courtesies;                  // longer ones first
  std::vector<std::string> courtesy_ends;               // "for me", "if you please"
  std::vector<std::string> common_verbs;                // what a beginning means first
  std::vector<Rewrite> rewrites;
  std::vector<std::string> irregular;  // man men woman women: one and several in turn
  bool english_endings = false;        // -s, -es, -ies; 2nd, 3rd
};

/// "last" as a number.
inline constexpr uint32_t kLastOrdinal = 0xffffffff;

class Lexicon {
 public:
  explicit Lexicon(LexiconTables tables);
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;
  static const Lexicon& english();

  bool is(WordClass sort, std::string_view word) const;
  /// The full word of a direction in any form ("n", "north"), or "".
  std::string_view direction(std::string_view word) const;
  /// "2", "two" (and "a" is not one): up to 999,999.
  std::optional<uint32_t> number(std::string_view word) const;
  /// "2nd", "second", "#2"; "last" as kLastOrdinal.
  std::optional<uint32_t> ordinal(std::string_view word) const;
  Pronoun pronoun(std::string_view word) const;
  Pronoun owner(std::string_view word) const;
  /// True when `word` is `one` in the plural, both folded: "coins", "knives", "men".
  bool is_plural_of(std::string_view word, std::string_view one) const;
  /// "2" in words: "two"; digits where there is no word.
  std::string number_word(uint32_t number) const;

  const std::vector<std::string>& courtesies() const { return tables_.courtesies; }
  const std::vector<std::string>& courtesy_ends() const { return tables_.courtesy_ends; }
  const std::vector<std::string>& common_verbs() const { return tables_.common_verbs; }
  const std::vector<Rewrite>& rewrites() const { return tables_.rewrites; }
  /// Whether the pattern of an early rewrite begins with the word: most lines need no look at them.
  bool begins_early(std::string_view word) const { return early_.contains(word); }
  /// The same of a phrase of courtesy.
  bool begins_courtesy(std::string_view word) const { return courteous_.contains(word); }
  const LexiconTables::Pairs& directions() const { return tables_.directions; }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  /// All that is known of one word.
  struct Entry {
    uint64_t classes = 0;
    std::string direction;
    std::optional<uint32_t> number;
    std::optional<uint32_t> ordinal;
    Pronoun pronoun = Pronoun::none;
    Pronoun owner = Pronoun::none;
  };
  const Entry* find(std::string_view word) const;
  void enter_tables();

  LexiconTables tables_;
  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> words_;
  std::unordered_set<std::string, Hash, std::equal_to<>> early_;
  std::unordered_set<std::string, Hash, std::equal_to<>> courteous_;
};

}  // namespace reality
