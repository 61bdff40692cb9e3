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
namespace {

// What a refusal tells of must be on disk, as what any other answer tells of.
void refuse(World& world, const Operator::Done& done, std::string why) {
  world.when_durable([done, why = std::move(why)] { done(Error{why}); });
}

}  // namespace

// A hash takes tens of milliseconds on purpose, and the loop has others to serve meanwhile. The
// salt is drawn here: secrets belong to this thread.
void World::with_hash(std::string_view password, std::function<void(std::string)> then,
                      const Done& done) {
  if (password.empty()) return done(Error{"the password is empty"});
  const AccountSettings& cost = parts_.settings.accounts;
  const bool queued = parts_.executor.submit(
      [given = std::string(password), salt = secrets().salt(), memory = cost.password_memory_kib,
       passes = cost.password_passes, then = std::move(then), done]() -> Completion {
        return [hash = hash_password(given, salt, memory, passes), then, done] {
          if (!hash) return done(Error{hash.error()});
          then(*hash);
        };
      });
  if (!queued)
    done(Error{"very many passwords are being worked on just now; try again in a moment"});
}

void World::add_account(std::string_view name, std::string_view password, std::string_view role,
                        Done done) {
  auto parsed = parse_role(role);
  if (!parsed) return done(Error{parsed.error()});
  if (Status may = names_->may_take(name); !may) return refuse(*this, done, may.error());
  with_hash(
      password,
      [this, given = std::string(name), role_of = *parsed, done](std::string hash) {
        requests_.push_back([this, given, role_of, done, hash = std::move(hash)] {
          make_account(given, hash, role_of, done);
        });
      },
      done);
}

// Somebody may have taken the name since it was asked for.
void World::make_account(const std::string& name, const std::string& hash, AccountRole role,
                         const Done& done) {
  if (Status may = names_->may_take(name); !may) return refuse(*this, done, may.error());
  const bool kept = run_turn([&] {
    Thing& body = characters_->make(capitalise(name));
    state_.accounts.set(name, {body.id(), hash, role, clock().wall_ms()});
    if (role == AccountRole::keeper) state_.facts.set("claim_code", Value());
  });
  answer(kept, done);
}

void World::answer(bool kept, const Done& done) {
  if (!kept) return done(Error{"it went wrong and nothing has changed; the server's log says why"});
  when_durable([done] { done({}); });
}

void World::change_account(std::string_view name, std::function<void(Account&)> change, Done done) {
  requests_.push_back(
      [this, given = std::string(name), change = std::move(change), done = std::move(done)] {
        const Account* account = state_.accounts.find(given);
        if (!account) return refuse(*this, done, "there is no account called " + given);
        Account changed = *account;
        change(changed);
        const bool kept = run_turn([&] {
          state_.accounts.set(given, changed);
          if (changed.role == AccountRole::keeper) state_.facts.set("claim_code", Value());
        });
        make_claim_code();
        answer(kept, done);
      });
}

void World::set_password(std::string_view name, std::string_view password, Done done) {
  with_hash(
      password,
      [this, given = std::string(name), done](std::string hash) {
        change_account(
            given, [hash = std::move(hash)](Account& account) { account.password_hash = hash; },
            done);
      },
      done);
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
    if (!account) return refuse(*this, done, "there is no account called " + given);
    const ThingId character = account->character;
    if (sessions_->playing(character))
      return refuse(*this, done, given + " is playing just now; try again later");
    const bool kept = run_turn([&] {
      state_.accounts.remove(given);
      if (Thing* body = state_.things.find(character)) characters_->remove(*body);
    });
    make_claim_code();
    answer(kept, done);
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
