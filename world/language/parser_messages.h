// SPDX-License-Identifier: MIT
//
// ParserMessages: the table that turns the parser's questions and failures into words, one a
// language, read from data/language/LOCALE.messages. Owned by Languages.
// Must hold: English has every message; what another language lacks is said in English. What
// players typed is put in once and never read as a message.
// Tests: tests/world/language/parser_messages_test.cc.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "world/language/command.h"

namespace reality {

class ParserMessages {
 public:
  /// Reads a file of messages; `fallback` fills what it lacks, and null means that it must be
  /// complete. The error names file and line.
  static Result<ParserMessages> read(std::string_view file, std::string_view text,
                                     const ParserMessages* fallback);

  /// The message of that key; "" for an unknown one.
  std::string_view get(std::string_view key) const;
  /// The key of a kind of failure: its own name.
  static std::string_view key_of(FailureKind kind);

 private:
  std::vector<std::string> texts_;  // in the order of the keys
};

/// How the reader knows a thing: "the red ball", "Fred". The word is what stands before {thing} in
/// the message, "" for none; what it means is up to the language.
using NameOf = std::function<std::string(ThingId thing, std::string_view word)>;

/// In whose words to speak.
struct Wording {
  const ParserMessages* messages;
  NameOf name_of;
};

std::string question_text(const Question& question, const Wording& wording);
/// "(reading "lmap" as "lamp")", "(the red ball)".
std::string remark_text(const Remark& remark, const Wording& wording);
std::string failure_text(const Failure& failure, const Wording& wording);

}  // namespace reality
