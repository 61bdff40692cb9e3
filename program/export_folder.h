// SPDX-License-Identifier: MIT
//
// ExportFolder: the folder that an export writes: new, empty, or an earlier export, which is then
// brought up to date file by file, so that version control shows what has changed in the world.
// Owned by an export. Must hold: a file that no export wrote is neither replaced nor removed; an
// export that was cut short says so in its index, and the next one sets it right.
// Tests: tests/real/export_test.cc.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/result.h"
#include "program/home_files.h"
#include "world/transfer/import_text.h"
#include "world/transfer/transfer_words.h"

namespace reality {

class ExportFolder {
 public:
  /// Looks whether `path` is fit; writes nothing.
  static Result<ExportFolder> open(const std::string& path);

  /// Says in the index that an export is under way.
  Status begin();
  Status put(const TransferFile& file);
  Status put(const HomeFile& script);
  /// The paths put so far.
  const std::vector<std::string>& files() const { return files_; }
  const std::vector<std::string>& scripts() const { return scripts_; }
  /// Removes what the earlier export had and this one has not, and writes the index.
  Status finish(const std::string& index);

 private:
  ExportFolder(std::string path, TransferIndex before)
      : path_(std::move(path)), before_(std::move(before)) {}
  Status write(const std::string& name, const std::string& content) const;
  Status may_replace(const std::string& name, bool ours) const;

  std::string path_;
  TransferIndex before_;
  std::vector<std::string> files_;
  std::vector<std::string> scripts_;
};

/// The index of the export at `path`; the error says that it is none.
Result<TransferFile> read_export_index(const std::string& path);
/// One of its files.
Result<TransferFile> read_export_file(const std::string& path, const std::string& name);

}  // namespace reality
