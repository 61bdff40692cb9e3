// SPDX-License-Identifier: MIT
//
// SimVfs: SQLite's face of a SimDisk: a VFS registered under a name of its own as long as the
// object lives. Owned by the SimDisk. It translates and decides nothing, but for what SQLite asks
// of a VFS beside files: chance, time and sleep, which it takes from the disk's seams.
#pragma once

#include <memory>
#include <string>

struct sqlite3_file;
struct sqlite3_vfs;

namespace reality::sim {

class SimDisk;

class SimVfs {
 public:
  explicit SimVfs(SimDisk& disk);
  ~SimVfs();
  SimVfs(const SimVfs&) = delete;
  SimVfs& operator=(const SimVfs&) = delete;

  const char* name() const { return name_.c_str(); }

 private:
  struct File;
  struct Calls;

  std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
};

/// SQLite has one generator of its own for all connections, which it seeds from the system: it
/// makes the salts of journals and answers random(). For a test that compares bytes it begins anew
/// with `seed`; 0 = from the system again. Process-wide, and no transcript needs it.
void seed_sqlite(int seed);

}  // namespace reality::sim
