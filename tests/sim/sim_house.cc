// SPDX-License-Identifier: MIT
#include "tests/sim/sim_house.h"

#include <cstdlib>
#include <utility>

#include "engine/password.h"
#include "tests/sim/plan.h"
#include "tests/sim/simulation.h"
#include "tests/sim/telnet_player.h"

namespace reality::sim {
namespace {

namespace fs = std::filesystem;

constexpr const char* kVerbs[] = {"drop",    "give",  "go",   "inventory", "letters",
                                  "look",    "post",  "put",  "quit",      "read",
                                  "remove",  "say",   "take", "wear",      "write",
                                  "examine", "claim", "open", "close",     "describe"};
constexpr const char* kBehaviours[] = {"any_thing", "letter", "oracle", "pigeon_holes",
                                       "front_page"};

}  // namespace

SimFolder::SimFolder() {
  std::string folder = (fs::temp_directory_path() / "simXXXXXX").string();
  if (mkdtemp(folder.data()) != nullptr) path_ = folder;
  const fs::path source = REALITY_SOURCE_DIR;
  for (const char* made : {"scripts/verbs", "scripts/behaviours", "areas"})
    fs::create_directories(path_ / made);
  fs::create_directory_symlink(source / "data", path_ / "data");
  fs::copy(source / "scripts/lib", path_ / "scripts/lib", fs::copy_options::recursive);
  for (const char* verb : kVerbs) take("scripts/verbs", verb);
  for (const char* behaviour : kBehaviours) take("scripts/behaviours", behaviour);
  fs::copy(source / "tests/areas/simworld", path_ / "areas/simworld", fs::copy_options::recursive);
  for (const char* verb : {"mark.lua", "botch.lua"})
    fs::copy_file(source / "tests/sim/scripts" / verb, path_ / "scripts/verbs" / verb);
  fs::copy_file(source / "tests/scripts/verbs/misbehave.lua",
                path_ / "scripts/verbs/misbehave.lua");
}

SimFolder::~SimFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

void SimFolder::take(const std::string& folder, const std::string& name) const {
  const fs::path source = REALITY_SOURCE_DIR;
  fs::copy_file(source / folder / (name + ".lua"), path_ / folder / (name + ".lua"));
}

Status SimFolder::patch(const std::string& file) const {
  const std::string command = "patch -s -p1 -d '" + path_.string() + "' < '" + file + "'";
  if (std::system(command.c_str()) == 0) return {};
  return Error{file + " does not fit the scripts of the simulated world"};
}

Result<SimHouse> SimFolder::house() const {
  if (Status crypto = start_crypto(); !crypto) return Error{crypto.error()};
  SimHouse house;
  house.share = path_.string();
  house.areas = (path_ / "areas").string();
  auto migrations = read_migrations(house.share + "/data/schema");
  if (!migrations) return Error{migrations.error()};
  house.migrations = std::move(*migrations);
  Settings& settings = house.settings;
  settings.world.area = house.areas + "/simworld";
  settings.telnet.listen = {kTelnetAddress};
  settings.http.listen = {kWebAddress};
  settings.smtp.listen = {kMailAddress};
  settings.accounts.password_memory_kib = 8;
  settings.accounts.password_passes = 1;
  settings.limits.letters_per_player = 0;
  return house;
}

// The newcomer makes an account of her own, in every run.
Result<SimStart> prepare_start(const SimHouse& house) {
  SimClock clock(300);
  MemoryNetwork doors;
  SimNetwork network(doors, clock);
  Rng rng(1);
  SimStart start{house, std::make_unique<SimDisk>(Rng(1), clock)};
  Ledger ledger({});
  auto life = Life::start({house, clock, doors, network, *start.disk, ledger}, 1);
  if (!life) return Error{life.error()};
  std::string refused;
  for (const char* name : {"Ann", "Bob", "Cid", kBrowser})
    (*life)->world().add_account(name, kPassword, "player", [&](Status status) {
      if (!status) refused = status.error();
    });
  while ((*life)->sweep(rng)) {
  }
  if (!refused.empty()) return Error{refused};
  if ((*life)->served().failed()) return Error{"the disk failed without a reason"};
  life->reset();
  start.disk = start.disk->cut_image(rng, Survival::none);
  return start;
}

}  // namespace reality::sim
