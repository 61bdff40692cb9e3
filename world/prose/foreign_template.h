// SPDX-License-Identifier: MIT
//
// ForeignTemplate: a message in a language other than English, the counterpart of Template. In
// braces stand
//   {role}                    its name behind the first article; a text or number as it is
//   {WORD role}               an article or pronoun of the language: {den thing}, {ihm person}
//   {term role}               a text by which the world calls something ("north"), in the language;
//                             {term place role}: of such texts, what "in" is as a place
//   {nimmst/nimmt/nehmen}     the verb for the reader, one and several; it agrees with the name or
//                             pronoun in the nominative before it, or with {.../.../... role}
//   {ist/sind}                the same where the reader is never meant
// Capitals at starts of sentences come by themselves; values are inert. Tests:
// tests/world/prose/foreign_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "world/prose/foreign_words.h"
#include "world/prose/prose.h"

namespace reality {

class ForeignTemplate {
 public:
  static Result<ForeignTemplate> compile(std::string_view source, const ForeignWords& words);

  /// The roles that it names, some perhaps twice.
  std::vector<std::string_view> roles() const;
  void render_to(std::string& out, const ForeignWords& words, const Roles& roles,
                 const Thing* reader) const;

 private:
  enum class Kind : uint8_t { text, name, term, verb };
  struct Piece {
    Kind kind = Kind::text;
    std::string text;  // of text
    std::string role;
    std::string word;  // of a name: its row; "" for the first article; of a term: which
    std::vector<std::string> forms;  // of a verb
  };

  Status add_slot(std::string_view slot, const ForeignWords& words);
  Status add_verb(std::string_view slot);
  Status add_name(std::string_view word, std::string_view role, const ForeignWords& words);
  static void add_value(std::string& out, const Piece& piece, const RoleValue& value,
                        const ForeignWords& words);
  static void add_things(std::string& out, const Piece& piece, const RoleValue& value,
                         const ForeignWords& words, const Thing* reader);
  static void add_form(std::string& out, const Piece& piece, const RoleValue* value,
                       const ForeignWords& words, const Thing* reader);

  std::vector<Piece> pieces_;
  std::string doer_;  // while compiling: the role that verbs agree with
};

}  // namespace reality
