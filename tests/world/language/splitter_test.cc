// SPDX-License-Identifier: MIT
#include "world/language/splitter.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/world/parser_world.h"

namespace reality {
namespace {

using Table = std::vector<std::pair<std::string, std::string>>;

class SplitterTest : public testing::Test {
 protected:
  ParserWorld world_;
};

TEST_F(SplitterTest, P14_CommandsOfALine) {
  world_.here("a light");
  const Table table = {
      {"take lamp and go north", "take lamp | go north"},
      {"n. take all then s", "n | take all | s"},
      {"n.e.s", "n | e | s"},
      {"north;south", "north | south"},
      {"take lamp, rope and hat", "take lamp, rope and hat"},
      {"take lamp, then go north", "take lamp | go north"},
      {"take lamp and then look", "take lamp | look"},
      {"take lamp, go north", "take lamp | go north"},
      {"take lamp and light", "take lamp and light"},
      {"take lamp and light lamp", "take lamp | light lamp"},
      {"go north and south", "go north | south"},
      {"say hello. take lamp then go", "say hello. take lamp then go"},
      {"take lamp and say hi, you. look", "take lamp | say hi, you. look"},
      {"'hi; there. you", "'hi; there. you"},
      {":waves. smiles", ":waves. smiles"},
      {"please say a. b", "please say a. b"},
      {"ask fred about tea. look", "ask fred about tea. look"},
      {"ask fred. look", "ask fred | look"},
      {"bob, go north", "bob, go north"},
      {"score 1.5 then look", "score 1.5 | look"},
      {"look...", "look"},
      {" . ; and then ,", ""},
      {"", ""},
  };
  for (const auto& [line, commands] : table) EXPECT_EQ(world_.split(line), commands) << line;
}

TEST_F(SplitterTest, TwentyCommandsALine) {
  std::string line = "look";
  for (int i = 1; i < 20; ++i) line += ".look";
  EXPECT_EQ(world_.split(line).substr(0, 13), "look | look |");
  EXPECT_EQ(world_.split(line + ". look"), "That is too much at once: 20 commands a line will do.");
}

}  // namespace
}  // namespace reality
