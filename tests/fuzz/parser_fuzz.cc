// SPDX-License-Identifier: MIT
//
// Fuzzes the parser over a small fixed world: lines, raw or made of its vocabulary, typed one after
// the other, so that they answer each other's questions. Nothing may crash; whatever a command
// names must be in sight (or a player), and raw text must have been typed.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/text.h"
#include "tests/world/parser_world.h"

namespace reality {
namespace {

constexpr auto kWords = std::to_array<std::string_view>(
    {"take",     "get",   "drop",    "put",     "give",   "look",       "at",     "in",     "on",
     "from",     "out",   "of",      "under",   "behind", "all",        "but",    "except", "and",
     ",",        "the",   "a",       "red",     "blue",   "ball",       "balls",  "coin",   "coins",
     "lamp",     "gem",   "box",     "jar",     "moth",   "shelf",      "cup",    "key",    "rug",
     "painting", "fred",  "fred's",  "jane",    "bob",    "cap",        "robot",  "it",     "them",
     "him",      "her",   "me",      "my",      "his",    "one",        "ones",   "2",      "two",
     "ninth",    "2nd",   "last",    "any",     "both",   "to",         "tell",   "say",    "ask",
     "about",    "north", "n",       "go",      "again",  "g",          "ring",   "bell",   "press",
     "please",   "can",   "you",     "then",    ".",      ";",          "'hi",    "\"",     ":",
     "?",        "!",     "unicorn", "lan",     "bo",     "off",        "wear",   "up",     "pick",
     "whisper",  "é",     "ß",       "1000000", "0",      "everything", "either", "help",   "x",
     "0"});

void require(bool holds) {
  if (!holds) std::abort();
}

struct Stage : ParserWorld {
  Stage() {
    here("a brass bell");
    here("a rubber bell");
    verb("ring", {"ring {self}", "take {self}", "put {thing} on {self}"}, "bell");
    carry("a brass bell", "bell");
    carry("a red ball", "bell");
    hold("a blue ball");
  }

  bool may_name(Thing* thing, RoleKind kind) {
    TestSurroundings now = around();
    if (kind == RoleKind::anyone)
      return std::find(awake.begin(), awake.end(), thing) != awake.end();
    const auto scope = now.scope();
    if (std::find(scope.begin(), scope.end(), thing) != scope.end()) return true;
    return thing->relation() == Relation::under || thing->relation() == Relation::behind;
  }

  void check(const Command& command) {
    const GrammarEntry* entry = grammar.find(command.line);
    require(entry && entry->handler == command.handler &&
            command.roles.size() == entry->line.roles.size());
    for (size_t i = 0; i < command.roles.size(); ++i) {
      const RoleBinding& role = command.roles[i];
      require(role.things.size() <= 1 || static_cast<int>(i) == command.plural);
      for (ThingId id : role.things) {
        Thing* thing = things.find(id);
        require(thing && may_name(thing, role.kind));
      }
      if (role.kind == RoleKind::text)
        require(command.typed.find(role.text) != std::string::npos);
      else if (role.kind != RoleKind::word && role.kind != RoleKind::direction)
        require(!role.things.empty());
    }
  }

  void type(std::string_view line) {
    TestSurroundings now = around();
    const CommandList list = parser.split_commands(line, now);
    require(list.commands.size() <= Parser::kMostCommands);
    for (const std::string& one : list.commands) {
      const ParseResult result = parse(one);
      render(result);
      if (const auto* commands = std::get_if<std::vector<Command>>(&result))
        for (const Command& command : *commands) check(command);
      if (std::holds_alternative<Question>(result)) require(static_cast<bool>(dialogue.question));
    }
  }
};

std::string from_vocabulary(const uint8_t* data, size_t size) {
  std::string line;
  for (size_t i = 0; i < size; ++i) {
    if (data[i] == 255) {
      line += '\n';
    } else {
      line += (i > 0 ? " " : "") + std::string(kWords[data[i] % kWords.size()]);
    }
  }
  return line;
}

}  // namespace
}  // namespace reality

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0 || size > 4096) return 0;
  static reality::Stage stage;  // the lines change nothing in it but the dialogue
  stage.dialogue = {};
  const std::string text = data[0] % 2 == 0
                               ? std::string(reinterpret_cast<const char*>(data + 1), size - 1)
                               : reality::from_vocabulary(data + 1, size - 1);
  for (const std::string_view line : reality::split(text, '\n')) {
    stage.type(reality::clean_line(line));
    (void)reality::compile_grammar_line(line);
  }
  return 0;
}
