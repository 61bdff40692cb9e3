// SPDX-License-Identifier: MIT
//
// Resolver: from the words in one role of a reading to things in the world. Drops what cannot be
// meant, prefers what is meant most likely, and tells when two different things remain.
// Lives for one parse. Ranking, first what weighs most: what the kind of role prefers (held, worn,
// not held yet, in the named source), what can be reached, how well the words fit.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "world/language/dialogue.h"
#include "world/language/noun_phrase.h"
#include "world/language/noun_search.h"
#include "world/language/parser.h"

namespace reality {

enum class Outcome : uint8_t { failed, ask, found };

struct Resolution {
  Outcome outcome = Outcome::found;
  std::vector<Thing*> things;
  std::string text;      // of text, word, direction
  int score = 0;         // the better the words fit, the higher
  bool guessed = false;  // by beginnings of words only
  bool many = false;     // said as a list, or as "all"
  bool all = false;      // "all" was said
  TokenSpan asked;       // of ask: the noun in question
  std::vector<ThingId> candidates;
  Failure failure;
  bool chosen = false;  // freely, among things that differ
};

/// What the reading says about the role that is to be filled.
struct RoleContext {
  const GrammarEntry& entry;
  const Role& role;
  TokenSpan span;
  Thing* source = nullptr;            // where the line says that the things are
  std::optional<Relation> concealed;  // under or behind the source
  TokenSpan except;            // of a plural role: what is said behind the line not to be meant
  std::vector<Thing*> others;  // what fills the other roles
};

class Resolver {
 public:
  Resolver(const Tokens& tokens, Surroundings& around, const Dialogue& dialogue,
           std::span<const Pin> pins, std::span<const Declined> declined, Budget& budget)
      : tokens_(tokens),
        around_(around),
        dialogue_(dialogue),
        pins_(pins),
        declined_(declined),
        budget_(budget),
        search_(tokens, around, budget) {}

  /// Where an exception begins: "the box except the lamp"; at the end if there is none.
  TokenSpan exception_in(TokenSpan span) const;
  Resolution resolve(const RoleContext& context);
  std::vector<ThingId> antecedents(Pronoun pronoun) const;
  /// Where "it" would be the thing that another role has taken: what else it may be.
  bool resolve_otherwise(const RoleContext& context, const Thing& taken, Resolution& out);
  /// Of a behaviour: what carries it, the actor or nearest in scope, and was not declined; or null.
  Thing* carrier(const GrammarEntry& entry);
  /// What the words name of the scenery that no thing stands for: the failure that says so.
  bool is_scenery(TokenSpan noun, Failure& failure);
  /// Whether anything at all in scope is called so.
  bool names_something(TokenSpan noun) { return !search_.find(noun).candidates.empty(); }
  NounSearch& search() { return search_; }

 private:
  /// A candidate that is possible, with what speaks for it.
  struct Ranked {
    Thing* thing = nullptr;
    int preference = 0;
    bool reached = true;
    NounQuality quality = NounQuality::none;
    bool plural = false;
    bool likely = false;
    int key() const {
      return preference * 16 + (reached ? 8 : 0) + static_cast<int>(quality) * 2 + (likely ? 1 : 0);
    }
  };

  void resolve_direction(const RoleContext& context, Resolution& out);
  void resolve_player(const RoleContext& context, Resolution& out);
  void resolve_things(const RoleContext& context, Resolution& out);
  void resolve_item(const RoleContext& context, const NounItem& item, Resolution& out);
  void resolve_pronoun(const RoleContext& context, const NounItem& item, Resolution& out);
  void resolve_noun(const RoleContext& context, const NounItem& item, Resolution& out);
  void resolve_all(const RoleContext& context, const NounItem& item, Resolution& out);
  void resolve_placed(const RoleContext& context, const NounItem& item, Resolution& out);
  void resolve_like_last(const RoleContext& context, const NounItem& item, Resolution& out);
  void resolve_place(const RoleContext& context, Resolution& out);
  ThingId likely_antecedent(const RoleContext& context, ThingId it);
  std::vector<ThingId> last_two() const;
  std::vector<ThingId> meant_by_them(const RoleContext& context) const;
  void keep_number(const NounItem& item, size_t before, Resolution& out);
  bool resolve_pin(const RoleContext& context, TokenSpan noun, Resolution& out);
  void drop_excepted(const NounPhrase& phrase, Resolution& out);

  std::vector<Ranked> rank(const RoleContext& context, const NounItem& item, const Found& found);
  void choose(const RoleContext& context, const NounItem& item, std::vector<Ranked> ranked,
              Resolution& out);
  void choose_number(const RoleContext& context, const NounItem& item, std::vector<Ranked> ranked,
                     Resolution& out);
  static void outermost_first(const RoleContext& context, Resolution& out);
  void choose_ordinal(const NounItem& item, std::vector<Ranked> ranked, Resolution& out);
  void choose_every(const RoleContext& context, const NounItem& item,
                    const std::vector<Ranked>& ranked, Resolution& out);
  void choose_one(const NounItem& item, std::vector<Ranked> ranked, Resolution& out);
  void ask(TokenSpan noun, const std::vector<Ranked>& ranked, Resolution& out);
  void not_enough(const NounItem& item, const std::vector<Ranked>& ranked, Resolution& out);
  void fail_scenery(TokenSpan noun, std::string_view answer, Failure& failure) const;
  bool grammar_word(std::string_view word) const;
  bool allowed(const RoleContext& context, const Thing& thing);
  bool was_declined(const GrammarEntry& entry, const Thing& thing) const;
  int preference(const RoleContext& context, const Thing& thing);
  bool belongs_to_all(const RoleContext& context, const NounItem& item, const Thing& thing);
  bool is_at(const NounItem& item, const Thing& thing);
  void drop_last_meant(const NounItem& item, std::vector<Ranked>& ranked);
  bool may_choose(const NounItem& item) const;
  static bool is_free(const Thing& thing);
  bool owned_by(const NounItem& item, const Thing& thing);
  void fail_all(const RoleContext& context, Resolution& out);
  void fail_noun(const NounItem& item, const Found& found, Resolution& out);
  void fail_kind(const RoleContext& context, const NounItem& item, const Found& found,
                 Resolution& out);
  void fail(FailureKind kind, TokenSpan words, Resolution& out);
  void add(Thing& thing, Resolution& out);

  const Tokens& tokens_;
  Surroundings& around_;
  const Dialogue& dialogue_;
  std::span<const Pin> pins_;
  std::span<const Declined> declined_;
  Budget& budget_;
  NounSearch search_;
};

}  // namespace reality
