// SPDX-License-Identifier: MIT
#include "program/commands.h"

#include <iostream>
#include <optional>
#include <utility>

#include "engine/home.h"
#include "net/control/control_client.h"
#include "program/patience.h"
#include "program/program.h"
#include "program/unserved_world.h"
#include "program/untouched_home.h"
#include "program/world_snapshot.h"
#include "world/state/check.h"

namespace reality {
namespace {

std::string when(int64_t created_ms) {
  const auto seconds = static_cast<time_t>(created_ms / 1000);
  tm day{};
  char text[16];
  if (gmtime_r(&seconds, &day) == nullptr || strftime(text, sizeof text, "%F", &day) == 0)
    return "?";
  return text;
}

void print_account(const std::string& item) {
  const auto account = read_account(item);
  if (!account) return;
  std::cout << account->name << "  " << account->role << "  since " << when(account->created_ms)
            << (account->online ? "  in the world now" : "") << "\n";
}

int report(const Result<std::vector<std::string>>& answer, const std::string& done) {
  if (!answer) return refuse(answer.error());
  for (const std::string& item : *answer) print_account(item);
  if (!done.empty()) std::cout << done << "\n";
  return kDone;
}

}  // namespace

int account(const std::string& home, const ControlRequest& request, const std::string& done) {
  const auto program = find_program();
  if (!program) return refuse(program.error());
  const UntouchedHome before(home);
  const auto ours = Home::try_open(home, wait_for_home(home));
  if (!ours) return refuse(ours.error());
  if (!ours->has_value()) {
    const auto served = Home::peek(home);
    return served ? report(ask_server(served->control(), request), done) : refuse(served.error());
  }
  const auto answer = ask_unserved(*program, **ours, request);
  if (!answer) before.restore();
  return report(answer, done);
}

// Beside a server it copies and we check: a player notices neither.
int check(const std::string& home, bool counts) {
  const auto program = find_program();
  if (!program) return refuse(program.error());
  const auto snapshot = WorldSnapshot::take(home);
  if (!snapshot) return refuse(snapshot.error());
  auto db = (*snapshot)->open(*program);
  if (!db) return refuse(db.error());
  const CheckReport report = check_world(*db);
  for (const std::string& line : report.problems) std::cout << line << "\n";
  if (!report.problems.empty()) return kBroken;
  if (!counts) return kDone;
  std::cout << report.things << " things, " << report.properties << " properties, "
            << report.accounts << " accounts, " << report.timers << " timers, " << report.letters
            << " letters\n";
  return kDone;
}

int config(const std::string& home, const std::vector<std::string>& sets) {
  const auto settings = home_settings(home, sets);
  if (!settings) return refuse(settings.error());
  std::cout << describe(*settings);
  return kDone;
}

}  // namespace reality
