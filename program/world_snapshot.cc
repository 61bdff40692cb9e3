// SPDX-License-Identifier: MIT
#include "program/world_snapshot.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <utility>

#include "engine/db.h"
#include "engine/schema.h"
#include "net/control/control_client.h"
#include "program/patience.h"
#include "program/world_file.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCopy = "snapshot.";
// What a copy must leave to the server on its own disk, whose end would be the server's.
constexpr uintmax_t kLeftForServer = uintmax_t{32} << 20;

}  // namespace

// A journal may be all that is left of a copy, too. begin() refuses what somebody is writing, and
// what it has begun goes at once.
void clear_old_snapshots(const std::string& dir) {
  std::set<std::string> targets;
  std::error_code problem;
  for (fs::directory_iterator it(dir, problem), end; !problem && it != end; it.increment(problem)) {
    const std::string name = it->path().filename();
    if (!name.starts_with(kCopy)) continue;
    if (const size_t ending = name.find(kDraftEnding); ending != name.npos)
      targets.insert(name.substr(0, ending));
  }
  for (const std::string& target : targets) (void)DraftFile::begin(dir + "/" + target);
}

Result<std::unique_ptr<WorldSnapshot>> WorldSnapshot::take(const std::string& home) {
  auto place = Home::peek(home);
  if (!place) return Error{place.error()};
  if (!place->has_world()) return Error{place->dir() + " holds no world"};
  std::unique_ptr<WorldSnapshot> taken(new WorldSnapshot(std::move(*place), home));
  auto ours = Home::try_open(home, wait_for_home(home));
  if (!ours) return Error{ours.error()};
  if (ours->has_value()) {
    taken->ours_.emplace(std::move(**ours));
    clear_old_snapshots(taken->home_.dir());
  } else if (Status copied = taken->ask_for_copy(); !copied) {
    return Error{copied.error()};
  }
  return taken;
}

WorldSnapshot::~WorldSnapshot() {
  if (ours_) before_.restore();
}

Status WorldSnapshot::fits(const std::string& folder) const {
  struct stat here {
  }, there{};
  if (stat(home_.dir().c_str(), &here) != 0 || stat(folder.c_str(), &there) != 0) return {};
  if (here.st_dev != there.st_dev) return {};
  uintmax_t needed = kLeftForServer;
  std::error_code problem;
  for (const std::string& file : {home_.database(), home_.database() + "-wal"}) {
    const uintmax_t size = fs::file_size(file, problem);
    if (!problem) needed += size;
  }
  const fs::space_info space = fs::space(folder, problem);
  if (problem || space.available >= needed) return {};
  return Error{"a copy of the world would leave its server no room in " + folder + ": make room (" +
               std::to_string(needed >> 20) + " MiB)"};
}

// The server goes by another working folder than we do, and SQLite takes no symbolic links.
Status WorldSnapshot::ask_for_copy() {
  std::error_code problem;
  const std::string dir = fs::canonical(home_.dir(), problem).string();
  if (problem) return Error{"cannot look at " + home_.dir() + ": " + problem.message()};
  clear_old_snapshots(dir);
  if (Status room = fits(dir); !room) return room;
  auto draft = DraftFile::begin(dir + "/" + std::string(kCopy) + std::to_string(getpid()));
  if (!draft) return Error{draft.error()};
  if (Status given = draft->give_to_owner_of_folder(); !given) return given;
  copy_.emplace(std::move(*draft));
  const auto copied = ask_server(home_.control(), {"snapshot " + copy_->path(), ""});
  if (!copied) return Error{copied.error()};
  return settle_journal(copy_->path());
}

Result<Db> WorldSnapshot::open(const Program& program) const {
  return open_for_reading(database(), program.migrations);
}

// A world that a newer program has not served yet is copied as it is.
Result<Db> WorldSnapshot::open_older(const Program& program) const {
  auto db = open(program);
  if (db) return db;
  const auto version = world_file_version(database(), program);
  if (!version || *version >= program.migrations.back().version) return Error{db.error()};
  auto older = Db::open(database(), Db::Access::read_write);
  if (!older) return Error{database() + ": " + older.error()};
  if (Status set = older->execute("PRAGMA locking_mode=EXCLUSIVE"); !set) return Error{set.error()};
  return older;
}

Status WorldSnapshot::copy_to(DraftFile& draft, const Program& program) const {
  if (copy_) return draft.copy(copy_->path());
  auto db = open_older(program);
  if (!db) return Error{db.error()};
  if (Status copied = copy_database(*db, draft.path(), [] {}); !copied) return copied;
  return settle_journal(draft.path());
}

}  // namespace reality
