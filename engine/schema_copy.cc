// SPDX-License-Identifier: MIT
#include "engine/schema_copy.h"

namespace reality {
namespace {

// A world is raised once a release; whoever has so many copies of one schema wants to look at them.
constexpr int kMostCopies = 9;

std::string copy_name(const std::string& path, int64_t version, int number) {
  const std::string name = path + ".schema-" + std::to_string(version);
  return number == 1 ? name : name + "." + std::to_string(number);
}

// What a copy that was cut off has left, its journal first: it belongs to no new file.
Status clear(Storage& storage, const std::string& part) {
  if (Status cleared = storage.remove(part + "-journal"); !cleared) return cleared;
  return storage.remove(part);
}

Status verify(const Storage& storage, const std::string& part, int64_t version) {
  auto copy = Db::open(storage, part, Db::Access::sealed);
  if (!copy) return Error{part + ": " + copy.error()};
  auto number = copy->ask("PRAGMA user_version");
  if (!number) return Error{part + ": " + number.error()};
  if (*number != Cell(version)) return Error{part + ": it is not the same schema"};
  auto whole = copy->ask("PRAGMA integrity_check(1)");
  if (!whole) return Error{part + ": " + whole.error()};
  if (*whole != Cell(std::string("ok"))) return Error{part + ": it is not whole"};
  return {};
}

/// The number of the name for a new copy, or of an older one that holds the same.
Result<int> place_for(const Storage& storage, const std::string& part, const std::string& path,
                      int64_t version) {
  for (int number = 1; number <= kMostCopies; ++number) {
    const std::string name = copy_name(path, version, number);
    if (!storage.exists(name)) return number;
    const auto same = storage.same(part, name);
    if (same && *same) return number;
  }
  return Error{copy_name(path, version, 1) + " and " + std::to_string(kMostCopies - 1) +
               " more copies are there already: move them away"};
}

Result<std::string> make_copy(Storage& storage, Db& db, const std::string& path, int64_t version) {
  const std::string part = copy_name(path, version, 1) + ".part";
  if (Status cleared = clear(storage, part); !cleared) return Error{cleared.error()};
  if (Status made = storage.create_private(part); !made) return Error{made.error()};
  Status copied = copy_database(db, part, [] {});
  if (copied) copied = verify(storage, part, version);
  if (!copied) return Error{copied.error()};
  const auto number = place_for(storage, part, path, version);
  if (!number) return Error{number.error()};
  const std::string name = copy_name(path, version, *number);
  if (Status placed = storage.rename(part, name); !placed) return Error{placed.error()};
  return name;
}

}  // namespace

Result<std::string> keep_schema_copy(Storage& storage, Db& db, const std::string& path,
                                     int64_t version) {
  auto copy = make_copy(storage, db, path, version);
  if (copy) return copy;
  (void)clear(storage, copy_name(path, version, 1) + ".part");
  return Error{path + " needs a copy before its schema is raised, and none can be made (" +
               copy.error() + "); nothing was changed: make room there for a second " +
               path.substr(path.rfind('/') + 1) + ", then start again"};
}

std::optional<std::string> newest_schema_copy(const Storage& storage, const std::string& path,
                                              int64_t version) {
  for (int64_t older = version - 1; older >= 1; --older)
    for (int number = kMostCopies; number >= 1; --number)
      if (std::string name = copy_name(path, older, number); storage.exists(name)) return name;
  return std::nullopt;
}

}  // namespace reality
