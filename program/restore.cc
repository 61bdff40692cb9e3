// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/db.h"
#include "program/backup.h"
#include "program/home_files.h"
#include "program/new_home.h"
#include "program/program.h"
#include "program/world_file.h"

namespace reality {
namespace {

/// Errors of the copy are told of the file that it was made of, without the advice for a home.
Error about(const std::string& file, const std::string& draft, std::string message) {
  // Behind what was put in: the name of the file may hold the draft's.
  for (size_t at = message.find(draft); at != message.npos;
       at = message.find(draft, at + file.size()))
    message.replace(at, draft.size(), file);
  message.resize(std::min(message.find(';'), message.size()));
  return Error{message + "; nothing was restored: take another backup"};
}

Status is_complete(const std::string& file, const Program& program) {
  if (has_journal(file))
    return Error{file + " is the database of a home, and not all of it: its journal lies beside " +
                 "it; make a backup of that home first"};
  const auto version = world_file_version(file, program);
  return version ? Status() : Status(Error{version.error()});
}

Result<std::vector<HomeFile>> take_files(const std::string& database) {
  auto db = Db::open(database, Db::Access::read_write);
  if (!db) return Error{database + ": " + db.error()};
  if (Status set = db->execute("PRAGMA locking_mode=EXCLUSIVE"); !set) return Error{set.error()};
  return take_home_files(*db);
}

Status verify(const std::string& file, const std::string& draft, const Program& program) {
  const auto report = verify_world_file(draft, program);
  if (!report) return about(file, draft, report.error());
  if (report->problems.empty()) return {};
  return about(file, draft, file + " is not sound: " + first_problem(*report));
}

Status fill(NewHome& home, const std::string& file, const Program& program) {
  const std::string draft = home.database().path();
  if (Status copied = home.database().copy(file); !copied) return copied;
  // By its bytes as they are: SQLite writes to a file that it opens.
  if (Status sound = verify(file, draft, program); !sound) return sound;
  if (Status settled = settle_journal(draft); !settled) return settled;
  const auto files = take_files(draft);
  if (!files) return about(file, draft, files.error());
  if (Status added = home.add(*files); !added) return added;
  return home.finish();
}

}  // namespace

int restore(const std::string& home, const std::string& file) {
  const auto program = find_program();
  if (!program) return refuse(program.error());
  if (Status complete = is_complete(file, *program); !complete) return refuse(complete.error());
  auto made = NewHome::begin(home);
  if (!made) return refuse(made.error());
  if (Status filled = fill(*made, file, *program); !filled) return refuse(filled.error());
  return kDone;
}

}  // namespace reality
