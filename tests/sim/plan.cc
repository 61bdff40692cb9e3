// SPDX-License-Identifier: MIT
#include "tests/sim/plan.h"

#include <array>
#include <charconv>
#include <string_view>

#include "engine/text.h"

namespace reality::sim {
namespace {

using Words = std::vector<std::string_view>;

constexpr auto kDeeds = std::to_array<std::string_view>(
    {"type", "write",  "describe", "connect", "hang_up", "reset",     "half_close",
     "deaf", "hear",   "enter",    "browse",  "page",    "mail",      "mail_again",
     "wait", "reload", "fault",    "stop",    "kill",    "power_cut", "inspect"});

constexpr auto kThings =
    std::to_array<std::string_view>({"anvil", "bell", "candle", "drum", "egg", "flute", "goblet",
                                     "hammer", "jacket", "kilt", "mantle", "satchel"});
constexpr auto kWearables = std::to_array<std::string_view>({"jacket", "kilt", "mantle"});
constexpr auto kPlaces =
    std::to_array<std::string_view>({"in chest", "in crate", "on shelf", "in satchel"});
constexpr auto kMisdeeds = std::to_array<std::string_view>(
    {"count up", "remember", "mutate list", "set global", "refuse late", "loop", "hog"});
constexpr auto kPages = std::to_array<std::string_view>(
    {"/", "/thing/oracle", "/thing/oracle", "/thing/gauge", "/thing/gauge", "/status.json",
     "/metrics", "/healthz", "/play", "/thing/none"});
constexpr auto kLooks =
    std::to_array<std::string_view>({"look", "examine gauge", "examine gauge", "count", "tally"});
constexpr auto kScripts =
    std::to_array<std::string_view>({"verbs/take", "verbs/give", "verbs/misbehave", "verbs/mark",
                                     "behaviours/oracle", "../areas/simworld/gauge"});
constexpr auto kFaults = std::to_array<std::string_view>(
    {"io_error", "full", "short_write", "failed_sync", "slow_sync", "read_error"});

template <class List>
std::string any(const List& all, Rng& rng) {
  return std::string(all[rng.below(all.size())]);
}

std::string any_player(Rng& rng) {
  return kPlayers[rng.below(std::size(kPlayers))];
}

std::string anybody(Rng& rng) {
  const size_t who = rng.below(std::size(kPlayers) + 1);
  return who < std::size(kPlayers) ? kPlayers[who] : kBrowser;
}

}  // namespace

// Much of it is refused as things stand; that belongs to it.
std::string make_command(Rng& rng) {
  const std::string thing = any(kThings, rng);
  switch (rng.below(16)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return "take " + thing;
    case 4:
      return "drop " + thing;
    case 5:
    case 6: {
      const std::string place = any(kPlaces, rng);
      return "put " + thing + " " + place;
    }
    case 7: {
      const std::string to = anybody(rng);
      return "give " + thing + " to " + to;
    }
    case 8:
      return "wear " + any(kWearables, rng);
    case 9:
      return rng.below(2) == 0 ? "take all" : "inventory";
    case 10:
      return rng.below(2) == 0 ? "drop all" : "put all in satchel";
    case 11:
      return rng.below(2) == 0 ? "north" : "south";
    case 12: {
      const std::string to = anybody(rng);
      if (rng.below(2) == 0) return (rng.below(2) == 0 ? "botch " : "bungle ") + thing;
      return "halfgive " + thing + " to " + to;
    }
    case 13:
      // The dear ones seldom.
      return std::string(kMisdeeds[rng.below(rng.below(20) == 0 ? kMisdeeds.size() : 5)]);
    case 14: {
      const std::string first = any(kThings, rng);
      return "take " + thing + ". put " + first + " in satchel. put satchel in satchel";
    }
    default:
      if (rng.below(3) == 0) return rng.below(2) == 0 ? "collect letters" : "claim letters";
      return rng.below(3) == 0 ? std::string("quit") : any(kLooks, rng);
  }
}

namespace {

Step people_step(Rng& rng) {
  const std::string who = any_player(rng);
  switch (rng.below(20)) {
    case 0:
      if (rng.below(2) == 0) return {Deed::describe, who, "", 0};
      return {Deed::write, who, fold_case(anybody(rng)), 0};
    case 1:
      return {rng.below(2) == 0 ? Deed::hang_up : Deed::reset, who, "", 0};
    case 2:
      return {Deed::half_close, who, "", 0};
    case 3:
      return {rng.below(2) == 0 ? Deed::deaf : Deed::hear, who, "", 0};
    case 4:
    case 5:
      return {Deed::connect, who, "", 0};
    case 6:
    case 7:
      if (rng.below(4) == 0) return {Deed::enter, kBrowser, "", 0};
      return {Deed::browse, kBrowser, make_command(rng), 0};
    case 8:
      return {Deed::page, kBrowser, any(kPages, rng), 0};
    case 9:
    case 10:
      return {rng.below(5) == 0 ? Deed::mail_again : Deed::mail, kSenders[rng.below(2)], "", 0};
    default:
      return {Deed::type, who, make_command(rng), 0};
  }
}

Step any_step(Rng& rng) {
  switch (rng.below(40)) {
    case 0:
      return {Deed::power_cut, "", "", 0};
    case 1:
      if (rng.below(3) == 0) return {Deed::stop, "", "", 0};
      return rng.below(2) == 0 ? Step{Deed::kill, "", "", 0}
                               : Step{Deed::fault, "", any(kFaults, rng), 0};
    case 2:
    case 3:
      return {Deed::inspect, "", "", 0};
    case 4:
    case 5: {
      const uint64_t longest = rng.below(4) == 0 ? 60'000 : 500;
      return {Deed::wait, "", std::to_string(rng.below(longest)), 0};
    }
    case 6:
      if (rng.below(4) == 0) return {Deed::reload, "", any(kScripts, rng), 0};
      [[fallthrough]];
    default:
      return people_step(rng);
  }
}

std::string_view name_of(Deed deed) {
  return kDeeds[static_cast<size_t>(deed)];
}

Result<Step> read_step(std::string_view line) {
  const size_t bar = line.find(" | ");
  const Words words = split(line.substr(0, bar), ' ');
  Step step;
  if (words.size() < 2) return Error{"not a step: " + std::string(line)};
  const auto [end, wrong] =
      std::from_chars(words[0].data(), words[0].data() + words[0].size(), step.seed);
  if (wrong != std::errc() || end != words[0].data() + words[0].size())
    return Error{"not a step's seed: " + std::string(words[0])};
  for (size_t i = 0; i < kDeeds.size(); ++i) {
    if (kDeeds[i] != words[1]) continue;
    step.deed = static_cast<Deed>(i);
    if (words.size() > 2) step.who = words[2];
    if (bar != line.npos) step.text = line.substr(bar + 3);
    return step;
  }
  return Error{"there is no deed called " + std::string(words[1])};
}

}  // namespace

Plan make_plan(uint64_t seed, size_t length) {
  Rng rng(seed);
  Plan plan;
  for (const char* who : kPlayers) plan.push_back({Deed::connect, who, "", rng.next()});
  plan.push_back({Deed::enter, kBrowser, "", rng.next()});
  while (plan.size() < length) {
    Step step = any_step(rng);
    step.seed = rng.next();
    plan.push_back(std::move(step));
  }
  return plan;
}

std::string write_plan(const Plan& plan) {
  std::string text;
  for (const Step& step : plan) {
    text += std::to_string(step.seed) + " " + std::string(name_of(step.deed));
    if (!step.who.empty()) text += " " + step.who;
    if (!step.text.empty()) text += " | " + step.text;
    text += "\n";
  }
  return text;
}

Result<Plan> read_plan(const std::string& text) {
  Plan plan;
  for (std::string_view line : split(text, '\n')) {
    if (trim(line).empty() || line.starts_with('#')) continue;
    auto step = read_step(line);
    if (!step) return Error{step.error()};
    plan.push_back(std::move(*step));
  }
  return plan;
}

}  // namespace reality::sim
