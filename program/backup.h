// SPDX-License-Identifier: MIT
//
// backup: a verified copy of a home in one file: the database, and in a table of it the files of
// areas/ and the settings. Beside a server its own connection makes the copy. Returns the program's
// exit code; silent when all went well.
// Must hold: FILE is either the backup that it was or the whole new one, verified and on disk; a
// file that is no backup is never replaced, moved or removed.
// Tests: tests/real/backup_test.cc.
#pragma once

#include <string>

namespace reality {

struct BackupOptions {
  std::string home;
  std::string file;
  /// How many backups there are to be in the end: FILE, the newest, and FILE.1 ... FILE.KEEP-1; 0
  /// leaves those with numbers alone.
  int keep = 0;
};

inline constexpr int kMostBackups = 1000;

int backup(const BackupOptions& options);

/// restore: makes a home of a backup, in a folder that is not there or empty. What a killed restore
/// has left there is begun anew.
int restore(const std::string& home, const std::string& file);

}  // namespace reality
