// SPDX-License-Identifier: MIT
//
// WorldFile: a world's database as a file among others: what it is by its first bytes, and whether
// it is sound all through. For copies that nobody serves; a home's own database is opened by
// engine/schema. Functions; the file is read and, by settle_journal alone, written.
// Tests: tests/real/backup_test.cc.
#pragma once

#include <cstdint>
#include <string>

#include "engine/result.h"
#include "program/program.h"
#include "world/state/check.h"

namespace reality {

/// The schema version by the file's header. An error for what is no file, no database, no world of
/// this server, or of a newer program.
Result<int64_t> world_file_version(const std::string& path, const Program& program);

/// Whether its header says that it is a world of this server, of whatever version.
bool is_world_file(const std::string& path);

/// Whether a journal with something in it lies beside the file: then it is not complete alone.
bool has_journal(const std::string& path);

/// Makes a file that is complete without a journal of a fresh copy, so that no reader leaves one.
Status settle_journal(const std::string& path);

/// Everything that can be verified: that the file is whole, and the world's invariants. A world
/// with an older schema is verified as what its migrations make of it, in a copy. The error says
/// why it cannot be read at all.
Result<CheckReport> verify_world_file(const std::string& path, const Program& program);

/// The first problem and how many more there are, as one line.
std::string first_problem(const CheckReport& report);

}  // namespace reality
