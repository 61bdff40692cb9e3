// SPDX-License-Identifier: MIT
#include "world/language/comprehension.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "world/state/keys.h"

namespace reality {
namespace {

bool is_failure(const ParseResult& result) {
  return std::holds_alternative<Failure>(result);
}

// The literals that stand before the next role, in their first form: "in".
std::string glue_of(const Layout& layout) {
  std::string glue;
  const auto& tokens = layout.entry->line.tokens;
  for (size_t i = layout.reached; i < tokens.size() && tokens[i].literal(); ++i) {
    if (!glue.empty()) glue += ' ';
    glue += tokens[i].words.front();
  }
  return glue;
}

constexpr size_t kMostRecent = 8;

bool lacks_role(const Layout& layout) {
  return layout.filled < layout.entry->line.roles.size();
}

// How natural it is to ask for what the line lacks: "put what?" before "put down what?", little
// before much, a thing before a person.
std::tuple<bool, size_t, bool> unlikeliness(const Layout& layout) {
  const GrammarLine& line = layout.entry->line;
  return {line.tokens[layout.reached].literal(), line.tokens.size() - layout.reached,
          line.roles[layout.filled].kind == RoleKind::person};
}

}  // namespace

Failure failure_at(FailureKind kind, const Tokens& tokens, TokenSpan words) {
  Failure failure;
  failure.kind = kind;
  failure.word = tokens.typed(words);
  if (words.empty() || words.end > tokens.size()) return failure;
  failure.begin = tokens.token(words.begin).begin;
  failure.end = tokens.token(words.end - 1).end;
  return failure;
}

void note_antecedent(Dialogue& dialogue, const Thing& thing) {
  if (thing.flag(key::person)) dialogue.addressed = thing.id();
  std::erase(dialogue.recent, thing.id());
  if (dialogue.recent.size() >= kMostRecent) dialogue.recent.erase(dialogue.recent.begin());
  dialogue.recent.push_back(thing.id());
  const std::string_view pronoun = thing.string(key::pronoun);
  if (pronoun == "he") {
    dialogue.him = thing.id();
  } else if (pronoun == "she") {
    dialogue.her = thing.id();
  } else if (pronoun == "they") {
    dialogue.they = thing.id();
    dialogue.they_last = true;
  } else if (pronoun.empty() && thing.flag(key::person)) {
    // Somebody who has not said: any pronoun will do.
    dialogue.him = dialogue.her = dialogue.they = thing.id();
    dialogue.they_last = dialogue.them.empty();
  } else {
    dialogue.it = thing.id();
  }
}

void remember(const std::vector<Command>& commands, Surroundings& around, Dialogue& dialogue) {
  std::vector<ThingId> several;
  // Backwards: of several things the first one named is "it".
  for (size_t i = commands.size(); i-- > 0;) {
    for (size_t role = commands[i].roles.size(); role-- > 0;) {
      const std::vector<ThingId>& things = commands[i].roles[role].things;
      const bool list =
          commands[i].many && !things.empty() && (things.size() > 1 || commands.size() > 1);
      if (list) several.insert(several.begin(), things.begin(), things.end());
      const Thing* thing = things.size() == 1 ? around.find(things.front()) : nullptr;
      if (thing && thing != &around.actor()) note_antecedent(dialogue, *thing);
    }
  }
  if (several.size() < 2) return;
  dialogue.them = std::move(several);
  dialogue.they_last = false;
}

ParseResult Comprehension::understand(std::string_view line, std::span<const Pin> pins) {
  Tokens tokens(line, options_.lexicon);
  const size_t start = leading_courtesy(tokens);
  if (start < tokens.size()) return understand_from(tokens, start, pins);
  if (tokens.size() == 0) return std::vector<Command>{};
  return failure_at(FailureKind::unknown_verb, tokens, {0, 1});
}

ParseResult Comprehension::understand_order(const Order& order) {
  Tokens tokens(order.line, options_.lexicon);
  ordered_ = order.who;
  if (order.start >= tokens.size()) return failure_at(FailureKind::unknown_verb, tokens, {0, 1});
  const size_t start = leading_courtesy(tokens, order.start);
  return understand_from(tokens, start < tokens.size() ? start : order.start, order.pins);
}

ParseResult Comprehension::understand_from(Tokens& tokens, size_t start,
                                           std::span<const Pin> pins) {
  ParseResult result = read(tokens, start, pins);
  while (is_failure(result) && !budget_.exhausted()) {
    size_t idle = trailing_courtesy(tokens, start);
    if (idle == 0) break;
    while (idle-- > 0) tokens.drop_last();
    result = read(tokens, start, pins);
  }
  if (budget_.exhausted()) {
    dialogue_.question.clear();
    result = Failure{};
    std::get<Failure>(result).kind = FailureKind::too_complex;
  }
  Failure* failure = std::get_if<Failure>(&result);
  if (failure && failure->line.empty()) failure->line = tokens.line();
  return result;
}

bool Comprehension::is_command(const Tokens& tokens) {
  const size_t start = leading_courtesy(tokens);
  if (start >= tokens.size()) return false;
  if (!tokens.lexicon().direction(tokens.word(start)).empty()) return true;
  Resolver resolver(tokens, around_, dialogue_, {}, declined_, budget_);
  return !open_lines(tokens.word(start), resolver).empty();
}

ParseResult Comprehension::read(Tokens& tokens, size_t start, std::span<const Pin> pins) {
  if (tokens.is(WordClass::order, start))
    if (auto told = read_told(tokens, start, pins)) return *std::move(told);
  if (!grammar_.lines(tokens.word(start)).empty()) return read_verb(tokens, start, pins);
  return read_other(tokens, start, pins);
}

// A behaviour's lines are there only while something in scope carries it.
std::vector<const GrammarEntry*> Comprehension::open_lines(std::string_view verb,
                                                           Resolver& resolver) {
  std::vector<const GrammarEntry*> open;
  Atom last;
  bool carried = false;
  for (const GrammarEntry* entry : grammar_.lines(verb)) {
    if (entry->owner && entry->owner != last) {
      last = entry->owner;
      carried = resolver.carrier(*entry) != nullptr;
    }
    if (!entry->owner || carried) open.push_back(entry);
  }
  return open;
}

ParseResult Comprehension::read_verb(const Tokens& tokens, size_t start,
                                     std::span<const Pin> pins) {
  Resolver resolver(tokens, around_, dialogue_, pins, declined_, budget_);
  const auto lines = open_lines(tokens.word(start), resolver);
  if (lines.empty()) return read_other(tokens, start, pins);
  const Layouts layouts = find_layouts(tokens, start, lines, budget_);
  std::optional<Reading> best = best_of(layouts.complete, resolver);
  if (best && best->outcome != Outcome::failed)
    return conclude(*best, tokens, start, layouts, pins);
  std::optional<Reading> partial;
  // Who declined a command has not asked for more words.
  if (declined_.empty()) partial = best_partial(layouts.partial, resolver);
  if (!partial && !best) return not_understood(tokens, start, layouts.furthest, resolver);
  // "take ball from" fails as a noun, "give ball" as a person: both say enough to be asked about.
  const bool ask = partial && partial->outcome != Outcome::failed &&
                   (!best || partial->layout.literals > best->layout.literals ||
                    partial->resolved > best->resolved);
  if (ask) return ask_missing(*partial, tokens, start, pins);
  if (!best || (partial && partial->outcome == Outcome::failed && better(*partial, *best)))
    best = std::move(partial);
  return conclude(*best, tokens, start, layouts, pins);
}

std::optional<Reading> Comprehension::best_of(const std::vector<Layout>& layouts,
                                              Resolver& resolver) {
  std::optional<Reading> best;
  for (const Layout& layout : layouts) {
    if (budget_.exhausted()) break;
    std::optional<Reading> reading = read_layout(layout, resolver, declined_);
    if (reading && (!best || better(*reading, *best))) best = std::move(reading);
  }
  return best;
}

// Of the lines that go on where the typed one ends, the one that lacks least.
std::optional<Reading> Comprehension::best_partial(const std::vector<Layout>& layouts,
                                                   Resolver& resolver) {
  std::optional<Reading> best;
  for (const Layout& layout : layouts) {
    if (budget_.exhausted()) break;
    if (!lacks_role(layout)) continue;
    std::optional<Reading> reading = read_layout(layout, resolver, declined_);
    if (!reading) continue;
    const bool failed = reading->outcome == Outcome::failed;
    if (!best || (failed ? better(*reading, *best)
                         : best->outcome == Outcome::failed ||
                               unlikeliness(layout) < unlikeliness(best->layout)))
      best = std::move(reading);
  }
  return best;
}

ParseResult Comprehension::conclude(const Reading& reading, const Tokens& tokens, size_t start,
                                    const Layouts& layouts, std::span<const Pin> pins) {
  const std::string_view verb = tokens.typed(start, start + 1);
  if (reading.outcome == Outcome::found) {
    for (const Resolution& role : reading.roles)
      if (role.chosen && options_.remarks)
        options_.remarks->push_back({Remark::Kind::chosen, {}, {}, role.things.front()->id()});
    return commands_of(reading, tokens, verb, layouts.complete, around_, declined_);
  }
  if (reading.outcome == Outcome::ask) return ask_which(reading, tokens, pins);
  note_mentioned(reading);
  Failure failure = reading.cause().failure;
  failure.verb = verb;
  return failure;
}

// What a failed command has named may be spoken of again: "it" is what was meant.
void Comprehension::note_mentioned(const Reading& reading) {
  for (size_t i = reading.roles.size(); i-- > 0;) {
    const Resolution& role = reading.roles[i];
    if (role.outcome == Outcome::found && role.things.size() == 1 && !role.many &&
        role.things.front() != &around_.actor())
      note_antecedent(dialogue_, *role.things.front());
  }
}

ParseResult Comprehension::ask_which(const Reading& reading, const Tokens& tokens,
                                     std::span<const Pin> pins) {
  const Resolution& cause = reading.cause();
  const Role& role = reading.layout.entry->line.roles[static_cast<size_t>(reading.decisive)];
  PendingQuestion pending;
  pending.question.kind = QuestionKind::which;
  pending.question.word = tokens.typed(cause.asked.begin, cause.asked.end);
  pending.question.role = role.kind;
  pending.question.candidates = cause.candidates;
  pending.line = tokens.line();
  pending.begin = cause.asked.begin;
  pending.end = cause.asked.end;
  pending.plural = role.plural || role.self;
  pending.pins.assign(pins.begin(), pins.end());
  Question question = pending.question;
  dialogue_.question.set(std::move(pending));
  return question;
}

ParseResult Comprehension::ask_missing(const Reading& reading, const Tokens& tokens, size_t start,
                                       std::span<const Pin> pins) {
  const Layout& layout = reading.layout;
  PendingQuestion pending;
  pending.glue = glue_of(layout);
  pending.question.kind = QuestionKind::missing;
  pending.question.word = tokens.typed(start, tokens.size());
  if (!pending.glue.empty()) pending.question.word += " " + pending.glue;
  pending.question.role = layout.entry->line.roles[layout.filled].kind;
  // Up to the last token: a question mark after it must not stand before the answer.
  pending.line = tokens.typed(0, tokens.size());
  pending.pins.assign(pins.begin(), pins.end());
  Question question = pending.question;
  dialogue_.question.set(std::move(pending));
  return question;
}

bool Comprehension::knows(std::string_view word, TokenSpan token, Resolver& resolver) const {
  const Lexicon& lexicon = options_.lexicon;
  for (const WordClass sort :
       {WordClass::article, WordClass::all, WordClass::joiner, WordClass::except})
    if (lexicon.is(sort, word)) return true;
  return grammar_.knows_word(word) || !lexicon.direction(word).empty() ||
         lexicon.pronoun(word) != Pronoun::none || lexicon.number(word) || lexicon.ordinal(word) ||
         resolver.names_something(token);
}

ParseResult Comprehension::not_understood(const Tokens& tokens, size_t start, size_t furthest,
                                          Resolver& resolver) {
  const size_t at = std::clamp(furthest, start, tokens.size() - 1);
  const TokenSpan token{static_cast<uint32_t>(at), static_cast<uint32_t>(at + 1)};
  if (at > start && !knows(tokens.word(at), token, resolver))
    return failure_at(FailureKind::unknown_word, tokens, token);
  const size_t rest = std::max(at, std::min(start + 1, tokens.size()));
  const TokenSpan words{static_cast<uint32_t>(rest), static_cast<uint32_t>(tokens.size())};
  Failure failure = failure_at(FailureKind::not_understood, tokens, words);
  failure.verb = tokens.typed(start, start + 1);
  return failure;
}

}  // namespace reality
