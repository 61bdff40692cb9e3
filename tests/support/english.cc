// SPDX-License-Identifier: MIT
#include "tests/support/english.h"

#include <cassert>
#include <fstream>
#include <sstream>

namespace reality {

ParserMessages english_messages() {
  std::ifstream in(REALITY_SOURCE_DIR "/data/language/en.messages");
  std::stringstream text;
  text << in.rdbuf();
  auto read = ParserMessages::read("en.messages", text.str(), nullptr);
  assert(read.ok());
  return *std::move(read);
}

}  // namespace reality
