// SPDX-License-Identifier: MIT
#include "program/transfer.h"

#include <span>
#include <utility>
#include <vector>

#include "engine/schema.h"
#include "engine/store.h"
#include "program/export_folder.h"
#include "program/home_files.h"
#include "program/new_home.h"
#include "program/program.h"
#include "program/world_file.h"
#include "program/world_snapshot.h"
#include "world/state/check.h"
#include "world/state/rows.h"
#include "world/state/state.h"
#include "world/transfer/export_text.h"

namespace reality {
namespace {

Status write_folder(ExportFolder& folder, const State& state,
                    const std::vector<HomeFile>& scripts) {
  if (Status begun = folder.begin(); !begun) return begun;
  const Status put =
      export_things(state, [&folder](const TransferFile& file) { return folder.put(file); });
  if (!put) return put;
  for (const HomeFile& script : scripts)
    if (Status done = folder.put(script); !done) return done;
  return folder.finish(export_index(&state, folder.files(), folder.scripts()));
}

/// Everything that an export is made of.
struct Exported {
  TransferFile index;
  std::vector<TransferFile> files;
  std::vector<HomeFile> scripts;
};

Result<Exported> read_folder(const std::string& path) {
  auto text = read_export_index(path);
  if (!text) return Error{text.error()};
  const auto index = read_transfer_index(*text);
  if (!index) return Error{index.error()};
  if (!index->finished) return Error{path + " is an export that was cut short: export once more"};
  Exported exported{std::move(*text), {}, {}};
  for (const std::string& name : index->files) {
    auto file = read_export_file(path, name);
    if (!file) return Error{file.error()};
    exported.files.push_back(std::move(*file));
  }
  for (const std::string& name : index->scripts) {
    if (!is_home_file(name) || name == kSettingsFile)
      return Error{exported.index.name + ": " + name + " is no script of an area"};
    auto file = read_export_file(path, name);
    if (!file) return Error{file.error()};
    exported.scripts.push_back({name, std::move(file->text)});
  }
  return exported;
}

std::vector<StoredRow> rows_of(const State& state) {
  std::vector<StoredRow> rows = all_rows(state);
  rows.push_back(row_now(state, {TableId::meta, 0, 0, "next_thing"}));
  return rows;
}

// As one transaction, into a file that has no name yet.
Status write_rows(const std::string& path, std::vector<StoredRow> rows, const Program& program) {
  auto db = open_database(path, program.migrations);
  if (!db) return Error{db.error()};
  auto writer = RowWriter::open(std::move(*db), table_shapes());
  if (!writer) return Error{path + ": " + writer.error()};
  std::vector<Batch> group(1);
  group[0].turn = 1;
  group[0].rows = std::move(rows);
  if (Status written = writer->commit(group); !written) return Error{path + ": " + written.error()};
  return writer->gather();
}

Status make_home(const std::string& dir, const Exported& exported, const State& state,
                 const Program& program) {
  auto home = NewHome::begin(dir);
  if (!home) return Error{home.error()};
  const std::string path = home->database().path();
  if (Status written = write_rows(path, rows_of(state), program); !written) return written;
  if (Status settled = settle_journal(path); !settled) return settled;
  const auto report = verify_world_file(path, program);
  if (!report) return Error{report.error()};
  if (!report->problems.empty())
    return Error{"the text makes no sound world: " + first_problem(*report) +
                 " (things are named by their serial numbers)"};
  if (Status added = home->add(exported.scripts); !added) return added;
  return home->finish();
}

Error first_of(const Problems& problems) {
  const size_t more = problems.count() - 1;
  return Error{problems.list().front().text() +
               (more ? " (and " + std::to_string(more) + " more)" : "")};
}

}  // namespace

int export_home(const std::string& home, const std::string& folder) {
  const auto program = find_program();
  if (!program) return refuse(program.error());
  auto target = ExportFolder::open(folder);
  if (!target) return refuse(target.error());
  const auto snapshot = WorldSnapshot::take(home);
  if (!snapshot) return refuse(snapshot.error());
  auto db = (*snapshot)->open(*program);
  if (!db) return refuse(db.error());
  if (const CheckReport report = check_world(*db); !report.problems.empty()) {
    refuse("nothing was exported: the world is not sound: " + first_problem(report) +
           "; `reality check` lists all");
    return kBroken;
  }
  State state;
  if (const auto turn = load_state(*db, state); !turn) return refuse(turn.error());
  const auto scripts = read_area_files((*snapshot)->home().dir());
  if (!scripts) return refuse(scripts.error());
  const Status written = write_folder(*target, state, *scripts);
  return written ? kDone : refuse(written.error());
}

int import_home(const std::string& home, const std::string& folder) {
  const auto program = find_program();
  if (!program) return refuse(program.error());
  if (Status may = NewHome::may_begin(home); !may)
    return refuse("nothing was imported: " + may.error());
  const auto exported = read_folder(folder);
  if (!exported) return refuse(exported.error());
  State state;
  Problems problems;
  import_world(exported->index, exported->files, state, problems);
  if (!problems.none()) return refuse("nothing was imported: " + first_of(problems).message);
  const Status made = make_home(home, *exported, state, *program);
  return made ? kDone : refuse("nothing was imported: " + made.error());
}

}  // namespace reality
