// SPDX-License-Identifier: MIT
//
// Accounts: who may log in as which character, with what rights. Names are unique by their folded
// form. Passwords are kept as argon2id hashes made elsewhere. Owned by the World; changes go
// through the journal.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/result.h"
#include "world/state/journal.h"
#include "world/state/value.h"

namespace reality {

enum class AccountRole : uint8_t { player, author, keeper };

std::string_view role_name(AccountRole role);
Result<AccountRole> parse_role(std::string_view name);

struct Account {
  ThingId character;
  std::string password_hash;
  AccountRole role = AccountRole::player;
  int64_t created_ms = 0;
  bool operator==(const Account&) const = default;
};

/// True for login words, names that mail must have, beginnings that returned mail will have ("b-")
/// and what the language keeps for itself. The name is folded.
bool is_reserved_name(std::string_view folded);

/// The rules for a name: 2 to 20 letters, then digits, ' or - may follow; not a login word, not a
/// word that mail or the server needs, not like a guest's. The error is a sentence for the person.
Status check_player_name(std::string_view name);

class Accounts {
 public:
  explicit Accounts(Journal& journal) : journal_(journal) {}

  const Account* find(std::string_view name) const;
  /// The account of a character, or null (guests have none).
  const Account* of(ThingId character) const;
  void set(std::string_view name, Account account);
  void remove(std::string_view name);
  bool any_keeper() const;

  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& [name, account] : accounts_) visit(name, account);
  }
  /// Loading, past the journal. The name is folded already.
  void load(std::string folded, Account account);

 private:
  void put(const std::string& folded, std::optional<Account> account);
  void change(const std::string& folded, std::optional<Account> account);

  Journal& journal_;
  std::map<std::string, Account, std::less<>> accounts_;
  std::map<ThingId, std::string> by_character_;
};

}  // namespace reality
