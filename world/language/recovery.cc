// SPDX-License-Identifier: MIT
#include "world/language/recovery.h"

#include <algorithm>
#include <utility>

#include "engine/text.h"
#include "world/language/rewrite.h"
#include "world/language/slips.h"
#include "world/state/keys.h"

namespace reality {
namespace {

constexpr size_t kMostRepairs = 8;
constexpr size_t kMostTokens = 40;   // of a longer line no word is mended
constexpr int kMostRounds = 2;       // words mended in one line
constexpr size_t kShortestSlip = 4;  // letters of a word that is mended
constexpr size_t kMostRewrites = 6;  // tried of one line

bool is_failure(const ParseResult& result) {
  return std::holds_alternative<Failure>(result);
}

// The line makes no sense as a command, rather than being about something that is not there.
bool makes_no_sense(const Failure& failure) {
  switch (failure.kind) {
    case FailureKind::unknown_verb:
    case FailureKind::unknown_word:
    case FailureKind::not_understood:
    case FailureKind::not_a_direction:
    case FailureKind::nothing_for_verb:
    case FailureKind::only_one:
    case FailureKind::unknown_place:
      return true;
    default:
      return false;
  }
}

// What the failure of another wording tells that is worth hearing.
bool tells_more(const Failure& failure) {
  return !makes_no_sense(failure) && failure.kind != FailureKind::what_to_do &&
         failure.kind != FailureKind::which_verb;
}

bool may_be_slip(const Failure& failure) {
  switch (failure.kind) {
    case FailureKind::unknown_verb:
    case FailureKind::unknown_word:
    case FailureKind::not_understood:
    case FailureKind::not_here:
    case FailureKind::wrong_adjective:
    case FailureKind::not_a_direction:
      return failure.end > failure.begin;
    default:
      return false;
  }
}

bool names_person(std::string_view name_words, std::string_view word) {
  for (const std::string_view one : split(name_words, ' '))
    if (is_one_slip(word, fold_word(one))) return true;
  return false;
}

bool is_called(const Thing& person, std::string_view word) {
  for (const std::string_view one : split(person.string(key::name), ' '))
    if (fold_word(one) == word) return true;
  return false;
}

// What came of a line, to compare it with what came of another.
std::string outcome_of(const ParseResult& result) {
  std::string out;
  const auto add = [&](const ThingId id) { out += std::to_string(id.number) + ","; };
  if (const auto* commands = std::get_if<std::vector<Command>>(&result)) {
    for (const Command& command : *commands) {
      out += "c" + std::to_string(command.action.number) + ":";
      for (const RoleBinding& role : command.roles) {
        out += role.text + ";";
        for (const ThingId id : role.things) add(id);
      }
    }
  } else if (const auto* question = std::get_if<Question>(&result)) {
    out = "q" + question->word;
    for (const ThingId id : question->candidates) add(id);
  } else if (const auto* order = std::get_if<Order>(&result)) {
    out = "o" + order->line;
  }
  return out;
}

}  // namespace

std::string with_word(const Tokens& tokens, size_t token, std::string_view word) {
  const Token& at = tokens.token(token);
  const std::string_view line = tokens.line();
  std::string made(line.substr(0, at.begin));
  made += word;
  made += line.substr(at.end);
  return made;
}

std::optional<ParseResult> Recovery::understood(const std::string& line) {
  if (budget_.exhausted()) return std::nullopt;
  Dialogue before = dialogue_;
  ParseResult result = comprehension_.understand(line);
  if (is_failure(result)) dialogue_ = std::move(before);
  return result;
}

std::optional<ParseResult> Recovery::before(std::string_view line) {
  if (line.size() > 60) return std::nullopt;
  const Tokens tokens(line, options_.lexicon);
  const size_t start = leading_courtesy(tokens);
  if (start >= tokens.size() || !options_.lexicon.begins_early(tokens.word(start)))
    return std::nullopt;
  const bool one_word = start + 1 == tokens.size();
  for (const Rewrite& rewrite : options_.lexicon.rewrites()) {
    const bool long_pattern = rewrite.pattern.find(' ') != std::string::npos;
    if (!rewrite.early || (one_word && long_pattern)) continue;
    std::optional<Failure> failure;
    auto result = try_rewrite(tokens, start, rewrite, failure);
    if (result) return result;
  }
  return std::nullopt;
}

ParseResult Recovery::after(std::string_view line, Failure failure) {
  const Tokens tokens(line, options_.lexicon);
  if (tokens.size() > kMostTokens) return failure;
  if (makes_no_sense(failure))
    if (auto result = reword(tokens, failure)) return *std::move(result);
  if (auto result = without_adverbs(tokens, failure)) return *std::move(result);
  const Tokens failed(failure.line, options_.lexicon);
  if (auto result = repair(failed, failure, kMostRounds)) return *std::move(result);
  return failure;
}

std::optional<ParseResult> Recovery::try_rewrite(const Tokens& tokens, size_t start,
                                                 const Rewrite& rewrite,
                                                 std::optional<Failure>& better) {
  const std::optional<std::string> command = rewrite_line(tokens, start, rewrite);
  if (!command || command->empty()) return std::nullopt;
  if (command->front() == '!') {
    Failure remark;
    remark.kind = FailureKind::small_talk;
    remark.word = command->substr(1);
    return remark;
  }
  auto result = understood(*command);
  if (!result || !is_failure(*result)) return result;
  Failure& failure = std::get<Failure>(*result);
  if (!better && tells_more(failure)) better = std::move(failure);
  return std::nullopt;
}

std::optional<ParseResult> Recovery::reword(const Tokens& tokens, Failure& failure) {
  const size_t start = leading_courtesy(tokens);
  std::optional<Failure> better;
  size_t tried = 0;
  // Without the courtesy at its beginning, and with it: "can i" is both.
  for (const size_t from : {start, size_t{0}}) {
    for (const Rewrite& rewrite : options_.lexicon.rewrites()) {
      if (!rewrite_line(tokens, from, rewrite)) continue;
      if (++tried > kMostRewrites) break;
      if (auto result = try_rewrite(tokens, from, rewrite, better)) return result;
    }
    if (start == 0) break;
  }
  if (!better) return std::nullopt;
  failure = *std::move(better);
  return repair(Tokens(failure.line, options_.lexicon), failure, kMostRounds);
}

std::optional<ParseResult> Recovery::without_adverbs(const Tokens& tokens, Failure& failure) {
  std::string line;
  bool dropped = false;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const bool adverb = tokens.is(WordClass::adverb, i);
    if (adverb || (tokens.comma(i) && (line.empty() || tokens.is(WordClass::adverb, i - 1)))) {
      dropped = dropped || adverb;
      continue;
    }
    if (!line.empty() && !tokens.comma(i)) line += ' ';
    line += tokens.raw(i, i + 1);
  }
  if (!dropped || line.empty()) return std::nullopt;
  auto result = understood(line);
  if (!result || !is_failure(*result)) return result;
  if (makes_no_sense(std::get<Failure>(*result)))
    if (auto reworded = reword(Tokens(line, options_.lexicon), std::get<Failure>(*result)))
      return reworded;
  if (makes_no_sense(failure) && tells_more(std::get<Failure>(*result)))
    failure = std::move(std::get<Failure>(*result));
  return std::nullopt;
}

std::optional<ParseResult> Recovery::repair(const Tokens& tokens, Failure& failure, int rounds) {
  if (rounds == 0 || !may_be_slip(failure) || failure.line != tokens.line()) return std::nullopt;
  const std::vector<Repair> repairs = repairs_of(tokens, failure);
  if (repairs.empty() || repairs.size() > kMostRepairs) return std::nullopt;
  return choose_repair(tokens, repairs, failure, rounds);
}

// Takes what all that make sense come to; if they differ, nothing is done.
std::optional<ParseResult> Recovery::choose_repair(const Tokens& tokens,
                                                   const std::vector<Repair>& repairs,
                                                   Failure& failure, int rounds) {
  const Dialogue before = dialogue_;
  std::optional<ParseResult> best;
  Dialogue after = before;
  const Repair* chosen = nullptr;
  for (const Repair& repair : repairs) {
    dialogue_ = before;
    const std::string line = with_word(tokens, repair.token, repair.word);
    auto result = understood(line);
    if (result && is_failure(*result)) {
      Failure next = std::get<Failure>(*result);
      result = this->repair(Tokens(line, options_.lexicon), next, rounds - 1);
    }
    if (!result || is_failure(*result)) continue;
    if (best && outcome_of(*best) != outcome_of(*result)) {
      dialogue_ = before;
      return std::nullopt;
    }
    if (!best) after = dialogue_;
    best = best ? best : result;
    chosen = chosen ? chosen : &repair;
  }
  dialogue_ = before;
  if (!best) return std::nullopt;
  if (options_.terse) {
    failure.suggestion = chosen->word;
    return std::nullopt;
  }
  dialogue_ = std::move(after);
  if (options_.remarks) {
    const std::string typed(tokens.typed(chosen->token, chosen->token + 1));
    options_.remarks->insert(options_.remarks->begin(),
                             {Remark::Kind::repaired, typed, chosen->word, {}});
  }
  return best;
}

std::vector<Recovery::Repair> Recovery::repairs_of(const Tokens& tokens, const Failure& failure) {
  std::vector<Repair> repairs;
  const size_t start = leading_courtesy(tokens);
  for (size_t i = start; i < tokens.size() && repairs.size() <= kMostRepairs; ++i) {
    const Token& token = tokens.token(i);
    const bool behind = token.begin >= failure.end;
    // "cup fromm shelf": what is wrong may come after the word that did not fit.
    if (token.end <= failure.begin || (behind && failure.kind != FailureKind::wrong_adjective))
      continue;
    if (letter_count(tokens.word(i)) + 1 < kShortestSlip) continue;
    if (i == start && failure.kind == FailureKind::unknown_verb) {
      add_verbs(tokens, i, repairs);
    } else if (i > start) {
      add_words(tokens, i, repairs);
    }
  }
  return repairs;
}

void Recovery::add_verbs(const Tokens& tokens, size_t token, std::vector<Repair>& repairs) {
  const std::string_view typed = tokens.word(token);
  if (letter_count(typed) < kShortestSlip) return;
  for (const std::string_view verb : grammar_.verbs_near(typed))
    repairs.push_back({token, std::string(verb)});
  for (const auto& [form, full] : options_.lexicon.directions())
    if (tokens.size() == token + 1 && form.size() >= kShortestSlip && is_one_slip(typed, form))
      repairs.push_back({token, form});
}

// Words of things in scope other than people, and small words of the grammar.
void Recovery::add_words(const Tokens& tokens, size_t token, std::vector<Repair>& repairs) {
  const std::string_view typed = tokens.word(token);
  const bool short_word = letter_count(typed) < kShortestSlip;
  std::vector<std::string> words;
  // Whoever has left, or is not seen in the dark, is no slip.
  for (const Thing* player : around_.players())
    if (!budget_.spend() || is_called(*player, typed)) return;
  for (const Thing* thing : around_.scope()) {
    if (!budget_.spend()) return;
    for (const Atom key : {key::name, key::words, key::plural}) {
      const std::string_view names = thing->string(key);
      if (thing->flag(key::person)) {
        // Whoever may be meant by the slip is not to be taken for somebody or something else.
        if (names_person(names, typed)) return;
        continue;
      }
      std::string folded = fold_word(names);
      std::replace(folded.begin(), folded.end(), ',', ' ');
      for (const std::string_view word : split(folded, ' '))
        if (word == typed)
          return;
        else if (is_likely_slip(typed, word) && (!short_word || word.size() == typed.size()))
          words.emplace_back(word);
    }
  }
  for (const std::string_view word : grammar_.literals_near(typed)) words.emplace_back(word);
  for (const auto& [form, full] : options_.lexicon.directions())
    if (!short_word && is_one_slip(typed, form) && form.size() > 3) words.push_back(form);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  for (std::string& word : words) repairs.push_back({token, std::move(word)});
}

}  // namespace reality
