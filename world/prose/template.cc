// SPDX-License-Identifier: MIT
#include "world/prose/template.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <utility>

namespace reality {

namespace {

constexpr size_t kMostBytes = 64 * 1024;

struct PronounWord {
  std::string_view word;
  PronounForm form;
};
constexpr std::array kPronouns = std::to_array<PronounWord>({
    {"they", PronounForm::subject},
    {"them", PronounForm::object},
    {"their", PronounForm::possessive},
    {"theirs", PronounForm::absolute},
    {"themself", PronounForm::reflexive},
    {"themselves", PronounForm::reflexive},
});

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_role_name(std::string_view name) {
  const auto fits = [](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && is_letter(name[0]) && std::all_of(name.begin(), name.end(), fits);
}

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

std::string lower_first(std::string_view word) {
  std::string lower(word);
  if (!lower.empty() && is_upper(lower[0])) lower[0] = static_cast<char>(lower[0] - 'A' + 'a');
  return lower;
}

std::optional<PronounForm> pronoun_form(std::string_view word) {
  for (const PronounWord& pronoun : kPronouns)
    if (pronoun.word == word) return pronoun.form;
  return std::nullopt;
}

std::optional<Article> article_of(std::string_view word) {
  if (word == "the") return Article::definite;
  if (word == "a" || word == "an") return Article::indefinite;
  return std::nullopt;
}

bool cut_possessive(std::string_view& name) {
  for (const std::string_view ending : {"'s", "\u2019s"}) {
    if (!name.ends_with(ending)) continue;
    name.remove_suffix(ending.size());
    return true;
  }
  return false;
}

}  // namespace

/// Reads one message from left to right. Keeps what verbs and pronouns refer back to.
class TemplateCompiler {
 public:
  explicit TemplateCompiler(std::string_view source) { made_.source_ = source; }
  Result<Template> run();

 private:
  Status add_slot(uint32_t from, uint32_t to);
  Status add_verb(uint32_t from, uint32_t to, size_t slash);
  Status add_role(Template::Piece piece, std::string_view name);
  void add_text(uint32_t from, uint32_t to);
  Status set_words(Template::Piece& piece, std::string_view words) const;
  std::optional<uint8_t> role_index(std::string_view name);
  std::string_view source() const { return made_.source_; }
  Error error(uint32_t from, uint32_t to, std::string_view what) const;

  Template made_;
  std::optional<size_t> doer_;  // the piece that verbs agree with: never a possessive or "them"
  uint8_t subject_ = Template::kNoRole;
};

Error TemplateCompiler::error(uint32_t from, uint32_t to, std::string_view what) const {
  size_t length = std::min<size_t>(to - from, 40);
  // Never cut within a letter: a byte 10xxxxxx continues the one before it (RFC 3629 section 3).
  while (from + length < source().size() && (source()[from + length] & 0xc0) == 0x80) --length;
  std::string message = "message at \"";
  message.append(source().substr(from, length)).append("\": ");
  return Error{message.append(what)};
}

Result<Template> TemplateCompiler::run() {
  if (source().size() > kMostBytes) return error(0, 40, "longer than 64 kB");
  const auto end = static_cast<uint32_t>(source().size());
  uint32_t at = 0;
  while (at < end) {
    const auto brace =
        static_cast<uint32_t>(std::min<size_t>(source().find_first_of("{}", at), end));
    if (brace > at) add_text(at, brace);
    if (brace == end) break;
    if (source()[brace] == '}') return error(brace, end, "a } without its {");
    const size_t close = source().find_first_of("{}", brace + 1);
    if (close == std::string_view::npos || source()[close] == '{') {
      return error(brace, end, "a { without its }");
    }
    at = static_cast<uint32_t>(close) + 1;
    if (Status status = add_slot(brace, at); !status) return Error{status.error()};
    if (made_.pieces_.size() > Template::kMostPieces) return error(brace, at, "too many pieces");
  }
  return std::move(made_);
}

void TemplateCompiler::add_text(uint32_t from, uint32_t to) {
  Template::Piece piece;
  piece.from = from;
  piece.to = to;
  made_.pieces_.push_back(piece);
  // A new sentence has a subject of its own.
  const std::string_view text = made_.part(from, to);
  if (text.find_first_of(".!?\n") != std::string_view::npos) subject_ = Template::kNoRole;
}

/// `from` and `to` enclose the braces.
Status TemplateCompiler::add_slot(uint32_t from, uint32_t to) {
  const std::string_view words = made_.part(from + 1, to - 1);
  if (const size_t slash = words.find('/'); slash != std::string_view::npos) {
    return add_verb(from, to, slash);
  }
  Template::Piece piece;
  piece.kind = Template::Kind::name;
  piece.from = from;
  piece.to = to;
  if (Status status = set_words(piece, words); !status) return error(from, to, status.error());
  return add_role(piece, words.substr(words.find(' ') + 1));
}

/// The word before the role's name, if there is one: an article or a pronoun.
Status TemplateCompiler::set_words(Template::Piece& piece, std::string_view words) const {
  const size_t space = words.find(' ');
  const std::string first = lower_first(words.substr(0, space));
  const auto article = article_of(first);
  const auto form = pronoun_form(first);
  if (space == std::string_view::npos) {
    return article || form ? Status(Error{"which role? write {" + first + " ROLE}"}) : Status();
  }
  piece.capital = is_upper(words[0]);
  if (article) {
    piece.article = *article;
  } else if (form) {
    piece.kind = Template::Kind::pronoun;
    piece.form = *form;
  } else {
    return Error{"before a role stands the, a, they, them, their, theirs or themself"};
  }
  return {};
}

Status TemplateCompiler::add_role(Template::Piece piece, std::string_view name) {
  if (piece.kind == Template::Kind::name) piece.possessive = cut_possessive(name);
  if (!is_role_name(name)) return error(piece.from, piece.to, "that is no name of a role");
  const std::optional<uint8_t> role = role_index(name);
  if (!role) return error(piece.from, piece.to, "a message names at most 16 roles");
  piece.role = *role;
  if (piece.kind == Template::Kind::name && subject_ != *role) piece.subject = subject_;
  const bool nominative =
      piece.kind == Template::Kind::name ? !piece.possessive : piece.form == PronounForm::subject;
  if (name == "actor" && nominative) subject_ = *role;
  if (nominative) doer_ = made_.pieces_.size();
  made_.pieces_.push_back(piece);
  return {};
}

Status TemplateCompiler::add_verb(uint32_t from, uint32_t to, size_t slash) {
  const std::string_view forms = made_.part(from + 1, to - 1);
  if (slash == 0 || slash + 1 == forms.size() ||
      forms.find('/', slash + 1) != std::string_view::npos) {
    return error(from, to, "a verb has two forms: {press/presses}");
  }
  if (!doer_) {
    return error(from, to, "no role stands before this verb, with which it could agree");
  }
  Template::Piece& named = made_.pieces_[*doer_];
  named.subject = Template::kNoRole;  // who does something is not "herself"
  subject_ = named.role;
  Template::Piece piece;
  piece.kind = Template::Kind::verb;
  piece.role = named.role;
  piece.after_pronoun = named.kind == Template::Kind::pronoun;
  piece.from = from + 1;
  piece.middle = from + 1 + static_cast<uint32_t>(slash);
  piece.to = to - 1;
  made_.pieces_.push_back(piece);
  return {};
}

std::optional<uint8_t> TemplateCompiler::role_index(std::string_view name) {
  for (size_t i = 0; i < made_.roles_.size(); ++i)
    if (made_.role(i) == name) return static_cast<uint8_t>(i);
  if (made_.roles_.size() == Template::kMostRoles) return std::nullopt;
  const auto from = static_cast<uint32_t>(name.data() - source().data());
  made_.roles_.push_back({from, from + static_cast<uint32_t>(name.size())});
  return static_cast<uint8_t>(made_.roles_.size() - 1);
}

Result<Template> Template::compile(std::string_view source) {
  return TemplateCompiler(source).run();
}

Result<const Template*> Templates::get(std::string_view source) {
  if (const auto known = by_source_.find(source); known != by_source_.end()) {
    recent_.splice(recent_.begin(), recent_, known->second);
    return &recent_.front();
  }
  Result<Template> made = Template::compile(source);
  if (!made) return Error{made.error()};
  if (recent_.size() >= most_ && !recent_.empty()) {
    by_source_.erase(recent_.back().source());
    recent_.pop_back();
  }
  // The key is a view of the kept template's own text, which stays where it is.
  recent_.push_front(std::move(*made));
  by_source_.emplace(recent_.front().source(), recent_.begin());
  return &recent_.front();
}

}  // namespace reality
