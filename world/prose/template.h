// SPDX-License-Identifier: MIT
//
// Template: an author's message, read once: "{actor} {press/presses} {the self}." What it names is
// filled in by world/prose/prose.h for each reader. Templates keeps the compiled ones by their
// text. In braces stand:
//   {role} {the role} {a role}           its name as written, definite, indefinite
//   {role's} {the role's}                belonging to it
//   {they role} {them ..} {their ..} {theirs ..} {themself ..}     its pronoun
//   {press/presses}                      the verb that agrees with the role named before it, be it
//                                        {role} or {they role}: "Ann's hat" has no verb of Ann's
// A capital article or pronoun ({The role}) asks for a capital; starts of sentences get it anyway.
// Must hold: a template that compiled is well formed; braces have no other use and no escape.
// Tests: tests/world/prose/template_test.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/result.h"
#include "world/prose/naming.h"

namespace reality {

class Template {
 public:
  static constexpr size_t kMostRoles = 16;
  static constexpr size_t kMostPieces = 500;
  static constexpr uint8_t kNoRole = 0xff;

  enum class Kind : uint8_t { text, name, pronoun, verb };
  struct Piece {
    Kind kind = Kind::text;
    uint8_t role = kNoRole;
    /// The subject of the sentence so far: when that is the same thing, "herself" is meant.
    uint8_t subject = kNoRole;
    Article article = Article::as_written;
    PronounForm form = PronounForm::subject;
    bool possessive = false;
    bool capital = false;
    bool after_pronoun = false;  // of a verb
    uint32_t from = 0;           // in source(): the text, the whole {slot}, the verb's two forms
    uint32_t middle = 0;         // of a verb: where its slash is
    uint32_t to = 0;
  };

  /// The error says what is wrong at which {slot}.
  static Result<Template> compile(std::string_view source);

  std::string_view source() const { return source_; }
  const std::vector<Piece>& pieces() const { return pieces_; }
  size_t role_count() const { return roles_.size(); }
  /// The roles that the message names, in the order of their first mention.
  std::string_view role(size_t index) const { return part(roles_[index].from, roles_[index].to); }
  std::string_view part(uint32_t from, uint32_t to) const {
    return std::string_view(source_).substr(from, to - from);
  }

 private:
  friend class TemplateCompiler;
  struct Span {
    uint32_t from;
    uint32_t to;
  };

  std::string source_;
  std::vector<Piece> pieces_;
  std::vector<Span> roles_;
};

/// The compiled templates used last, by their text. Owned by the World.
class Templates {
 public:
  explicit Templates(size_t most = 1000) : most_(most) {}

  /// Compiles the text unless it is here. The pointer is good until the next get(). Texts with
  /// errors are not kept.
  Result<const Template*> get(std::string_view source);
  size_t size() const { return recent_.size(); }

 private:
  size_t most_;
  std::list<Template> recent_;  // the one used last is first
  std::unordered_map<std::string_view, std::list<Template>::iterator> by_source_;
};

}  // namespace reality
