// SPDX-License-Identifier: MIT
//
// The part of the resolver that chooses among the things that a noun fits.
#include <algorithm>

#include "world/language/resolver.h"
#include "world/prose/naming.h"
#include "world/state/keys.h"

namespace reality {
namespace {

constexpr size_t kMostCandidates = 50;

constexpr Atom kSwitchable = key::of("switchable");
constexpr Atom kContainer = key::of("container");
constexpr Atom kSurface = key::of("surface");

bool is_likely(Likely likely, const Thing& thing) {
  switch (likely) {
    case Likely::open:
      return thing.flag(key::openable) && thing.flag(key::open);
    case Likely::shut:
      return thing.flag(key::openable) && !thing.flag(key::open);
    case Likely::locked:
      return thing.flag(key::locked);
    case Likely::unlocked:
      return thing.get(key::lock_key).type() != ValueType::nil && !thing.flag(key::locked);
    case Likely::on:
      return thing.flag(key::switched_on) || thing.flag(key::light);
    case Likely::off:
      return thing.flag(kSwitchable) && !thing.flag(key::switched_on);
    case Likely::nothing:
      break;
  }
  return false;
}

// "put", "give": what is not in hand is picked up first.
bool lifts(const RoleContext& context) {
  return context.role.kind == RoleKind::held && context.entry.line.roles.size() > 1;
}

// Whether the thing can be so at all: a gem is neither open nor shut.
bool can_be(Likely likely, const Thing& thing) {
  switch (likely) {
    case Likely::open:
    case Likely::shut:
      return thing.flag(key::openable);
    case Likely::locked:
    case Likely::unlocked:
      return thing.get(key::lock_key).type() != ValueType::nil || thing.flag(key::locked);
    case Likely::on:
    case Likely::off:
      return thing.flag(kSwitchable) || thing.flag(key::light);
    case Likely::nothing:
      break;
  }
  return true;
}

}  // namespace

// "open the box and take the gem. close it": the box.
ThingId Resolver::likely_antecedent(const RoleContext& context, ThingId it) {
  const Thing* thing = around_.find(it);
  if (!thing || can_be(context.role.likely, *thing)) return it;
  for (size_t i = dialogue_.recent.size(); i-- > 0;) {
    const Thing* other = around_.find(dialogue_.recent[i]);
    if (other && can_be(context.role.likely, *other) && search_.in_scope(*other))
      return other->id();
  }
  return it;
}

// "take the gem out of it", where the gem was spoken of last: what it is in, or could be in.
bool Resolver::resolve_otherwise(const RoleContext& context, const Thing& taken, Resolution& out) {
  const NounPhrase phrase = read_noun_phrase(tokens_, context.span);
  if (phrase.items.size() != 1 || phrase.items.front().pronoun != Pronoun::it) return false;
  for (size_t i = dialogue_.recent.size(); i-- > 0;) {
    Thing* other = around_.find(dialogue_.recent[i]);
    if (!other || other == &taken || other->flag(key::person) || !search_.in_scope(*other))
      continue;
    if (!other->flag(kContainer) && !other->flag(kSurface) && taken.holder() != other) continue;
    out = Resolution{};
    add(*other, out);
    return true;
  }
  return false;
}

// What the kind of the role makes likely. Whoever takes a coin with one in hand means another.
int Resolver::preference(const RoleContext& context, const Thing& thing) {
  const Thing& actor = around_.actor();
  if (context.source) return thing.holder() == context.source ? 2 : 0;
  const bool at_hand = thing.holder() == &actor;
  const Relation relation = thing.relation();
  switch (context.role.kind) {
    case RoleKind::held:
      if (at_hand) return relation == Relation::held ? 3 : 2;
      // What is where it is to go is meant least.
      return std::ranges::find(context.others, thing.holder()) == context.others.end() ? 1 : 0;
    case RoleKind::worn:
      return at_hand ? (relation == Relation::worn ? 2 : 1) : 0;
    case RoleKind::person:
      return &thing == &actor ? 0 : 1;
    default:
      return context.role.plural && !actor.encloses(thing) ? 1 : 0;
  }
}

bool Resolver::owned_by(const NounItem& item, const Thing& thing) {
  if (item.owner == Pronoun::me) {
    const Thing& me = around_.speaker();
    return me.encloses(thing) && &me != &thing;
  }
  // "your" of nobody in particular: anybody's but the actor's own.
  if (item.owner == Pronoun::you && !dialogue_.addressed) {
    for (const Thing* at = thing.holder(); at; at = at->holder())
      if (at->flag(key::person)) return at != &around_.actor();
    return false;
  }
  for (ThingId id : antecedents(item.owner)) {
    const Thing* owner = around_.find(id);
    if (owner && owner != &thing && owner->encloses(thing)) return true;
  }
  return false;
}

std::vector<Resolver::Ranked> Resolver::rank(const RoleContext& context, const NounItem& item,
                                             const Found& found) {
  std::vector<Ranked> ranked;
  ranked.reserve(found.candidates.size());
  const bool owned = item.owner != Pronoun::none;
  NounQuality best = NounQuality::none;
  for (const Candidate& candidate : found.candidates) best = std::max(best, candidate.quality);
  for (const Candidate& candidate : found.candidates) {
    Thing& thing = *candidate.thing;
    // A lamp post with a verb of its own is not what "lamp" means where there is a lamp.
    if (context.role.self && candidate.quality < best) continue;
    if (!allowed(context, thing) || (owned && !owned_by(item, thing))) continue;
    ranked.push_back({&thing, preference(context, thing), true, candidate.quality, candidate.plural,
                      is_likely(context.role.likely, thing)});
  }
  const auto beyond = [&](const Ranked& one) { return around_.is_beyond(*one.thing); };
  if (ranked.size() > 1 && !std::all_of(ranked.begin(), ranked.end(), beyond))
    std::erase_if(ranked, beyond);
  drop_last_meant(item, ranked);
  // Reach is asked only where it can make a difference.
  if (ranked.size() > 1)
    for (Ranked& one : ranked) one.reached = budget_.spend() && around_.reaches(*one.thing);
  return ranked;
}

// "the other one": not the one of them that was meant last.
void Resolver::drop_last_meant(const NounItem& item, std::vector<Ranked>& ranked) {
  if (!item.other || ranked.size() < 2) return;
  for (size_t i = dialogue_.recent.size(); i-- > 0;) {
    const auto meant = [&](const Ranked& one) { return one.thing->id() == dialogue_.recent[i]; };
    if (std::erase_if(ranked, meant) > 0) return;
  }
}

// "any ball", "a ball": it is for us to choose.
bool Resolver::may_choose(const NounItem& item) const {
  return item.quantity == Quantity::any || (item.loose && item.quantity == Quantity::one);
}

void Resolver::choose(const RoleContext& context, const NounItem& item, std::vector<Ranked> ranked,
                      Resolution& out) {
  if (ranked.size() == 1) out.score += ranked.front().key();
  if (item.quantity == Quantity::number)
    return choose_number(context, item, std::move(ranked), out);
  if (item.quantity == Quantity::ordinal) return choose_ordinal(item, std::move(ranked), out);
  if (item.quantity == Quantity::all) return choose_every(context, item, ranked, out);
  int best = 0;
  for (const Ranked& one : ranked) best = std::max(best, one.key());
  std::erase_if(ranked, [&](const Ranked& one) { return one.key() < best; });
  if (!ranked.empty() && ranked.front().quality == NounQuality::prefix) out.guessed = true;
  const bool plural =
      std::any_of(ranked.begin(), ranked.end(), [](const Ranked& one) { return one.plural; });
  if (plural && !may_choose(item) && (context.role.plural || context.role.self)) {
    for (const Ranked& one : ranked) add(*one.thing, out);
    return;
  }
  choose_one(item, std::move(ranked), out);
}

// The first of what cannot be told apart is as good as any.
void Resolver::choose_one(const NounItem& item, std::vector<Ranked> ranked, Resolution& out) {
  std::vector<Ranked> kinds;
  for (const Ranked& one : ranked) {
    const auto same = [&](const Ranked& other) {
      return indistinguishable(*one.thing, *other.thing);
    };
    if (!budget_.spend()) break;
    if (std::none_of(kinds.begin(), kinds.end(), same)) kinds.push_back(one);
    if (kinds.size() == kMostCandidates) break;
  }
  if (kinds.size() == 1 || may_choose(item)) {
    out.chosen = out.chosen || kinds.size() > 1;
    return add(*kinds.front().thing, out);
  }
  ask(item.noun, kinds, out);
}

void Resolver::ask(TokenSpan noun, const std::vector<Ranked>& ranked, Resolution& out) {
  out.outcome = Outcome::ask;
  out.asked = noun;
  for (const Ranked& one : ranked) out.candidates.push_back(one.thing->id());
}

// "2 coins": those that are preferred; of these the likeliest, nearest first.
void Resolver::choose_number(const RoleContext& context, const NounItem& item,
                             std::vector<Ranked> ranked, Resolution& out) {
  int best = lifts(context) ? 1 : 0;
  if (best == 0)
    for (const Ranked& one : ranked) best = std::max(best, one.preference);
  std::erase_if(ranked, [&](const Ranked& one) { return one.preference < best; });
  if (item.both && ranked.size() > 2) return ask(item.noun, ranked, out);
  if (item.number == 0 || ranked.size() < item.number) return not_enough(item, ranked, out);
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Ranked& a, const Ranked& b) { return a.key() > b.key(); });
  for (size_t i = 0; i < item.number; ++i) add(*ranked[i].thing, out);
}

// "take second coin" does not count what is in hand already.
void Resolver::choose_ordinal(const NounItem& item, std::vector<Ranked> ranked, Resolution& out) {
  int best = 0;
  for (const Ranked& one : ranked) best = std::max(best, one.preference);
  std::erase_if(ranked, [&](const Ranked& one) { return one.preference < best; });
  const size_t number = item.number == kLastOrdinal ? ranked.size() : item.number;
  if (number == 0 || number > ranked.size()) return not_enough(item, ranked, out);
  add(*ranked[number - 1].thing, out);
}

// Says how many there are; what they are called only if all are called the same.
void Resolver::not_enough(const NounItem& item, const std::vector<Ranked>& ranked,
                          Resolution& out) {
  fail(FailureKind::not_enough, item.noun, out);
  out.failure.count = static_cast<uint32_t>(ranked.size());
  if (item.number == 0) out.failure.suggestion = "none";
  const bool alike = std::all_of(ranked.begin(), ranked.end(), [&](const Ranked& one) {
    return is_alike(*one.thing, *ranked.front().thing);
  });
  if (ranked.empty() || !alike) return;
  out.failure.candidates = {ranked.front().thing->id()};
  append_plural(out.failure.rest, *ranked.front().thing);
}

// What was put on last comes off first.
void Resolver::outermost_first(const RoleContext& context, Resolution& out) {
  if (context.role.kind == RoleKind::worn) std::reverse(out.things.begin(), out.things.end());
}

void Resolver::choose_every(const RoleContext& context, const NounItem& item,
                            const std::vector<Ranked>& ranked, Resolution& out) {
  const size_t before = out.things.size();
  for (const Ranked& one : ranked)
    if (budget_.spend() && belongs_to_all(context, item, *one.thing)) add(*one.thing, out);
  if (lifts(context) && out.things.size() == before)
    // "put all coins in the box" with none in hand: those that lie about.
    for (const Ranked& one : ranked)
      if (one.preference > 0 && one.reached && is_free(*one.thing) && is_at(item, *one.thing))
        add(*one.thing, out);
  outermost_first(context, out);
}

void Resolver::resolve_player(const RoleContext& context, Resolution& out) {
  const TokenSpan span = context.span;
  for (const Pin& pin : pins_)
    for (ThingId id : pin.things)
      for (Thing* player : around_.players())
        if (pin.begin == span.begin && pin.end == span.end && player->id() == id)
          return add(*player, out);
  const Pronoun pronoun = tokens_.lexicon().pronoun(tokens_.word(span.begin));
  const std::vector<ThingId> meant = antecedents(pronoun);
  const std::string name = fold_word(tokens_.typed(span.begin, span.end));
  std::vector<Ranked> whole;
  std::vector<Ranked> begun;
  for (Thing* player : around_.players()) {
    if (!budget_.spend()) break;
    const bool self = pronoun == Pronoun::me && player == &around_.actor();
    const bool said = std::find(meant.begin(), meant.end(), player->id()) != meant.end();
    if (self || said || match_whole_name(*player, name, false)) whole.push_back({player});
    if (match_whole_name(*player, name, true)) begun.push_back({player});
  }
  std::vector<Ranked>& found = whole.empty() ? begun : whole;
  if (found.empty() || name.empty()) return fail(FailureKind::nobody_called, span, out);
  if (found.size() == 1) return add(*found.front().thing, out);
  found.resize(std::min(found.size(), kMostCandidates));
  ask(span, found, out);
}

}  // namespace reality
