// SPDX-License-Identifier: MIT
#include "world/language/splitter.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "engine/text.h"
#include "world/language/noun_match.h"
#include "world/language/tokens.h"
#include "world/state/keys.h"

namespace reality {
namespace {

constexpr std::string_view kSpeechMarks = "'\":";
// A noun is not longer; it keeps the search for it short.
constexpr size_t kLongestNoun = 6;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Whether the line's literals before its raw text stand there, in order.
bool leads_to_text(const GrammarLine& line, const std::vector<std::string_view>& words) {
  size_t at = 1;
  for (size_t i = 1; i < line.tokens.size(); ++i) {
    const GrammarToken& token = line.tokens[i];
    if (!token.literal()) {
      if (line.roles[static_cast<size_t>(token.role)].kind == RoleKind::text)
        return at < words.size();
      continue;
    }
    while (at < words.size() && !token.accepts(words[at])) ++at;
    if (at++ >= words.size()) return false;
  }
  return false;
}

}  // namespace

Splitter::Splitter(const Grammar& grammar, Surroundings& around, std::string_view line,
                   const Lexicon& lexicon)
    : grammar_(grammar), around_(around), line_(line), lexicon_(lexicon) {
  cut();
}

void Splitter::cut() {
  for (size_t at = 0; at < line_.size();) {
    if (line_[at] == ' ') {
      ++at;
    } else if (line_[at] == ',' || is_stop(at)) {
      pieces_.push_back({line_[at] == ',' ? Kind::comma : Kind::stop, at, at + 1, {}});
      ++at;
    } else {
      size_t end = at + 1;
      while (end < line_.size() && line_[end] != ' ' && line_[end] != ',' && !is_stop(end)) ++end;
      pieces_.push_back({Kind::word, at, end, fold_word(line_.substr(at, end - at))});
      at = end;
    }
  }
}

// A point within a number is none.
bool Splitter::is_stop(size_t at) const {
  if (line_[at] == ';') return true;
  if (line_[at] != '.') return false;
  const bool after_digit = at > 0 && is_digit(line_[at - 1]);
  const bool before_word =
      at + 1 < line_.size() && std::isalnum(static_cast<unsigned char>(line_[at + 1])) != 0;
  return !(after_digit && before_word);
}

bool Splitter::is_verb(size_t piece) const {
  const Piece& it = pieces_[piece];
  return it.kind == Kind::word &&
         (!grammar_.lines(it.folded).empty() || !lexicon_.direction(it.folded).empty());
}

bool Splitter::is_joiner(size_t piece) const {
  return pieces_[piece].kind == Kind::comma ||
         (pieces_[piece].kind == Kind::word &&
          lexicon_.is(WordClass::joiner, pieces_[piece].folded));
}

bool Splitter::is_then(size_t piece) const {
  return pieces_[piece].kind == Kind::word && lexicon_.is(WordClass::then, pieces_[piece].folded);
}

bool Splitter::takes_text(size_t piece) const {
  const std::string_view rest = line_.substr(pieces_[piece].begin);
  if (kSpeechMarks.find(rest.front()) != std::string_view::npos) return true;
  for (const std::string_view quote : kTypesetQuotes)
    if (rest.starts_with(quote)) return true;
  std::vector<std::string_view> words;
  for (size_t i = piece; i < pieces_.size() && pieces_[i].kind != Kind::stop; ++i)
    words.push_back(pieces_[i].folded);
  for (const GrammarEntry* entry : grammar_.lines(pieces_[piece].folded))
    if (leads_to_text(entry->line, words)) return true;
  return false;
}

// Whether a verb is meant as a thing: "take lamp and light", where a light is in sight.
bool Splitter::names_thing(size_t piece) {
  std::vector<std::string_view> words;
  for (size_t i = piece; i < pieces_.size(); ++i) {
    if (pieces_[i].kind != Kind::word || is_joiner(i) || is_then(i)) break;
    if (words.size() == kLongestNoun) return false;
    words.push_back(pieces_[i].folded);
  }
  std::string name;
  for (const std::string_view word : words) name.append(word).append(" ");
  const auto [known, fresh] = known_names_.try_emplace(std::move(name), false);
  if (!fresh) return known->second;
  for (const Thing* thing : around_.scope())
    if (budget_.spend() && match_noun(*thing, words, false, lexicon_).quality != NounQuality::none)
      return known->second = true;
  return false;
}

// The person in sight whom these words name.
const Thing* Splitter::called(size_t begin, size_t end) {
  std::vector<std::string_view> words;
  for (size_t i = begin; i < end; ++i) {
    if (pieces_[i].kind != Kind::word || is_then(i)) return nullptr;
    if (!lexicon_.is(WordClass::article, pieces_[i].folded)) words.push_back(pieces_[i].folded);
  }
  for (const Thing* thing : around_.scope())
    if (thing->flag(key::person) && budget_.spend() &&
        match_noun(*thing, words, false, lexicon_).quality == NounQuality::exact)
      return thing;
  return nullptr;
}

// "robot, take", "tell the robot to take": where the order begins; the piece itself if none does.
size_t Splitter::after_address(size_t piece) {
  const bool told = lexicon_.is(WordClass::order, pieces_[piece].folded);
  const size_t name = told ? piece + 1 : piece;
  if (!told && is_verb(piece)) return piece;
  for (size_t i = name; i < pieces_.size() && i <= name + kLongestNoun; ++i) {
    const bool end =
        told ? lexicon_.is(WordClass::to, pieces_[i].folded) : pieces_[i].kind == Kind::comma;
    if (!end || i == name) continue;
    const Thing* who = i + 1 < pieces_.size() ? called(name, i) : nullptr;
    if (!who) return piece;
    return who->flag(key::player) ? pieces_.size() : i + 1;
  }
  return piece;
}

// The first piece of the command that begins at or after this one.
size_t Splitter::next_command(size_t piece) {
  while (piece < pieces_.size() &&
         (pieces_[piece].kind == Kind::stop || is_joiner(piece) || is_then(piece)))
    ++piece;
  return piece;
}

// The piece that ends the command which begins at this one.
size_t Splitter::end_of_command(size_t piece, size_t verb) {
  const bool begins_with_verb = is_verb(verb);
  piece = std::max(piece, verb);
  for (size_t i = piece + 1; i < pieces_.size(); ++i) {
    if (pieces_[i].kind == Kind::stop || is_then(i)) return i;
    if (!begins_with_verb || !is_joiner(i)) continue;
    const size_t next = next_command(i);
    if (next < pieces_.size() && is_verb(next) && !names_thing(next)) return i;
    i = next - 1;
  }
  return pieces_.size();
}

std::vector<std::string> Splitter::split(size_t most) {
  std::vector<std::string> commands;
  const bool pose = line_.size() > 1 && line_[0] == ';' && line_[1] != ' ' && line_[1] != ';';
  if (pose) return {std::string(line_)};
  std::string address;  // whom the orders are for
  size_t at = next_command(0);
  while (at < pieces_.size() && commands.size() <= most) {
    const size_t order = after_address(at);
    size_t verb = std::min(order, pieces_.size() - 1);
    if (order > at)
      address = line_.substr(pieces_[at].begin, pieces_[verb].begin - pieces_[at].begin);
    while (verb + 1 < pieces_.size() && lexicon_.is(WordClass::courtesy_end, pieces_[verb].folded))
      ++verb;
    const bool whole = order >= pieces_.size() || takes_text(verb);
    const size_t end = whole ? pieces_.size() : end_of_command(at, verb);
    size_t last = end;
    while (last > at + 1 && is_joiner(last - 1)) --last;  // "take lamp and. go"
    const size_t begin = pieces_[at].begin;
    const size_t stop = end == pieces_.size() ? line_.size() : pieces_[last - 1].end;
    std::string command(trim(line_.substr(begin, stop - begin)));
    commands.push_back(order > at ? command : address + command);
    at = next_command(end);
    for (size_t i = end; i < at; ++i)
      if (pieces_[i].kind == Kind::stop) address.clear();
  }
  return commands;
}

CommandList Parser::split_commands(std::string_view line, Surroundings& around,
                                   const Lexicon& lexicon) const {
  CommandList list;
  list.commands = Splitter(grammar_, around, line, lexicon).split(most_commands_);
  limit(list);
  return list;
}

void Parser::limit(CommandList& list) const {
  if (list.commands.size() <= most_commands_) return;
  list.commands.clear();
  list.failure.emplace();
  list.failure->kind = FailureKind::too_many_commands;
  list.failure->count = static_cast<uint32_t>(most_commands_);
}

}  // namespace reality
