// SPDX-License-Identifier: MIT
#include "tests/real/kill_accounts.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "engine/db.h"

namespace reality {
namespace {

constexpr std::string_view kAccounts = R"(
  SELECT account.name, name.value, looks.value FROM account
    LEFT JOIN property AS name ON name.thing = account.thing AND name.key = 'name'
    LEFT JOIN property AS looks ON looks.thing = account.thing AND looks.key = 'text')";
constexpr std::string_view kCharacters =
    "SELECT count(*) FROM property WHERE key = 'player' AND value = 1";

// As accounts are kept; the harness's names are of plain letters.
std::string folded(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

void judge_found(const FoundAccount& found, const KnownAccount& known,
                 std::vector<std::string>& problems) {
  if (found.character != known.name)
    problems.push_back("the account of " + known.name + " has \"" + found.character +
                       "\" for a character");
  const auto& looks = known.looks;
  if (std::find(looks.begin(), looks.end(), found.looks) == looks.end())
    problems.push_back(known.name + " was last seen to look like \"" + looks.front() +
                       "\" and looks like \"" + found.looks + "\": lost");
}

}  // namespace

Result<AccountFindings> read_accounts(const std::string& database) {
  auto db = Db::open(database, Db::Access::read_write);
  if (!db) return Error{db.error()};
  auto rows = db->prepare(kAccounts);
  if (!rows) return Error{rows.error()};
  AccountFindings found;
  while (rows->step())
    found.accounts.push_back(
        {std::string(rows->text(0)), std::string(rows->text(1)), std::string(rows->text(2))});
  if (Status read = rows->status(); !read) return Error{read.error()};
  const auto characters = db->ask(kCharacters);
  if (!characters) return Error{characters.error()};
  found.characters = static_cast<size_t>(std::get<int64_t>(*characters));
  return found;
}

std::vector<std::string> judge_accounts(const std::vector<KnownAccount>& known,
                                        const AccountFindings& found) {
  std::vector<std::string> problems;
  std::map<std::string, const FoundAccount*> there;
  for (const FoundAccount& account : found.accounts)
    if (!there.emplace(account.name, &account).second)
      problems.push_back("the account " + account.name + " is doubled");
  for (const KnownAccount& account : known) {
    const auto at = there.find(folded(account.name));
    if (at != there.end()) {
      judge_found(*at->second, account, problems);
      there.erase(at);
    } else if (account.made) {
      problems.push_back("the account of " + account.name + " was made and is lost");
    }
  }
  for (const auto& [name, account] : there) problems.push_back("nobody made the account " + name);
  if (found.characters != found.accounts.size())
    problems.push_back("there are " + std::to_string(found.characters) + " characters for " +
                       std::to_string(found.accounts.size()) + " accounts");
  return problems;
}

bool settle_account(KnownAccount& account, const AccountFindings& found) {
  const std::string name = folded(account.name);
  const auto at = std::find_if(found.accounts.begin(), found.accounts.end(),
                               [&name](const FoundAccount& one) { return one.name == name; });
  if (at == found.accounts.end()) return false;
  account.made = true;
  account.looks = {at->looks};
  return true;
}

}  // namespace reality
