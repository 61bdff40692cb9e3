// SPDX-License-Identifier: MIT
#include "world/language/answer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/text.h"
#include "world/language/slips.h"
#include "world/state/keys.h"

namespace reality {
namespace {

constexpr size_t kShortestSlip = 3;

TokenSpan all_of(const Tokens& tokens, size_t start) {
  size_t end = tokens.size();
  while (end > start && (tokens.blank(end - 1) || tokens.is(WordClass::courtesy_end, end - 1)))
    --end;
  return {static_cast<uint32_t>(start), static_cast<uint32_t>(end)};
}

// "2", "two", "second", "the second one": which of the list; 0 if it is no number.
uint32_t place_in_list(const Tokens& tokens, TokenSpan span) {
  const bool one =
      tokens.is(WordClass::one, span.end - 1) || tokens.is(WordClass::of, span.end - 2);
  if (span.end > span.begin + 1 && one) --span.end;
  while (span.begin < span.end && tokens.is(WordClass::article, span.begin)) ++span.begin;
  if (span.end != span.begin + 1) return 0;
  const std::string_view word = tokens.word(span.begin);
  return tokens.lexicon().number(word).value_or(tokens.lexicon().ordinal(word).value_or(0));
}

bool means_all(const Tokens& tokens, size_t at) {
  return tokens.is(WordClass::both, at) || tokens.is(WordClass::all, at);
}

// "neither", "never mind", "forget it", "no": the question is dropped.
bool drops(const Tokens& tokens, TokenSpan span) {
  if (span.empty()) return false;
  const size_t words = span.end - span.begin;
  const bool no = tokens.is(WordClass::no, span.begin) || tokens.is(WordClass::cancel, span.begin);
  if (words == 1) return no && tokens.lexicon().direction(tokens.word(span.begin)).empty();
  const bool never_mind =
      tokens.word(span.begin) == "never" && tokens.word(span.begin + 1) == "mind";
  const bool of_them =
      words <= 4 && (tokens.is(WordClass::of, span.begin + 1) ||
                     tokens.lexicon().pronoun(tokens.word(span.begin + 1)) != Pronoun::none);
  return never_mind || (tokens.is(WordClass::cancel, span.begin) && of_them);
}

// "the ball that is" before "in the box": the ball; nothing of "the one".
TokenSpan noun_before(const Tokens& tokens, TokenSpan span) {
  constexpr std::array<std::string_view, 6> kLinks = {"that", "which", "is", "are", "lies", "lie"};
  while (!span.empty() && tokens.is(WordClass::article, span.begin)) ++span.begin;
  while (!span.empty() && std::ranges::count(kLinks, tokens.word(span.end - 1))) --span.end;
  if (!span.empty() && tokens.is(WordClass::one, span.end - 1)) --span.end;
  return span;
}

// Whom "mine", "bob's" names is asked of the world: true if it is the one who has the thing.
bool has(const Thing& owner, const Thing& thing) {
  return &owner != &thing && owner.encloses(thing);
}

// The word of the thing's names that was nearly typed, or "".
std::string nearly_called(const Thing& thing, std::string_view typed) {
  for (const Atom key : {key::name, key::words}) {
    std::string folded = fold_word(thing.string(key));
    std::ranges::replace(folded, ',', ' ');
    for (const std::string_view word : split(folded, ' '))
      if (is_likely_slip(typed, word)) return std::string(word);
  }
  return {};
}

}  // namespace

std::optional<ParseResult> Answer::take(std::string_view line) {
  PendingQuestion pending = std::move(*dialogue_.question);
  dialogue_.question.clear();
  const Tokens tokens(line, comprehension_.lexicon());
  const RoleKind role = pending.question.role;
  // "Say what?" may well be answered with "no".
  const bool raw = pending.question.kind == QuestionKind::missing &&
                   (role == RoleKind::text || role == RoleKind::word);
  if (!raw && tokens.size() > 0 && drops(tokens, all_of(tokens, leading_courtesy(tokens)))) {
    Failure dropped;
    dropped.kind = FailureKind::question_dropped;
    dropped.word = line;
    return dropped;
  }
  if (pending.question.kind == QuestionKind::missing) {
    // Raw text would swallow anything; a line that is a command is not what was meant to be said.
    if (raw && comprehension_.is_command(tokens)) return std::nullopt;
    return take_missing(line, pending);
  }
  return take_which(tokens, std::move(pending));
}

// The answer may bring its own preposition, "on the shelf", instead of or beside the one asked
// with.
ParseResult Answer::take_missing(std::string_view line, const PendingQuestion& pending) {
  std::vector<std::string> lines = {pending.line + " " + std::string(line)};
  if (!pending.glue.empty())
    lines.push_back(pending.line + " " + pending.glue + " " + std::string(line));
  const Tokens asked(pending.line, comprehension_.lexicon());
  const Tokens tokens(line, comprehension_.lexicon());
  const bool placed = tokens.size() > 1 && tokens.is(WordClass::place, 0);
  if (placed && asked.size() > 2 && asked.is(WordClass::place, asked.size() - 1))
    lines.push_back(std::string(asked.raw(0, asked.size() - 1)) + " " + std::string(line));
  const Dialogue before = dialogue_;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    ParseResult result = comprehension_.understand(lines[i], pending.pins);
    if (!std::holds_alternative<Failure>(result)) return result;
    dialogue_ = before;
  }
  return comprehension_.understand(lines.back(), pending.pins);
}

std::optional<ParseResult> Answer::take_which(const Tokens& tokens, PendingQuestion pending) {
  const TokenSpan span = all_of(tokens, leading_courtesy(tokens));
  if (span.end > span.begin + 1 && tokens.is(WordClass::negation, span.begin))
    return take_others(tokens, {span.begin + 1, span.end}, std::move(pending));
  std::vector<ThingId> things;
  uint32_t begin = span.begin;
  // "red and blue": each part by itself.
  for (uint32_t at = span.begin; at <= span.end; ++at) {
    if (at < span.end && !tokens.is(WordClass::joiner, at)) continue;
    if (at > begin) {
      const std::vector<ThingId> part = chosen(tokens, {begin, at}, pending);
      if (part.empty()) return std::nullopt;
      if (part.size() > 1 && !means_all(tokens, begin)) return ask_again(std::move(pending), part);
      things.insert(things.end(), part.begin(), part.end());
    }
    begin = at + 1;
  }
  if (things.empty()) return std::nullopt;
  if (things.size() > 1 && !pending.plural) return ask_again(std::move(pending), things);
  return settle(std::move(pending), std::move(things));
}

// "not the red one": if only one is left, that one.
std::optional<ParseResult> Answer::take_others(const Tokens& tokens, TokenSpan span,
                                               PendingQuestion pending) {
  const std::vector<ThingId> unwanted = chosen(tokens, span, pending);
  if (unwanted.empty()) return std::nullopt;
  std::vector<ThingId> left = pending.question.candidates;
  std::erase_if(left,
                [&](ThingId id) { return std::ranges::find(unwanted, id) != unwanted.end(); });
  if (left.empty()) return std::nullopt;
  if (left.size() > 1) return ask_again(std::move(pending), std::move(left));
  return settle(std::move(pending), std::move(left));
}

ParseResult Answer::settle(PendingQuestion pending, std::vector<ThingId> things) {
  pending.pins.push_back({pending.begin, pending.end, std::move(things)});
  pins_ = pending.pins;
  return comprehension_.understand(pending.line, pending.pins);
}

ParseResult Answer::ask_again(PendingQuestion pending, std::vector<ThingId> candidates) {
  pending.question.candidates = std::move(candidates);
  pending.question.wrong.clear();
  Question question = pending.question;
  dialogue_.question.set(std::move(pending));
  return question;
}

std::vector<ThingId> Answer::chosen(const Tokens& tokens, TokenSpan span,
                                    const PendingQuestion& pending) {
  const std::vector<ThingId>& candidates = pending.question.candidates;
  if (means_all(tokens, span.begin)) {
    if (tokens.is(WordClass::both, span.begin) && candidates.size() > 2) return {};
    return pending.plural ? candidates : std::vector<ThingId>{};
  }
  if (tokens.is(WordClass::any, span.begin)) return {candidates.front()};
  const uint32_t place = place_in_list(tokens, span);
  if (place == kLastOrdinal) return {candidates.back()};
  if (place > 0 && place <= candidates.size()) return {candidates[place - 1]};
  std::vector<ThingId> found = named(tokens, span, candidates);
  if (found.empty()) found = owned(tokens, span, candidates);
  if (found.empty()) found = placed(tokens, span, candidates);
  if (found.empty()) found = nearly(tokens, span, candidates);
  return found;
}

// "mine", "my one", "yours", "bob's", "the tin robot's".
std::vector<ThingId> Answer::owned(const Tokens& tokens, TokenSpan span,
                                   const std::vector<ThingId>& candidates) {
  if (span.end > span.begin + 1 && tokens.is(WordClass::one, span.end - 1)) --span.end;
  const std::string_view first = tokens.word(span.begin);
  const std::string_view last = tokens.word(span.end - 1);
  const bool mine =
      tokens.is(WordClass::mine, span.begin) || tokens.lexicon().owner(first) == Pronoun::me;
  const bool another = tokens.is(WordClass::yours, span.begin) ||
                       tokens.is(WordClass::his, span.begin) ||
                       tokens.lexicon().owner(first) != Pronoun::none;
  std::vector<std::string_view> name;
  for (uint32_t i = span.begin; i < span.end; ++i)
    if (!tokens.is(WordClass::article, i)) name.push_back(tokens.word(i));
  const bool named = !name.empty() && last.ends_with("'s");
  if (named) name.back().remove_suffix(2);
  std::vector<ThingId> found;
  for (const ThingId id : candidates) {
    const Thing* thing = around_.find(id);
    const Thing* owner = thing ? thing->holder() : nullptr;
    while (owner && !owner->flag(key::person)) owner = owner->holder();
    if (!owner || !has(*owner, *thing)) continue;
    const bool me = owner == &around_.speaker();
    if (mine ? me
             : (another && !me) ||
                   (named &&
                    match_noun(*owner, name, false, tokens.lexicon()).quality != NounQuality::none))
      found.push_back(id);
  }
  return found;
}

// "the one on the shelf", "ball that is in the box", "in box"; not "put lamp in box".
std::vector<ThingId> Answer::placed(const Tokens& tokens, TokenSpan span,
                                    const std::vector<ThingId>& candidates) {
  uint32_t at = span.begin;
  while (at < span.end && !tokens.is(WordClass::place, at)) ++at;
  std::vector<ThingId> found;
  if (at + 1 >= span.end) return found;
  const TokenSpan noun = noun_before(tokens, {span.begin, at});
  NounSearch search(tokens, around_, budget_);
  for (const ThingId id : candidates) {
    const Thing* thing = around_.find(id);
    if (!thing || !thing->holder()) continue;
    if (!noun.empty() && search.fit(noun, *thing, false).quality == NounQuality::none) continue;
    if (search.fit({at + 1, span.end}, *thing->holder(), false).quality != NounQuality::none)
      found.push_back(id);
  }
  return found;
}

// "bleu": a slip in the one word that was asked for. People's names are not guessed at.
std::vector<ThingId> Answer::nearly(const Tokens& tokens, TokenSpan span,
                                    const std::vector<ThingId>& candidates) {
  while (span.begin < span.end && tokens.is(WordClass::article, span.begin)) ++span.begin;
  if (span.end > span.begin + 1 && tokens.is(WordClass::one, span.end - 1)) --span.end;
  const ParseOptions& options = comprehension_.options();
  if (span.end != span.begin + 1 || options.terse) return {};
  const std::string_view typed = tokens.word(span.begin);
  std::vector<ThingId> found;
  std::string meant;
  for (const ThingId id : candidates) {
    const Thing* thing = around_.find(id);
    if (!thing || thing->flag(key::person) || letter_count(typed) < kShortestSlip) continue;
    const std::string word = nearly_called(*thing, typed);
    if (word.empty()) continue;
    found.push_back(id);
    meant = word;
  }
  if (found.size() != 1) return {};
  if (options.remarks)
    options.remarks->push_back(
        {Remark::Kind::repaired, std::string(tokens.typed(span)), meant, {}});
  return found;
}

// Those that the words fit best: as a whole before by their beginnings.
std::vector<ThingId> Answer::named(const Tokens& tokens, TokenSpan noun,
                                   const std::vector<ThingId>& candidates) {
  NounSearch search(tokens, around_, budget_);
  std::vector<ThingId> fitting;
  for (const bool prefixes : {false, true}) {
    NounQuality best = NounQuality::adjective;
    if (prefixes) best = NounQuality::prefix;
    for (ThingId id : candidates) {
      const Thing* thing = around_.find(id);
      if (!thing) continue;
      const NounQuality quality = search.fit(noun, *thing, prefixes).quality;
      if (quality < best) continue;
      if (quality > best) fitting.clear();
      best = quality;
      fitting.push_back(id);
    }
    if (!fitting.empty()) break;
  }
  return fitting;
}

}  // namespace reality
