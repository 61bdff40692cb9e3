// SPDX-License-Identifier: MIT
//
// Accounts that newcomers make while the kill harness runs, what they were told of them, and
// whether those in the database agree: the account with its character, and the last that the
// newcomer said to look like. Functions without a server; only read_accounts() opens a file.
// Tests: tests/real/kill_accounts_test.cc.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/result.h"

namespace reality {

struct KnownAccount {
  std::string name;
  bool made = false;  // the newcomer was let in
  /// What the character is said to look like: first what was confirmed last ("" = nothing yet),
  /// then what was said since.
  std::vector<std::string> looks{""};
};

struct FoundAccount {
  std::string name;
  std::string character;  // its name; "" if it has none
  std::string looks;
};

struct AccountFindings {
  std::vector<FoundAccount> accounts;
  size_t characters = 0;  // players' characters, with an account or without
};

/// Reads every account out of a database that nobody serves. Its file may be written to.
Result<AccountFindings> read_accounts(const std::string& database);

/// What `found` contradicts: an account that was made is there, whole and once; one that was not
/// may be; there is nothing else.
std::vector<std::string> judge_accounts(const std::vector<KnownAccount>& known,
                                        const AccountFindings& found);
/// Writes down what became of an account: one that is not there is named by false.
bool settle_account(KnownAccount& account, const AccountFindings& found);

}  // namespace reality
