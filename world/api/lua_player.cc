// SPDX-License-Identifier: MIT
//
// thing: what only players' characters can do: leave, keep a guest's character, become keeper.
#include <memory>
#include <string>

#include "world/api/binding.h"
#include "world/people/login.h"
#include "world/people/reports.h"
#include "world/people/sessions.h"
#include "world/prose/narrator.h"
#include "world/scripts/behaviour_calls.h"
#include "world/state/keys.h"

namespace reality {

namespace {

PlayerSession& check_played(lua_State* L, const char* function, Thing& player) {
  PlayerSession* session = world_of(L).sessions().playing(player.id());
  if (!session)
    raise_fault(L, "%s: nobody plays %s now", function,
                std::string(player.string(key::name)).c_str());
  return *session;
}

// What reaches beyond the journal waits until the turn is kept.

int player_disconnect(lua_State* L) {
  Thing& player = check_thing(L, {"player:disconnect", 1, "self"});
  const std::string goodbye(check_string(L, {"player:disconnect", 2, "msg"}));
  PlayerSession& session = check_played(L, "player:disconnect", player);
  world_of(L).turns().send_last(session, {EventKind::system, goodbye});
  return 0;
}

int player_register(lua_State* L) {
  Thing& player = check_thing(L, {"player:register", 1, "self"});
  const std::string name(check_string(L, {"player:register", 2, "name"}));
  if (!player.flag(key::guest)) raise_fault(L, "player:register: only guests can register");
  PlayerSession& session = check_played(L, "player:register", player);
  World& world = world_of(L);
  world.turns().wake_later([&world, serial = session.serial(), name] {
    PlayerSession* asking = world.sessions().find(serial);
    if (!asking || asking->login()) return;
    asking->set_login(std::make_unique<LoginDialogue>(world, *asking));
    asking->login()->begin_registration(name);
  });
  return 0;
}

int player_claim(lua_State* L) {
  Thing& player = check_thing(L, {"player:claim", 1, "self"});
  const std::string_view code = check_string(L, {"player:claim", 2, "code"});
  World& world = world_of(L);
  const std::string expected = world.claim_code();
  if (expected.empty()) world.calls().refuse(L, "This world has a keeper already.");
  const Account* account = world.account_book().of(player.id());
  if (!account) world.calls().refuse(L, "A guest cannot be keeper: register first.");
  if (code != expected)
    world.calls().refuse(L, "That is not the code. The server shows it when it starts.");
  Account changed = *account;
  changed.role = AccountRole::keeper;
  world.account_book().set(player.string(key::name), changed);
  world.facts().set("claim_code", Value());
  world.narrator().tell(
      player, EventKind::reply,
      "You are the keeper of this world now. Letters to postmaster and abuse come to you. "
      "\"help keeper\" tells what a keeper can do.");
  return 0;
}

int player_report(lua_State* L) {
  const Thing& player = check_thing(L, {"player:report", 1, "self"});
  const std::string_view accused = check_string(L, {"player:report", 2, "accused"});
  const std::string_view words = check_string(L, {"player:report", 3, "words"});
  World& world = world_of(L);
  if (Status filed = Reports(world).file(player, accused, words); !filed)
    world.calls().refuse(L, filed.error());
  return 0;
}

}  // namespace

void install_players(lua_State* L, int methods) {
  lua_pushvalue(L, methods);
  set_functions(L, {{"disconnect", trampoline<player_disconnect>},
                    {"register", trampoline<player_register>},
                    {"claim", trampoline<player_claim>},
                    {"report", trampoline<player_report>}});
  lua_pop(L, 1);
}

}  // namespace reality
