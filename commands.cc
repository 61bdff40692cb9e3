// SPDX-License-Identifier: MIT
#include "commands.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <utility>

#include "engine/home.h"
#include "engine/schema.h"
#include "net/control/control_client.h"
#include "program.h"
#include "unserved_world.h"
#include "untouched_home.h"
#include "world/state/check.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

/// A folder of our own for a copy of the world; goes with the object.
class PrivateFolder {
 public:
  PrivateFolder() {
    std::error_code problem;
    path_ = (fs::temp_directory_path(problem) / "reality-XXXXXX").string();
    if (mkdtemp(path_.data()) == nullptr) path_.clear();
  }
  ~PrivateFolder() {
    std::error_code problem;
    if (!path_.empty()) fs::remove_all(path_, problem);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

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

int check_database(const Program& program, const std::string& path) {
  auto db = open_for_reading(path, program.migrations);
  if (!db) return refuse(db.error());
  const CheckReport report = check_world(*db);
  for (const std::string& line : report.problems) std::cout << line << "\n";
  if (!report.problems.empty()) return kBroken;
  std::cout << "ok: " << report.things << " things, " << report.properties << " properties, "
            << report.accounts << " accounts, " << report.timers << " timers\n";
  return kDone;
}

// The server copies, we check: a player notices neither.
int check_served(const Program& program, const std::string& control) {
  const PrivateFolder folder;
  if (folder.path().empty()) return refuse("there is no room for a temporary folder");
  const std::string copy = folder.path() + "/world.db";
  const auto copied = ask_server(control, {"snapshot " + copy, ""});
  return copied ? check_database(program, copy) : refuse(copied.error());
}

}  // namespace

int account(const std::string& home, const ControlRequest& request, const std::string& done) {
  const auto program = find_program();
  if (!program) return refuse(program.error());
  const UntouchedHome before(home);
  const auto ours = Home::try_open(home);
  if (!ours) return refuse(ours.error());
  if (!ours->has_value()) {
    const auto served = Home::peek(home);
    return served ? report(ask_server(served->control(), request), done) : refuse(served.error());
  }
  const auto answer = ask_unserved(*program, **ours, request);
  if (!answer) before.restore();
  return report(answer, done);
}

int check(const std::string& home) {
  const auto program = find_program();
  if (!program) return refuse(program.error());
  const auto place = Home::peek(home);
  if (!place) return refuse(place.error());
  if (!place->has_world()) return refuse(place->dir() + " holds no world");
  const UntouchedHome before(home);
  const auto ours = Home::try_open(home);
  if (!ours) return refuse(ours.error());
  if (!ours->has_value()) return check_served(*program, place->control());
  const int outcome = check_database(*program, place->database());
  before.restore();
  return outcome;
}

int config(const std::string& home, const std::vector<std::string>& sets) {
  const auto settings = home_settings(home, sets);
  if (!settings) return refuse(settings.error());
  std::cout << describe(*settings);
  return kDone;
}

}  // namespace reality
