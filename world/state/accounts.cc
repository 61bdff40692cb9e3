// SPDX-License-Identifier: MIT
#include "world/state/accounts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/text.h"

namespace reality {

namespace {
constexpr std::array<std::string_view, 3> kRoles = {"player", "author", "keeper"};

// Login words, what the parser and the prose keep for themselves, and names that mail must have.
constexpr std::array<std::string_view, 31> kReserved = {
    "all",     "abuse",  "anyone",  "connect",   "create",     "everyone", "everything", "guest",
    "help",    "her",    "here",    "him",       "it",         "keeper",   "me",         "myself",
    "nobody",  "none",   "noreply", "play",      "postmaster", "quit",     "register",   "root",
    "someone", "system", "them",    "webmaster", "who",        "you",      "yourself"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool may_follow(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '\'' || c == '-';
}
}  // namespace

std::string_view role_name(AccountRole role) {
  return kRoles[static_cast<size_t>(role)];
}

Result<AccountRole> parse_role(std::string_view name) {
  for (size_t i = 0; i < kRoles.size(); ++i)
    if (kRoles[i] == name) return static_cast<AccountRole>(i);
  return Error{"there is no role \"" + std::string(name) + "\": say player, author or keeper"};
}

bool is_reserved_name(std::string_view folded) {
  return std::find(kReserved.begin(), kReserved.end(), folded) != kReserved.end() ||
         folded.starts_with("b-");
}

Status check_player_name(std::string_view name) {
  if (name.size() < 2 || name.size() > 20) return Error{"A name has 2 to 20 letters."};
  if (!is_letter(name.front())) return Error{"A name begins with a letter from A to Z."};
  if (!std::all_of(name.begin(), name.end(), may_follow))
    return Error{"A name is one word of letters from A to Z; digits, ' and - may follow."};
  const std::string folded = fold_case(name);
  if (is_reserved_name(folded))
    return Error{"That word means something else here; please choose another name."};
  if (folded.starts_with("guest"))
    return Error{"Guests come and go under that name; please choose another."};
  return {};
}

const Account* Accounts::find(std::string_view name) const {
  auto it = accounts_.find(fold_case(name));
  return it == accounts_.end() ? nullptr : &it->second;
}

const Account* Accounts::of(ThingId character) const {
  auto it = by_character_.find(character);
  return it == by_character_.end() ? nullptr : &accounts_.find(it->second)->second;
}

void Accounts::put(const std::string& folded, std::optional<Account> account) {
  if (auto it = accounts_.find(folded); it != accounts_.end()) {
    by_character_.erase(it->second.character);
    accounts_.erase(it);
  }
  if (!account) return;
  by_character_[account->character] = folded;
  accounts_.emplace(folded, std::move(*account));
}

void Accounts::change(const std::string& folded, std::optional<Account> account) {
  std::optional<Account> before;
  if (auto it = accounts_.find(folded); it != accounts_.end()) before = it->second;
  if (before == account) return;
  put(folded, std::move(account));
  journal_.record({TableId::account, 0, 0, folded},
                  [this, folded, before = std::move(before)] { put(folded, before); });
}

void Accounts::set(std::string_view name, Account account) {
  change(fold_case(name), std::move(account));
}

void Accounts::remove(std::string_view name) {
  change(fold_case(name), std::nullopt);
}

bool Accounts::any_keeper() const {
  return std::any_of(accounts_.begin(), accounts_.end(),
                     [](const auto& entry) { return entry.second.role == AccountRole::keeper; });
}

void Accounts::load(std::string folded, Account account) {
  put(folded, std::move(account));
}

}  // namespace reality
