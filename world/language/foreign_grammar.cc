// SPDX-License-Identifier: MIT
#include "world/language/foreign_grammar.h"

#include <algorithm>
#include <utility>

#include "engine/text.h"
#include "world/language/data_lines.h"

namespace reality {

namespace {

/// Of one typed line: the steps over each grammar line, and the commands that are looked at.
constexpr int kMostSteps = 1000;
constexpr int kMostCommands = 20;

bool is_shortcut(std::string_view line) {
  return !line.empty() && std::string_view("'\":").find(line.front()) != std::string_view::npos;
}

std::vector<std::string> words_of(std::string_view text, char separator) {
  std::vector<std::string> words;
  for (const std::string_view word : split(text, separator))
    if (!trim(word).empty()) words.push_back(fold_case(trim(word)));
  return words;
}

void append_word(std::string& out, std::string_view word) {
  if (!out.empty() && word != "," && !word.empty()) out += ' ';
  out += word;
}

}  // namespace

/// Lays one typed line over the grammar lines: finds which tokens stand in which role.
class ForeignGrammar::Matcher {
 public:
  Matcher(const Tokens& tokens, size_t begin, size_t end)
      : tokens_(tokens), begin_(begin), end_(end) {}

  void try_line(const Line& line) {
    current_ = Match{&line, {}, 0, 0};
    steps_ = kMostSteps;
    step(0, begin_);
  }
  std::optional<Match> best() { return std::move(best_); }

 private:
  void step(size_t at, size_t token) {
    const auto& grammar = current_.line->typed.tokens;
    if (--steps_ < 0) return;
    if (at == grammar.size()) {
      if (token == end_) keep(at);
      return;
    }
    if (token == end_) return keep(at);
    if (grammar[at].literal()) {
      if (!grammar[at].accepts(tokens_.word(token))) return;
      ++current_.literals;
      step(at + 1, token + 1);
      --current_.literals;
      return;
    }
    const bool text = role(at).kind == RoleKind::text && at + 1 == grammar.size();
    for (size_t end = text ? end_ : token + 1; end <= end_; ++end) {
      current_.roles.push_back({token, end});
      step(at + 1, end);
      current_.roles.pop_back();
    }
  }

  const Role& role(size_t at) const {
    const GrammarLine& line = current_.line->typed;
    return line.roles[static_cast<size_t>(line.tokens[at].role)];
  }

  // The first literal is the verb: without it nothing has been understood.
  void keep(size_t at) {
    current_.reached = at;
    if (current_.literals == 0 || (best_ && !better())) return;
    best_ = current_;
  }

  bool better() const {
    if (current_.complete() != best_->complete()) return current_.complete();
    if (current_.literals != best_->literals) return current_.literals > best_->literals;
    const auto missing = [](const Match& match) {
      return match.line->typed.tokens.size() - match.reached;
    };
    return missing(current_) < missing(*best_);
  }

  const Tokens& tokens_;
  size_t begin_;
  size_t end_;
  int steps_ = 0;
  Match current_;
  std::optional<Match> best_;
};

Result<ForeignGrammar> ForeignGrammar::read(std::string_view file, std::string_view text) {
  ForeignGrammar made;
  for (const DataLine& line : read_data_lines(text))
    if (Status good = made.read_line(line.key, line.text); !good)
      return data_error(file, line.number, good.error());
  return made;
}

Status ForeignGrammar::read_line(std::string_view key, std::string_view text) {
  if (key.empty()) return add_command(text);
  const size_t space = std::min(key.find(' '), key.size());
  const std::string_view kind = key.substr(0, space);
  const std::vector<std::string> forms = words_of(key.substr(space), '/');
  const std::vector<std::string> listed = words_of(text, ' ');
  if (kind == "word" || kind == "direction") {
    if (forms.empty() || text.empty()) return Error{"write " + std::string(kind) + " A/B: ENGLISH"};
    for (const std::string& form : forms) (kind == "word" ? words_ : directions_)[form] = text;
    return {};
  }
  if (kind != "skip" && kind != "then" && kind != "and")
    return Error{"there is no entry \"" + std::string(key) + "\""};
  auto& into = kind == "skip" ? skip_ : kind == "then" ? then_ : and_;
  into.insert(listed.begin(), listed.end());
  return {};
}

Status ForeignGrammar::add_command(std::string_view text) {
  const size_t equals = text.find(" = ");
  if (equals == std::string_view::npos) return Error{"write LINE = ENGLISH LINE"};
  Result<GrammarLine> typed = compile_grammar_line(text.substr(0, equals));
  if (!typed) return Error{typed.error()};
  Result<GrammarLine> english = compile_grammar_line(trim(text.substr(equals + 3)));
  if (!english) return Error{english.error()};
  for (const Role& role : english->roles) {
    const auto same = [&](const Role& other) { return other.name == role.name; };
    if (std::ranges::none_of(typed->roles, same))
      return Error{"the line lacks the role {" + role.name + "} of its English line"};
  }
  if (english->roles.size() != typed->roles.size())
    return Error{"the line has roles that its English line lacks"};
  for (const std::string& verb : typed->tokens.front().words) verbs_.insert(verb);
  lines_.push_back({*std::move(typed), *std::move(english)});
  return {};
}

std::optional<ForeignGrammar::Match> ForeignGrammar::match(const Tokens& tokens) const {
  size_t begin = 0;
  size_t end = tokens.size();
  if (end == 0) return std::nullopt;
  while (begin + 1 < end && skip_.contains(tokens.word(begin))) ++begin;
  Matcher matcher(tokens, begin, end);
  for (const Line& line : lines_) matcher.try_line(line);
  return matcher.best();
}

std::optional<std::string> ForeignGrammar::command(std::string_view part) const {
  const Tokens tokens(part);
  if (tokens.size() == 1 && !direction(tokens.word(0)).empty())
    return "go " + std::string(direction(tokens.word(0)));
  const std::optional<Match> found = match(tokens);
  if (!found) return std::nullopt;
  return write(*found, tokens);
}

// The English line with what was typed in its roles, up to the first role that is missing.
std::string ForeignGrammar::write(const Match& match, const Tokens& tokens) const {
  std::string out;
  size_t literals = 0;
  const GrammarLine& english = match.line->english;
  for (const GrammarToken& token : english.tokens) {
    if (token.literal()) {
      if (!match.complete() && ++literals > match.literals) break;
      append_word(out, token.words.front());
      continue;
    }
    const Role& role = english.roles[static_cast<size_t>(token.role)];
    size_t at = 0;
    while (match.line->typed.roles[at].name != role.name) ++at;
    if (at >= match.roles.size()) break;
    const Span span = match.roles[at];
    if (role.kind == RoleKind::text) {
      append_word(out, tokens.raw(span.begin, span.end));
    } else if (role.kind == RoleKind::direction && span.end == span.begin + 1 &&
               !direction(tokens.word(span.begin)).empty()) {
      append_word(out, direction(tokens.word(span.begin)));
    } else {
      append_word(out, noun(tokens, span));
    }
  }
  return out;
}

std::string ForeignGrammar::noun(const Tokens& tokens, Span span) const {
  std::string out;
  for (size_t i = span.begin; i < span.end; ++i) {
    const std::string_view word = tokens.word(i);
    if (skip_.contains(word)) continue;
    const auto known = words_.find(word);
    if (and_.contains(word)) {
      append_word(out, "and");
    } else if (known != words_.end()) {
      append_word(out, known->second);
    } else {
      append_word(out, tokens.comma(i) ? "," : tokens.typed(i, i + 1));
    }
  }
  return out.empty() ? std::string(tokens.typed(span.begin, span.end)) : out;
}

std::string_view ForeignGrammar::direction(std::string_view word) const {
  const auto known = directions_.find(word);
  return known == directions_.end() ? std::string_view() : std::string_view(known->second);
}

bool ForeignGrammar::takes_text(std::string_view part) const {
  const std::optional<Match> found = match(Tokens(part));
  if (!found || !found->complete() || found->line->typed.roles.empty()) return false;
  return found->line->typed.roles.back().kind == RoleKind::text;
}

bool ForeignGrammar::begins_command(std::string_view word) const {
  return verbs_.contains(word) || !direction(word).empty();
}

// A command ends at a full stop or semicolon, at "dann", and at "und" or a comma before a verb.
ForeignGrammar::Span ForeignGrammar::next_cut(std::string_view rest) const {
  const Tokens tokens(rest);
  size_t at = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view typed = tokens.typed(i, i + 1);
    const size_t begin = rest.find(typed, at);
    if (begin == std::string_view::npos) break;
    at = begin + typed.size();
    const bool joiner = and_.contains(tokens.word(i)) || tokens.comma(i);
    const std::string_view next = i + 1 < tokens.size() ? tokens.word(i + 1) : std::string_view();
    if (i > 0 && then_.contains(tokens.word(i))) return {begin, at};
    if (i > 0 && joiner && begins_command(next)) return {begin, at};
    if (i > 0 && joiner && then_.contains(next)) {
      const std::string_view then = tokens.typed(i + 1, i + 2);
      return {begin, rest.find(then, at) + then.size()};
    }
    const std::string_view gap = rest.substr(at, rest.find(' ', at) - at);
    const size_t stop = gap.find_first_of(".;");
    if (stop != std::string_view::npos) return {at, at + stop + 1};
  }
  return {rest.size(), rest.size()};
}

std::string ForeignGrammar::to_english(std::string_view line, bool answer) const {
  if (is_shortcut(line)) return std::string(line);
  std::string out;
  bool known = false;
  int commands = 0;
  for (std::string_view rest = trim(line); !rest.empty();) {
    const bool text = ++commands > kMostCommands || takes_text(rest);
    const Span cut = text ? Span{rest.size(), rest.size()} : next_cut(rest);
    const std::string_view part = trim(rest.substr(0, cut.begin));
    const std::optional<std::string> made = command(part);
    known = known || made;
    if (!out.empty()) out += ". ";
    out += made ? *made : std::string(part);
    rest = trim(rest.substr(cut.end));
  }
  if (known) return out;
  if (!answer) return std::string(line);
  const Tokens tokens(line);
  return tokens.size() == 0 ? std::string(line) : noun(tokens, {0, tokens.size()});
}

}  // namespace reality
