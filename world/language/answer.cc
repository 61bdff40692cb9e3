// SPDX-License-Identifier: MIT
#include "world/language/answer.h"

#include <algorithm>
#include <utility>

namespace reality {
namespace {

TokenSpan all_of(const Tokens& tokens, size_t start) {
  size_t end = tokens.size();
  while (end > start && (tokens.blank(end - 1) || trailing_courtesy(tokens.word(end - 1)))) --end;
  return {static_cast<uint32_t>(start), static_cast<uint32_t>(end)};
}

// "2", "two", "second", "the second one": which of the list; 0 if it is no number.
uint32_t place_in_list(const Tokens& tokens, TokenSpan span) {
  if (span.end > span.begin + 1 && is_one(tokens.word(span.end - 1))) --span.end;
  while (span.begin < span.end && is_article(tokens.word(span.begin))) ++span.begin;
  if (span.end != span.begin + 1) return 0;
  const std::string_view word = tokens.word(span.begin);
  return number_word(word).value_or(ordinal_word(word).value_or(0));
}

bool means_all(std::string_view word) {
  return word == "both" || is_all(word);
}

bool means_any(std::string_view word) {
  return word == "any" || word == "either";
}

}  // namespace

std::optional<ParseResult> Answer::take(std::string_view line) {
  PendingQuestion pending = std::move(*dialogue_.question);
  dialogue_.question.clear();
  const Tokens tokens(line);
  if (pending.question.kind == QuestionKind::missing) {
    // Raw text would swallow anything; a line that is a command is not what was meant to be said.
    const RoleKind role = pending.question.role;
    const bool raw = role == RoleKind::text || role == RoleKind::word;
    if (raw && comprehension_.is_command(tokens)) return std::nullopt;
    return take_missing(line, pending);
  }
  return take_which(tokens, std::move(pending));
}

ParseResult Answer::take_missing(std::string_view line, const PendingQuestion& pending) {
  const std::string plain = pending.line + " " + std::string(line);
  if (!pending.glue.empty()) {
    // The answer may bring its own preposition: "on the shelf".
    Dialogue before = dialogue_;
    ParseResult result = comprehension_.understand(plain, pending.pins);
    if (std::holds_alternative<std::vector<Command>>(result)) return result;
    dialogue_ = std::move(before);
    const std::string glued = pending.line + " " + pending.glue + " " + std::string(line);
    return comprehension_.understand(glued, pending.pins);
  }
  return comprehension_.understand(plain, pending.pins);
}

std::optional<ParseResult> Answer::take_which(const Tokens& tokens, PendingQuestion pending) {
  const TokenSpan span = all_of(tokens, leading_courtesy(tokens));
  std::vector<ThingId> things;
  uint32_t begin = span.begin;
  // "red and blue": each part by itself.
  for (uint32_t at = span.begin; at <= span.end; ++at) {
    if (at < span.end && !joins_list(tokens.word(at))) continue;
    if (at > begin) {
      const std::vector<ThingId> part = chosen(tokens, {begin, at}, pending);
      if (part.empty()) return std::nullopt;
      if (part.size() > 1 && !means_all(tokens.word(begin)))
        return ask_again(std::move(pending), part);
      things.insert(things.end(), part.begin(), part.end());
    }
    begin = at + 1;
  }
  if (things.empty()) return std::nullopt;
  if (things.size() > 1 && !pending.plural) return ask_again(std::move(pending), things);
  pending.pins.push_back({pending.begin, pending.end, std::move(things)});
  return comprehension_.understand(pending.line, pending.pins);
}

ParseResult Answer::ask_again(PendingQuestion pending, std::vector<ThingId> candidates) {
  pending.question.candidates = std::move(candidates);
  Question question = pending.question;
  dialogue_.question.set(std::move(pending));
  return question;
}

std::vector<ThingId> Answer::chosen(const Tokens& tokens, TokenSpan span,
                                    const PendingQuestion& pending) {
  const std::vector<ThingId>& candidates = pending.question.candidates;
  const std::string_view first = tokens.word(span.begin);
  if (means_all(first)) {
    return pending.plural ? candidates : std::vector<ThingId>{};
  }
  if (means_any(first)) return {candidates.front()};
  const uint32_t place = place_in_list(tokens, span);
  if (place == kLastOrdinal) return {candidates.back()};
  if (place > 0 && place <= candidates.size()) return {candidates[place - 1]};
  return named(tokens, span, candidates);
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
