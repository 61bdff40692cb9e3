// SPDX-License-Identifier: MIT
//
// SimFiles: what a disk holds, twice: as programs see it now, and as it would be found after a loss
// of power. A write, a truncation and a change of a name are pending until the file, or its folder,
// is synced; when the power goes each survives or not. A value: a copy is another disk with the
// same history. Owned by a SimDisk, which adds faults and SQLite's face.
//
// What it allows is what POSIX allows, which is more than ext4 does:
// - pending writes reach the disk in any order, alone, and torn between sectors of 512 bytes;
// - so do creations, deletions and renamings, each of which is whole or absent;
// - where a later write made a file longer and an earlier one was lost, the gap reads as zeros;
// - after a failed sync what was pending may or may not be there, programs go on reading it, and
//   later syncs do not write it (Linux marks the pages clean).
// What it grants is what SQLite counts on, no more: a sync that succeeded holds; bytes beside those
// written are not harmed ("powersafe overwrite", on by default); of two pending writes to one place
// the later wins; a sector of 512 bytes is old or new; syncing a folder keeps all its names.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rng.h"
#include "tests/sim/sim_image.h"

namespace reality::sim {

/// What of the pending changes outlives a loss of power. by_seed draws one of the other three, and
/// each draws its odds too.
enum class Survival : uint8_t { none, all, each, by_seed };

using FileId = uint64_t;

class SimFiles {
 public:
  static constexpr uint64_t kSector = 512;

  std::optional<FileId> find(const std::string& path) const;
  const SimImage& image(FileId file) const { return files_.at(file).now; }
  /// The bytes that all files have now.
  uint64_t used() const;

  /// The name must be free; a file without a name ("") is gone when it is closed.
  FileId create(const std::string& path);
  void write(FileId file, uint64_t offset, std::string_view bytes);
  void truncate(FileId file, uint64_t size);
  void sync(FileId file);
  /// A sync that failed: each pending change is on the disk or lost, by coin.
  void fail_sync(FileId file, Rng& chance);

  void unlink(const std::string& path);
  void rename(const std::string& from, const std::string& to);
  void sync_folder(const std::string& folder);

  /// A file goes when nobody has it open and no name, now or after a loss of power, leads to it.
  void open(FileId file) { ++files_.at(file).handles; }
  void close(FileId file);
  /// The same disk as another machine would have it: nothing is open.
  SimFiles unopened() const;

  /// What would be found if the power went now.
  SimFiles after_cut(Rng& chance, Survival survival) const;
  /// How many changes wait for a sync.
  size_t pending() const;

 private:
  struct Change {
    bool truncate;
    uint64_t offset;  // the new size of a truncation
    std::string bytes;
  };
  struct File {
    SimImage now;
    SimImage durable;
    std::vector<Change> pending;
    int handles = 0;
  };
  /// Either name may be "": a creation frees none, a deletion gives none.
  struct NameChange {
    std::string freed;
    std::string given;
    FileId file;
  };

  static void apply(std::map<std::string, FileId>& names, const NameChange& change);
  static SimImage survivor(const File& file, Rng& chance, Survival survival, double odds);
  void change_name(NameChange change);
  bool is_named(FileId file) const;
  void drop_unreachable();

  std::map<FileId, File> files_;
  std::map<std::string, FileId> names_;
  std::map<std::string, FileId> durable_names_;
  std::vector<NameChange> pending_names_;
  FileId last_ = 0;
};

/// The folder that `path` is in; "" for a bare name.
std::string folder_of(const std::string& path);

}  // namespace reality::sim
