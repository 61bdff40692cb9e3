// SPDX-License-Identifier: MIT
#include "program/backup.h"

#include <filesystem>
#include <system_error>

#include "engine/draft_file.h"
#include "program/backup_shelf.h"
#include "program/home_files.h"
#include "program/program.h"
#include "program/world_file.h"
#include "program/world_snapshot.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

// SQLite takes no symbolic links on the way, and a rename would replace the last one.
Result<std::string> real_path(const std::string& file) {
  if (file.empty() || file.back() == '/') return Error{"the backup needs a file's name"};
  std::error_code problem;
  const fs::path absolute = fs::absolute(file, problem);
  const fs::path whole =
      fs::exists(absolute, problem) ? fs::canonical(absolute, problem) : fs::path();
  if (!whole.empty()) return whole.string();
  const fs::path folder = fs::canonical(absolute.parent_path(), problem);
  if (problem) return Error{"cannot write " + file + ": " + problem.message()};
  return (folder / absolute.filename()).string();
}

// What stands in the place of the backup must be one, or nothing that anybody could miss.
Status may_replace(const std::string& file) {
  std::error_code problem;
  const fs::file_status status = fs::status(file, problem);
  if (status.type() == fs::file_type::not_found) return {};
  if (status.type() == fs::file_type::none)
    return Error{"cannot look at " + file + ": " + problem.message()};
  if (!fs::is_regular_file(status)) return Error{file + " is there and is no file"};
  const fs::path folder = fs::path(file).parent_path();
  if (has_journal(file) || fs::exists(folder / "lock", problem))
    return Error{file + " is the database of a home, not a backup: give another name"};
  if (fs::file_size(file, problem) == 0) return {};
  if (is_world_file(file)) return {};
  return Error{file + " is there and is no backup: give another name, or move it away"};
}

Status carry_home_files(const std::string& home, const std::string& database) {
  const auto files = read_home_files(home);
  if (!files) return Error{files.error()};
  auto db = Db::open(database, Db::Access::read_write);
  if (!db) return Error{database + ": " + db.error()};
  if (Status put = put_home_files(*db, *files); !put) return Error{database + ": " + put.error()};
  return {};
}

Status fill(DraftFile& draft, const std::string& home, const Program& program) {
  const auto snapshot = WorldSnapshot::take(home);
  if (!snapshot) return Error{snapshot.error()};
  if (Status room = (*snapshot)->fits(folder_of(draft.path())); !room) return room;
  if (Status copied = (*snapshot)->copy_to(draft, program); !copied) return copied;
  return carry_home_files((*snapshot)->home().dir(), draft.path());
}

// The last step puts the new backup in place; until then the old ones have only changed numbers.
Status put_away(DraftFile& draft, const std::string& file, int keep) {
  if (Status synced = draft.sync(); !synced) return synced;
  if (keep == 0) return draft.place(DraftFile::Over::replace);
  const BackupShelf shelf(file);
  if (Status moved = shelf.make_room(); !moved) return moved;
  if (Status placed = draft.place(DraftFile::Over::replace); !placed) return placed;
  return shelf.clear_beyond(keep);
}

}  // namespace

int backup(const BackupOptions& options) {
  const auto program = find_program();
  if (!program) return refuse(program.error());
  const auto file = real_path(options.file);
  if (!file) return refuse(file.error());
  if (Status may = may_replace(*file); !may) return refuse(may.error());
  auto draft = DraftFile::begin(*file);
  if (!draft) return refuse(draft.error());
  if (Status filled = fill(*draft, options.home, *program); !filled)
    return refuse("no backup was made: " + filled.error());
  const auto report = verify_world_file(draft->path(), *program);
  if (!report) return refuse("no backup was made: the copy is not sound: " + report.error());
  if (!report->problems.empty()) {
    refuse("no backup was made: the world is not sound: " + first_problem(*report) +
           "; `reality check` lists all");
    return kBroken;
  }
  if (Status placed = put_away(*draft, *file, options.keep); !placed) return refuse(placed.error());
  return kDone;
}

}  // namespace reality
