// SPDX-License-Identifier: MIT
//
// Languages: all that readers can be spoken to in: English, in which the world is written, and
// those of data/language, each with its parser's messages, its grammar, its words and its
// translations of messages. Read at start; a reader's language is the property `locale`. Owned by
// the World. Must hold: whatever a language lacks is said in English; a reader without a locale
// costs nothing. A translation is found by the text of the English message:
// data/language/LOCALE.templates has
//   en: You take {the thing}.
//   de: Du nimmst {den thing}.
// Tests: tests/world/language/languages_test.cc, tests/plays/german.play.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/result.h"
#include "world/language/foreign_grammar.h"
#include "world/language/parser_messages.h"
#include "world/prose/foreign_template.h"
#include "world/prose/foreign_words.h"
#include "world/prose/prose.h"

namespace reality {

/// One language other than English.
struct Language {
  std::string locale;
  ParserMessages messages;
  ForeignGrammar grammar;
  ForeignWords words;
  std::unordered_map<std::string, ForeignTemplate> templates;  // by the English text
};

class Languages {
 public:
  /// Reads the folder; English must be there and complete. The error names file and line.
  Status load(const std::string& folder);

  /// The reader's language; null for English, and for a locale that there is not.
  const Language* of(const Thing& reader) const;
  const Language* find(std::string_view locale) const;
  /// "en" and the others, in order.
  std::vector<std::string> locales() const;
  const ParserMessages& messages(const Thing& reader) const;

  /// The message as the reader reads it, in the reader's language; null: nobody in particular.
  std::string render(const Template& message, const Roles& roles, const Thing* reader) const;
  /// How the reader knows a thing in a message of the parser.
  std::string name_for(const Thing& thing, const Thing& reader, std::string_view word) const;

 private:
  Status load_english(const std::string& folder);
  Status load_language(const std::string& folder, const std::string& locale);
  static Status read_templates(Language& language, std::string_view file, std::string_view text);

  ParserMessages english_;
  std::map<std::string, std::unique_ptr<Language>, std::less<>> languages_;
};

}  // namespace reality
