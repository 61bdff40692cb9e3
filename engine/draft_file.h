// SPDX-License-Identifier: MIT
//
// DraftFile: a file that is written beside its target and takes its place only when it is whole:
// TARGET.reality-part, mode 0600, held under a lock by its one writer, so that what a killed writer
// left is told from what another one is writing. Owned by whoever writes; movable. Other code may
// fill it by its path (SQLite does), as long as that keeps the file and does not replace it.
// Must hold: the target is either as it was or the whole new file, at any moment of a crash; where
// the object goes without place(), the draft and what SQLite leaves beside it go too.
// Tests: tests/engine/draft_file_test.cc.
#pragma once

#include <string>
#include <string_view>

#include "engine/result.h"
#include "engine/unique_fd.h"

namespace reality {

inline constexpr std::string_view kDraftEnding = ".reality-part";

class DraftFile {
 public:
  enum class Over { replace, refuse };

  /// An empty draft for `target`; one that a dead writer has left is cleared away. Refused while
  /// another process is writing it, or when the folder may not be written.
  static Result<DraftFile> begin(const std::string& target);
  DraftFile(DraftFile&& other) noexcept;
  DraftFile& operator=(DraftFile&&) = delete;
  ~DraftFile();

  const std::string& path() const { return path_; }
  /// Lets the owner of the folder write it too, when we are root and somebody else serves there.
  Status give_to_owner_of_folder();
  Status write(std::string_view content);
  /// Writes all that is in that file.
  Status copy(const std::string& from);
  /// Brings it to disk: its bytes, not its name.
  Status sync();
  /// Puts the synced draft in the target's place and brings the name to disk. With Over::refuse an
  /// existing target is an error and stays.
  Status place(Over over);

 private:
  DraftFile(std::string target, UniqueFd file);
  void remove();

  std::string target_;
  std::string path_;
  UniqueFd file_;  // holds the lock; none once placed or moved from
};

/// "what: why", with the system's words for the error number.
Error file_error(const std::string& what, int number);
/// Brings the names in a folder to disk.
Status sync_folder(const std::string& folder);
/// The folder that `path` lies in: "." for a bare name.
std::string folder_of(const std::string& path);

}  // namespace reality
