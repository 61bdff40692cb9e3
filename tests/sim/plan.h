// SPDX-License-Identifier: MIT
//
// Plan: what a simulated run is made of: deeds of people, of the disk and of the power, one after
// the other, drawn from a seed by a grammar. Each step has a seed of its own, from which follows
// all that happens between it and the next, so that a plan still tells much the same story when
// steps are left out; that is how a failing one is shrunk. A value; written as text and read again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/result.h"
#include "engine/rng.h"

namespace reality::sim {

enum class Deed : uint8_t {
  type,        // WHO types TEXT
  write,       // WHO writes a letter to TEXT and posts it
  describe,    // WHO describes themselves, with a token
  connect,     // WHO connects and logs in
  hang_up,     // WHO closes the connection
  reset,       // WHO's connection breaks
  half_close,  // WHO says no more but reads on
  deaf,        // WHO reads no more
  hear,        // WHO reads again
  enter,       // WHO logs in in a browser
  browse,      // WHO types TEXT in a browser
  page,        // WHO looks at the page TEXT
  mail,        // WHO hands in a letter by SMTP
  mail_again,  // WHO hands in once more what was taken
  wait,        // TEXT milliseconds pass
  reload,      // the script TEXT is saved again
  fault,       // the disk fails as TEXT says, soon
  stop,        // the server stops as it does when it is asked to
  kill,        // the process is killed: what was written stays
  power_cut,   // the power goes: what was not synced may be lost
  inspect,     // a copy of the disk is cut and looked at, the run goes on
};

struct Step {
  Deed deed = Deed::wait;
  std::string who;
  std::string text;
  uint64_t seed = 0;
  bool operator==(const Step&) const = default;
};

using Plan = std::vector<Step>;

/// The plan of a seed. `length`: steps.
Plan make_plan(uint64_t seed, size_t length);

/// A step a line: "SEED DEED WHO | TEXT".
std::string write_plan(const Plan& plan);
Result<Plan> read_plan(const std::string& text);

/// What a player may type: most of it can be done as things may stand, some of it breaks.
std::string make_command(Rng& rng);

/// The people of every run: at telnet clients, in a browser, and outside.
inline constexpr const char* kPlayers[] = {"Ann", "Bob", "Cid", "Dora", "Guest"};
inline constexpr const char* kBrowser = "Gus";
inline constexpr const char* kSenders[] = {"Sim", "Tam"};
/// Of the players this one alone has no account yet when a run begins.
inline constexpr const char* kNewcomer = "Dora";
/// And this one never has any.
inline constexpr const char* kGuest = "Guest";

}  // namespace reality::sim
