// SPDX-License-Identifier: MIT
//
// The rule that keeps runs repeatable: the same seed, the same run, by every compiler.
#include <algorithm>
#include <regex>
#include <span>

#include "tests/support/tidy_rules.h"

namespace reality {
namespace {

/// A word that only some files may use, by the beginning of their path; a space ends each.
struct RareWord {
  std::string_view word;
  std::string_view instead;
  std::string_view users;
};

// What runs beside the loop has no Clock: it measures for people and decides nothing.
constexpr std::string_view kBesideTheLoop =
    "engine/clock.cc engine/thread_ engine/disk_ engine/lua_watchdog.cc engine/loop.cc "
    "program/program.cc "
    "tests/real/ tests/bench/ tests/fuzz/ ";
// Each only looks up in them, or sorts what it has collected.
constexpr std::string_view kLookUpOnly =
    "net/http/http_gateway.h world/scripts/behaviour.h world/prose/template.h world/state/atom.h "
    "world/language/splitter.h world/language/grammar.h world/language/lexicon.h "
    "world/language/languages.h tests/ ";
constexpr std::string_view kUnordered =
    "its order is nobody's: std::map, or look up only and be named in "
    "tests/support/tidy_repeatable";

constexpr RareWord kRareWords[] = {
    {"steady_clock", "ask the Clock", kBesideTheLoop},
    {"high_resolution_clock", "ask the Clock", ""},
    {"clock_gettime", "ask the Clock", kBesideTheLoop},
    {"gettimeofday", "ask the Clock", ""},
    {"localtime_r", "time is UTC", ""},
    {"localtime", "time is UTC", ""},
    {"current_zone", "time is UTC", ""},
    {"setlocale", "the locale is C", ""},
    {"getentropy", "ask the Rng, or Secrets", "program/program.cc "},
    {"randombytes_buf", "ask Secrets", "engine/password.cc "},
    {"randombytes_uniform", "ask Secrets", "engine/password.cc "},
    {"seeded", "secrets that can be guessed are for tests", "engine/password. tests/ "},
    {"uniform_int_distribution", "differs between libraries: ask the Rng", ""},
    {"uniform_real_distribution", "differs between libraries: ask the Rng", ""},
    {"shuffle", "differs between libraries: ask the Rng", ""},
    {"mt19937", "ask the Rng", ""},
    {"mt19937_64", "ask the Rng", ""},
    {"unordered_map", kUnordered, kLookUpOnly},
    {"unordered_set", kUnordered, kLookUpOnly},
    {"unordered_multimap", kUnordered, ""},
    {"jthread", "an Executor does it", ""},
    {"async", "an Executor does it", ""},
};

bool may_use(std::string_view path, std::string_view users) {
  while (!users.empty()) {
    const size_t end = users.find(' ');
    if (path.starts_with(users.substr(0, end))) return true;
    users.remove_prefix(std::min(end, users.size() - 1) + 1);
  }
  return false;
}

void find_rare_words(const Source& source, size_t line, Offences& offences) {
  for (const RareWord& rare : kRareWords) {
    if (may_use(source.path, rare.users)) continue;
    if (find_word(source.code[line], rare.word) == std::string::npos) continue;
    offences.push_back(source.path + ":" + std::to_string(line + 1) + ": " +
                       std::string(rare.word) + ": " + std::string(rare.instead));
  }
}

/// True if a statement draws more than once, and nothing in it says which draw is the first.
bool draws_twice(const std::string& statement) {
  static const std::regex draw(R"(\brng_?(\(\))?(\.|->)(next|below|unit)\(|[(,] *rng_? *[,)]|)"
                               R"(\bsecrets_?(\(\))?\.(salt|token)\()");
  for (const char* ordered : {"?", "&&", "||"})
    if (statement.find(ordered) != std::string::npos) return false;
  auto at = std::sregex_iterator(statement.begin(), statement.end(), draw);
  return at != std::sregex_iterator() && ++at != std::sregex_iterator();
}

void find_double_draws(const Source& source, Offences& offences) {
  std::string statement;
  for (size_t i = 0; i < source.code.size(); ++i) {
    for (const char c : source.code[i] + "\n") {
      statement += c == '\n' ? ' ' : c;
      if (c != ';' && c != '{' && c != '}') continue;
      if (draws_twice(statement))
        offences.push_back(source.path + ":" + std::to_string(i + 1) +
                           ": two draws in one statement: the compiler chooses which is first");
      statement.clear();
    }
  }
}

}  // namespace

Offences check_repeatable(const Source& source) {
  Offences offences;
  const bool cpp = source.path.ends_with(".cc") || source.path.ends_with(".h");
  if (!cpp) return offences;
  for (size_t i = 0; i < source.code.size(); ++i) find_rare_words(source, i, offences);
  if (!source.path.starts_with("tests/real/")) find_double_draws(source, offences);
  return offences;
}

}  // namespace reality
