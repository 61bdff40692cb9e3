// SPDX-License-Identifier: MIT
//
// Scenario: one record of a scenario file, read but not yet played. The format is that of record
// text (world/area/record_text.h), one record a scenario:
//   id: P01              unique in its file        title: one line        covers: rows of a table
//   world: PROSE         what must exist before the first line; facts as in scenario_facts.h
//   client: plain        Ann is only connected, by a client that answers no telnet option
//   setup: LUA           run in the world as an author, before the first line or after an event;
//                        then `world:` is for people alone
//   in: LINE             typed by Ann              in NAME: LINE          typed by another player
//   event: PROSE         the world does this: a fact, or prose with a `setup:` below it
//   wait: 90s, 10m, 2h   time passes
//   has: A | B           one of these was shown to Ann since the last step        not: A
//   sees NAME: A | B     the same for another one                                 sees-not NAME: A
//   then: PROSE          a fact about the world, or prose with a `check:` below it
//   check: LUA           an expression that must be true
// A record with `area:` and no id names the area (relative to the file) and, with `cast:`, the
// players; without it the area is tests/areas/base, and Ann and Bob are there. In what is typed,
// "\n" is a line break, "<empty>" an empty line, "<3 x TEXT>" is TEXT three times.
// Plain values; tests: tests/scenarios/scenario_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "world/area/record_text.h"

namespace reality {

enum class StepKind : uint8_t { in, event, setup, wait, has, has_not, then, check };

struct ScenarioStep {
  StepKind kind = StepKind::in;
  std::string who;   // lower case; "ann" unless the line says so
  std::string text;  // after the colon
  uint32_t line = 0;
};

struct Scenario {
  std::string id;
  std::string title;
  std::string world;
  bool plain_client = false;
  bool set_up = false;  // by Lua of its own, before the first line
  std::vector<ScenarioStep> steps;
  uint32_t line = 0;
};

struct ScenarioFile {
  std::string path;
  std::string area;               // relative to the file; "" for the base world
  std::vector<std::string> cast;  // lower case; the first one is who types
  std::vector<Scenario> scenarios;
};

/// Reads a file's text; mistakes are added to `problems` with their lines.
ScenarioFile read_scenarios(const std::string& path, std::string_view text, Problems& problems);
/// What a player types: "<empty>", "<2000 x word>" and "\n" written out.
std::string typed_line(std::string_view text);

}  // namespace reality
