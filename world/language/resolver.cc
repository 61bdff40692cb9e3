// SPDX-License-Identifier: MIT
#include "world/language/resolver.h"

#include <algorithm>

#include "world/state/keys.h"

namespace reality {
namespace {

constexpr size_t kMostOfAll = 100;

bool holds(const Thing& actor, const Thing& thing, Relation relation) {
  return thing.holder() == &actor && thing.relation() == relation;
}

bool is_meant(const std::vector<ThingId>& one, const std::vector<ThingId>& several,
              const Thing& thing) {
  const auto among = [&](const std::vector<ThingId>& ids) {
    return std::find(ids.begin(), ids.end(), thing.id()) != ids.end();
  };
  return among(one) || among(several);
}

// Whether the preposition that was typed says how the thing lies there.
bool is_so_placed(const Thing& thing, std::string_view word) {
  if (word == "in" || word == "inside") return thing.relation() == Relation::in;
  if (word == "under" || word == "beneath") return thing.relation() == Relation::under;
  return relation_name(thing.relation()) == word;
}

bool somebody_has(const Thing& thing) {
  for (const Thing* at = thing.holder(); at; at = at->holder())
    if (at->flag(key::person)) return true;
  return false;
}

}  // namespace

TokenSpan Resolver::exception_in(TokenSpan span) const {
  const NounPhrase phrase = read_noun_phrase(tokens_, span);
  return phrase.except.empty() ? TokenSpan{span.end, span.end} : phrase.marker;
}

Resolution Resolver::resolve(const RoleContext& context) {
  Resolution out;
  switch (context.role.kind) {
    case RoleKind::text:
    case RoleKind::word:
      out.text = tokens_.raw(context.span.begin, context.span.end);
      break;
    case RoleKind::direction:
      resolve_direction(context, out);
      break;
    case RoleKind::anyone:
      resolve_player(context, out);
      break;
    case RoleKind::place:
      resolve_place(context, out);
      break;
    default:
      resolve_things(context, out);
  }
  return out;
}

void Resolver::resolve_direction(const RoleContext& context, Resolution& out) {
  out.text = tokens_.lexicon().direction(tokens_.word(context.span.begin));
  if (out.text.empty()) fail(FailureKind::not_a_direction, context.span, out);
}

void Resolver::resolve_things(const RoleContext& context, Resolution& out) {
  budget_.spend(context.span.end - context.span.begin);
  NounPhrase phrase = read_noun_phrase(tokens_, context.span);
  if (!context.except.empty()) phrase.except = read_noun_phrase(tokens_, context.except).items;
  if (phrase.items.empty()) return fail(FailureKind::not_understood, context.span, out);
  if (phrase.cut_short()) return fail(FailureKind::not_understood, phrase.marker, out);
  for (const NounItem& item : phrase.items) {
    resolve_item(context, item, out);
    if (out.outcome != Outcome::found) return;
  }
  if (!phrase.except.empty()) drop_excepted(phrase, out);
  if (out.outcome != Outcome::found) return;
  out.many = out.all || phrase.items.size() > 1 || out.things.size() > 1;
  if (out.things.empty()) return fail_all(context, out);
  const bool plural = context.role.plural || (context.role.self && !out.all);
  if (!plural && out.things.size() > 1) fail(FailureKind::only_one, context.span, out);
}

void Resolver::resolve_item(const RoleContext& context, const NounItem& item, Resolution& out) {
  if (item.pronoun != Pronoun::none) return resolve_pronoun(context, item, out);
  const bool all = item.quantity == Quantity::all;
  out.all = out.all || all;
  if (all && item.noun.empty()) return resolve_all(context, item, out);
  const bool one =
      item.noun.end - item.noun.begin == 1 && tokens_.is(WordClass::one, item.noun.begin);
  if (item.noun.empty() || one) return resolve_like_last(context, item, out);
  if (!resolve_pin(context, item.noun, out)) resolve_noun(context, item, out);
}

// The player's answer of a moment ago counts for what is still there.
bool Resolver::resolve_pin(const RoleContext& context, TokenSpan noun, Resolution& out) {
  for (const Pin& pin : pins_) {
    if (pin.begin != noun.begin || pin.end != noun.end) continue;
    for (ThingId id : pin.things) {
      Thing* thing = around_.find(id);
      if (thing && search_.in_scope(*thing) && allowed(context, *thing)) {
        add(*thing, out);
      } else if (thing) {
        fail(FailureKind::gone, noun, out);
        out.failure.candidates = {id};
      } else {
        fail(FailureKind::not_here, noun, out);
      }
    }
    return true;
  }
  return false;
}

std::vector<ThingId> Resolver::antecedents(Pronoun pronoun) const {
  ThingId one;
  if (pronoun == Pronoun::them && dialogue_.they_last && dialogue_.they) return {dialogue_.they};
  if (pronoun == Pronoun::them) return dialogue_.them.empty() ? last_two() : dialogue_.them;
  if (pronoun == Pronoun::it) one = dialogue_.it;
  if (pronoun == Pronoun::him) one = dialogue_.him;
  if (pronoun == Pronoun::her) one = dialogue_.her;
  if (pronoun == Pronoun::you) one = dialogue_.addressed;
  return one ? std::vector<ThingId>{one} : std::vector<ThingId>{};
}

// "x lamp. x rope. take them"
std::vector<ThingId> Resolver::last_two() const {
  std::vector<ThingId> two;
  for (size_t i = dialogue_.recent.size(); i-- > 0 && two.size() < 2;) {
    const Thing* thing = around_.find(dialogue_.recent[i]);
    if (thing && !thing->flag(key::person)) two.insert(two.begin(), thing->id());
  }
  return two.size() == 2 ? two : std::vector<ThingId>{};
}

// "them" is one person for whoever gives, several things for whoever drops.
std::vector<ThingId> Resolver::meant_by_them(const RoleContext& context) const {
  const bool person = context.role.kind == RoleKind::person;
  const bool thing = context.role.kind == RoleKind::held || context.role.kind == RoleKind::worn;
  if (person && dialogue_.they) return {dialogue_.they};
  if (thing && !dialogue_.them.empty()) return dialogue_.them;
  return antecedents(Pronoun::them);
}

void Resolver::resolve_pronoun(const RoleContext& context, const NounItem& item, Resolution& out) {
  if (item.pronoun == Pronoun::me) return add(around_.speaker(), out);
  std::vector<ThingId> ids =
      item.pronoun == Pronoun::them ? meant_by_them(context) : antecedents(item.pronoun);
  if (item.pronoun == Pronoun::it && !ids.empty())
    ids.front() = likely_antecedent(context, ids.front());
  if (ids.empty()) return fail(FailureKind::no_antecedent, item.whole, out);
  bool here = false;
  const size_t before = out.things.size();
  for (ThingId id : ids) {
    Thing* thing = around_.find(id);
    if (!thing || !search_.in_scope(*thing)) continue;
    here = true;
    if (allowed(context, *thing)) add(*thing, out);
  }
  if (here && out.things.size() == before) {
    fail(context.role.self ? FailureKind::not_for_that : FailureKind::not_a_person, item.whole,
         out);
  } else if (!here) {
    fail(FailureKind::gone, item.whole, out);
  } else {
    keep_number(item, before, out);
  }
  if (out.outcome == Outcome::failed) out.failure.candidates = {ids.front()};
}

// "one of them", "two of them".
void Resolver::keep_number(const NounItem& item, size_t before, Resolution& out) {
  size_t most = out.things.size() - before;
  if (item.quantity == Quantity::any) most = 1;
  if (item.quantity == Quantity::number && item.number < most) most = item.number;
  out.things.resize(before + most);
}

void Resolver::resolve_noun(const RoleContext& context, const NounItem& item, Resolution& out) {
  const Hiding source{context.concealed ? context.source : nullptr,
                      context.concealed.value_or(Relation::in)};
  // "second bell" may be a name.
  if (item.quantity == Quantity::ordinal || item.quantity == Quantity::number) {
    const Found& named = search_.find(item.whole, source);
    const bool exact = std::any_of(
        named.candidates.begin(), named.candidates.end(),
        [](const Candidate& candidate) { return candidate.quality == NounQuality::exact; });
    NounItem plain = item;
    plain.quantity = Quantity::one;
    plain.noun = plain.whole;
    if (exact) return choose(context, plain, rank(context, plain, named), out);
  }
  const Found& found = search_.find(item.noun, source);
  if (found.candidates.empty() && !item.place.empty()) return resolve_placed(context, item, out);
  if (found.candidates.empty()) return fail_noun(item, found, out);
  std::vector<Ranked> ranked = rank(context, item, found);
  if (ranked.empty()) return fail_kind(context, item, found, out);
  choose(context, item, std::move(ranked), out);
}

// "the cup on the shelf".
void Resolver::resolve_placed(const RoleContext& context, const NounItem& item, Resolution& out) {
  const Found& bare = search_.find(item.bare);
  if (bare.candidates.empty()) return fail_noun(item, bare, out);
  Found there = bare;
  std::erase_if(there.candidates,
                [&](const Candidate& candidate) { return !is_at(item, *candidate.thing); });
  if (there.candidates.empty()) return fail(FailureKind::not_here, item.noun, out);
  std::vector<Ranked> ranked = rank(context, item, there);
  if (ranked.empty()) return fail_kind(context, item, there, out);
  choose(context, item, std::move(ranked), out);
}

void Resolver::resolve_all(const RoleContext& context, const NounItem& item, Resolution& out) {
  for (Thing* thing : around_.scope()) {
    if (out.things.size() >= kMostOfAll || !budget_.spend()) return;
    if (belongs_to_all(context, item, *thing)) add(*thing, out);
  }
  outermost_first(context, out);
}

bool Resolver::belongs_to_all(const RoleContext& context, const NounItem& item,
                              const Thing& thing) {
  const Thing& actor = around_.actor();
  if (&thing == &actor || !allowed(context, thing)) return false;
  if (std::find(context.others.begin(), context.others.end(), &thing) != context.others.end())
    return false;
  if (!is_at(item, thing) || (item.owner != Pronoun::none && !owned_by(item, thing))) return false;
  if (item.other && is_meant(antecedents(Pronoun::it), antecedents(Pronoun::them), thing))
    return false;
  if (context.role.kind == RoleKind::held) return holds(actor, thing, Relation::held);
  if (context.role.kind == RoleKind::worn) return holds(actor, thing, Relation::worn);
  if (context.source && thing.holder() != context.source) return false;
  // What is seen there behind glass is asked for as well, and says why it does not come.
  return is_free(thing) && (context.source || around_.reaches(thing));
}

bool Resolver::is_at(const NounItem& item, const Thing& thing) {
  if (item.place.empty()) return true;
  const TokenSpan where{item.place.begin + 1, item.place.end};
  if (tokens_.is(WordClass::room, where.end - 1)) return true;
  if (!thing.holder() || !is_so_placed(thing, tokens_.word(item.place.begin))) return false;
  const auto& places = search_.find(where).candidates;
  return std::any_of(places.begin(), places.end(),
                     [&](const Candidate& candidate) { return candidate.thing == thing.holder(); });
}

void Resolver::drop_excepted(const NounPhrase& phrase, Resolution& out) {
  for (const NounItem& item : phrase.except) {
    const std::vector<ThingId> meant =
        item.pronoun == Pronoun::none ? std::vector<ThingId>{} : antecedents(item.pronoun);
    const auto fits = [&](Thing* thing) {
      if (item.pronoun != Pronoun::none)
        return std::find(meant.begin(), meant.end(), thing->id()) != meant.end();
      return search_.fit(item.noun, *thing, false).quality != NounQuality::none;
    };
    if (item.noun.empty()) {  // "all but two", "all but all"
      const size_t few = item.quantity == Quantity::number ? item.number : out.things.size();
      out.things.resize(out.things.size() - std::min(few, out.things.size()));
      continue;
    }
    size_t left = item.quantity == Quantity::number ? item.number : out.things.size();
    const size_t dropped = std::erase_if(
        out.things, [&](Thing* thing) { return left > 0 && fits(thing) && left-- > 0; });
    // A name that fits nothing is a slip, and one should not take what was to be left alone.
    if (dropped > 0 || item.pronoun != Pronoun::none) continue;
    const Found& found = search_.find(item.noun);
    if (found.candidates.empty()) return fail_noun(item, found, out);
    for (const Candidate& candidate : found.candidates) std::erase(out.things, candidate.thing);
  }
}

Thing* Resolver::carrier(const GrammarEntry& entry) {
  Thing& actor = around_.actor();
  if (around_.has_behaviour(actor, entry.owner) && !was_declined(entry, actor)) return &actor;
  for (Thing* thing : around_.scope()) {
    if (!budget_.spend()) return nullptr;
    if (around_.has_behaviour(*thing, entry.owner) && !was_declined(entry, *thing)) return thing;
  }
  return nullptr;
}

bool Resolver::was_declined(const GrammarEntry& entry, const Thing& thing) const {
  return std::any_of(declined_.begin(), declined_.end(), [&](const Declined& one) {
    return one.line == entry.id && one.self == thing.id();
  });
}

bool Resolver::allowed(const RoleContext& context, const Thing& thing) {
  if (context.role.kind == RoleKind::person && !thing.flag(key::person)) return false;
  if (!context.role.self) return true;
  return around_.has_behaviour(thing, context.entry.owner) && !was_declined(context.entry, thing);
}

// What `all` may be about: what can be carried and is nobody's.
bool Resolver::is_free(const Thing& thing) {
  if (thing.relation() == Relation::part || somebody_has(thing)) return false;
  for (const Atom key :
       {key::fixed, key::scenery, key::person, key::exit, key::door_thing, key::room})
    if (thing.flag(key)) return false;
  return true;
}

// "all" was nothing: where it was looked for says why.
void Resolver::fail_all(const RoleContext& context, Resolution& out) {
  FailureKind kind = FailureKind::nothing_fits;
  if (context.role.kind == RoleKind::held || context.role.kind == RoleKind::worn)
    kind = FailureKind::nothing_held;
  if (context.source) kind = FailureKind::nothing_there;
  fail(kind, context.span, out);
  if (!context.source) return;
  out.failure.candidates = {context.source->id()};
  if (context.source->flag(key::openable) && !context.source->flag(key::open))
    out.failure.suggestion = "open";
}

void Resolver::fail_noun(const NounItem& item, const Found& found, Resolution& out) {
  const TokenSpan noun = item.place.empty() ? item.noun : item.bare;
  if (is_scenery(noun, out.failure)) {
    out.outcome = Outcome::failed;
    return;
  }
  // "lamp with rope": it is the line that is not understood, not the name.
  for (uint32_t i = noun.begin + 1; found.misfit >= 0 && i + 1 < noun.end; ++i)
    if (tokens_.is(WordClass::between, i) && names_something({noun.begin, i}))
      return fail(FailureKind::not_understood, {i, noun.end}, out);
  if (noun.begin + 1 < noun.end && tokens_.is(WordClass::between, noun.begin) &&
      names_something({noun.begin + 1, noun.end}))
    return fail(FailureKind::not_understood, noun, out);
  if (found.misfit < 0) return fail(FailureKind::not_here, noun, out);
  const auto misfit = static_cast<uint32_t>(found.misfit);
  fail(FailureKind::wrong_adjective, {misfit, misfit + 1}, out);
  out.failure.rest = tokens_.typed(misfit + 1, noun.end);
  out.failure.candidates = found.misfitting;
}

void Resolver::fail_kind(const RoleContext& context, const NounItem& item, const Found& found,
                         Resolution& out) {
  FailureKind kind = FailureKind::not_here;
  if (context.role.self) kind = FailureKind::not_for_that;
  if (context.role.kind == RoleKind::person) kind = FailureKind::not_a_person;
  if (item.owner != Pronoun::none) kind = FailureKind::not_here;
  fail(kind, kind == FailureKind::not_here ? item.whole : item.noun, out);
  out.failure.candidates = {found.candidates.front().thing->id()};
}

void Resolver::fail(FailureKind kind, TokenSpan words, Resolution& out) {
  out.outcome = Outcome::failed;
  out.failure = Failure{};
  out.failure.kind = kind;
  out.failure.word = tokens_.typed(words);
  if (words.empty() || words.end > tokens_.size()) return;
  out.failure.begin = tokens_.token(words.begin).begin;
  out.failure.end = tokens_.token(words.end - 1).end;
}

void Resolver::add(Thing& thing, Resolution& out) {
  if (std::find(out.things.begin(), out.things.end(), &thing) == out.things.end())
    out.things.push_back(&thing);
}

}  // namespace reality
