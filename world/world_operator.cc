// SPDX-License-Identifier: MIT
//
// What a keeper does from outside the game (world/operator.h). Changes wait for their turn among
// the requests, as all else does: no keeper's either starts while the store is full.
#include <utility>

#include "engine/password.h"
#include "engine/text.h"
#include "world/people/characters.h"
#include "world/people/names.h"
#include "world/people/sessions.h"
#include "world/state/keys.h"
#include "world/world.h"

namespace reality {

void World::add_account(std::string_view name, std::string_view password, std::string_view role,
                        Done done) {
  auto parsed = parse_role(role);
  if (!parsed) return done(Error{parsed.error()});
  if (Status may = names_->may_take(name); !may) return done(may);
  if (password.empty()) return done(Error{"the password is empty"});
  const AccountSettings& cost = parts_.settings.accounts;
  auto hash =
      hash_password(password, secrets().salt(), cost.password_memory_kib, cost.password_passes);
  if (!hash) return done(Error{hash.error()});
  requests_.push_back(
      [this, given = std::string(name), hash = *hash, role_of = *parsed, done = std::move(done)] {
        // Somebody may have taken the name meanwhile.
        if (Status may = names_->may_take(given); !may) return done(may);
        run_turn([&] {
          Thing& body = characters_->make(capitalise(given));
          state_.accounts.set(given, {body.id(), hash, role_of, clock().wall_ms()});
          if (role_of == AccountRole::keeper) state_.facts.set("claim_code", Value());
        });
        when_durable([done] { done({}); });
      });
}

void World::change_account(std::string_view name, std::function<void(Account&)> change, Done done) {
  requests_.push_back(
      [this, given = std::string(name), change = std::move(change), done = std::move(done)] {
        const Account* account = state_.accounts.find(given);
        if (!account) return done(Error{"there is no account called " + given});
        Account changed = *account;
        change(changed);
        run_turn([&] {
          state_.accounts.set(given, changed);
          if (changed.role == AccountRole::keeper) state_.facts.set("claim_code", Value());
        });
        make_claim_code();
        when_durable([done] { done({}); });
      });
}

void World::set_password(std::string_view name, std::string_view password, Done done) {
  if (password.empty()) return done(Error{"the password is empty"});
  const AccountSettings& cost = parts_.settings.accounts;
  auto hash =
      hash_password(password, secrets().salt(), cost.password_memory_kib, cost.password_passes);
  if (!hash) return done(Error{hash.error()});
  change_account(
      name, [hash = *hash](Account& account) { account.password_hash = hash; }, std::move(done));
}

void World::set_role(std::string_view name, std::string_view role, Done done) {
  auto parsed = parse_role(role);
  if (!parsed) return done(Error{parsed.error()});
  change_account(
      name, [to = *parsed](Account& account) { account.role = to; }, std::move(done));
}

void World::remove_account(std::string_view name, Done done) {
  requests_.push_back([this, given = std::string(name), done = std::move(done)] {
    const Account* account = state_.accounts.find(given);
    if (!account) return done(Error{"there is no account called " + given});
    const ThingId character = account->character;
    if (sessions_->playing(character))
      return done(Error{given + " is playing just now; try again later"});
    run_turn([&] {
      state_.accounts.remove(given);
      if (Thing* body = state_.things.find(character)) characters_->remove(*body);
    });
    make_claim_code();
    when_durable([done] { done({}); });
  });
}

std::vector<AccountLine> World::accounts() const {
  std::vector<AccountLine> lines;
  state_.accounts.for_each([&](const std::string& name, const Account& account) {
    const Thing* body = state_.things.find(account.character);
    lines.push_back({body ? std::string(body->string(key::name)) : name,
                     std::string(role_name(account.role)), account.created_ms,
                     sessions_->playing(account.character) != nullptr});
  });
  return lines;
}

void World::snapshot(std::string path, Done done) {
  store_->snapshot(std::move(path), std::move(done));
}

}  // namespace reality
