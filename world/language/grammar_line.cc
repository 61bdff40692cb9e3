// SPDX-License-Identifier: MIT
#include "world/language/grammar_line.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/text.h"

namespace reality {
namespace {

constexpr size_t kMostTokens = 16;

constexpr std::array<std::pair<std::string_view, RoleKind>, 9> kKinds{{
    {"thing", RoleKind::thing},
    {"held", RoleKind::held},
    {"worn", RoleKind::worn},
    {"person", RoleKind::person},
    {"anyone", RoleKind::anyone},
    {"text", RoleKind::text},
    {"word", RoleKind::word},
    {"direction", RoleKind::direction},
    {"place", RoleKind::place},
}};

constexpr std::array<std::pair<std::string_view, Likely>, 6> kLikely{{
    {"open", Likely::open},
    {"shut", Likely::shut},
    {"locked", Likely::locked},
    {"unlocked", Likely::unlocked},
    {"on", Likely::on},
    {"off", Likely::off},
}};

Error fault(std::string_view line, const std::string& what) {
  return Error{"grammar line \"" + std::string(line) + "\": " + what};
}

std::optional<RoleKind> kind_named(std::string_view name) {
  for (const auto& [word, kind] : kKinds)
    if (word == name) return kind;
  return std::nullopt;
}

bool is_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

// Takes "?open" off the end.
Result<Likely> cut_likely(std::string_view& inside, std::string_view line) {
  const size_t mark = inside.find('?');
  if (mark == std::string_view::npos) return Likely::nothing;
  const std::string_view hint = inside.substr(mark + 1);
  inside = inside.substr(0, mark);
  for (const auto& [word, likely] : kLikely)
    if (word == hint) return likely;
  return fault(line, "what is likely is one of open, shut, locked, unlocked, on, off");
}

Result<Role> compile_role(std::string_view inside, std::string_view line) {
  const Result<Likely> likely = cut_likely(inside, line);
  if (!likely) return Error{likely.error()};
  const size_t colon = inside.find(':');
  const std::string_view name = inside.substr(0, colon);
  Role role{std::string(name), RoleKind::thing, name == "things", name == "self"};
  if (!is_name(name))
    return fault(line, "a role is named in small letters, as in {thing} or {words:text}");
  if (colon != std::string_view::npos) {
    const std::string_view word = inside.substr(colon + 1);
    const std::optional<RoleKind> kind = kind_named(word);
    if (!kind)
      return fault(line,
                   "there is no kind \"" + std::string(word) +
                       "\"; there are held, worn, person, anyone, text, word, direction, place");
    role.kind = *kind;
  }
  if ((role.plural || role.self) && !names_things(role.kind))
    return fault(line, "{" + role.name + "} stands for things and cannot be " +
                           std::string(inside.substr(colon + 1)));
  role.likely = *likely;
  if (role.plural) role.name = "thing";
  return role;
}

Status add_role(GrammarLine& line, std::string_view word) {
  if (word.size() < 2 || word.back() != '}')
    return fault(line.text, "a role has no closing brace (and no spaces inside)");
  Result<Role> role = compile_role(word.substr(1, word.size() - 2), line.text);
  if (!role) return Error{role.error()};
  for (const Role& other : line.roles) {
    if (other.name == role->name) return fault(line.text, "two roles named " + role->name);
    if (other.kind == RoleKind::text && line.tokens.back().role >= 0)
      return fault(line.text, "a text role must be followed by a word or stand at the end");
  }
  if (line.roles.size() == kMostRoles) return fault(line.text, "it has too many roles");
  line.tokens.push_back({{}, static_cast<int>(line.roles.size())});
  line.roles.push_back(*std::move(role));
  return {};
}

Status add_literal(GrammarLine& line, std::string_view word) {
  if (word.find_first_of("{}") != std::string_view::npos)
    return fault(line.text, "braces stand around one name, with spaces on both sides");
  GrammarToken token;
  for (std::string_view one : split(word, '/')) {
    if (one.empty()) return fault(line.text, "an alternative is empty");
    token.words.push_back(fold_case(one));
  }
  line.tokens.push_back(std::move(token));
  return {};
}

}  // namespace

bool GrammarToken::accepts(std::string_view folded_word) const {
  return std::find(words.begin(), words.end(), folded_word) != words.end();
}

int GrammarLine::self_role() const {
  for (size_t i = 0; i < roles.size(); ++i)
    if (roles[i].self) return static_cast<int>(i);
  return -1;
}

Result<GrammarLine> compile_grammar_line(std::string_view text) {
  GrammarLine line;
  line.text = std::string(trim(text));
  for (std::string_view word : split(line.text, ' ')) {
    if (word.empty()) continue;
    if (line.tokens.empty() && word.front() == '{')
      return fault(line.text, "it must begin with a verb");
    if (line.tokens.size() == kMostTokens) return fault(line.text, "it is too long");
    const Status added = word.front() == '{' ? add_role(line, word) : add_literal(line, word);
    if (!added) return Error{added.error()};
  }
  if (line.tokens.empty()) return fault(line.text, "it is empty");
  return line;
}

}  // namespace reality
