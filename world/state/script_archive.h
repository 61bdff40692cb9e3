// SPDX-License-Identifier: MIT
//
// ScriptArchive: every script source that was ever in force, by content hash, so that a backup
// holds the scripts that its state was made with. Only what is new since the start is kept in
// memory. Owned by the World; changes go through the journal.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "world/state/journal.h"

namespace reality {

struct ArchivedScript {
  std::string name;
  std::string source;
  int64_t loaded_ms = 0;
};

class ScriptArchive {
 public:
  explicit ScriptArchive(Journal& journal) : journal_(journal) {}

  /// Keeps a source unless it is known.
  void keep(const std::string& hash, ArchivedScript script) {
    if (known_.contains(hash)) return;
    known_.insert(hash);
    fresh_.emplace(hash, std::move(script));
    journal_.record({TableId::script, 0, 0, hash}, [this, hash] {
      known_.erase(hash);
      fresh_.erase(hash);
    });
  }
  const ArchivedScript* find(const std::string& hash) const {
    auto it = fresh_.find(hash);
    return it == fresh_.end() ? nullptr : &it->second;
  }
  /// Loading, past the journal.
  void load(std::string hash) { known_.insert(std::move(hash)); }

 private:
  Journal& journal_;
  std::set<std::string> known_;
  std::map<std::string, ArchivedScript> fresh_;
};

}  // namespace reality
