// SPDX-License-Identifier: MIT
//
// mail: letters and the post; and letter:reply().
#include <string>

#include "world/api/binding.h"
#include "world/people/names.h"
#include "world/post/post_office.h"
#include "world/prose/naming.h"
#include "world/state/keys.h"

namespace reality {

namespace {

constexpr size_t kLongestLetter = size_t{16} << 10U;

/// nil and why, or true.
int answer(lua_State* L, PostVerdict verdict, std::string_view name) {
  if (verdict == PostVerdict::accepted) return lua_pushboolean(L, 1), 1;
  lua_pushnil(L);
  push_string(L, PostOffice::reason(verdict, name));
  return 2;
}

Thing& check_letter(lua_State* L, LuaArg arg) {
  Thing& letter = check_thing(L, arg);
  if (!letter.flag(key::letter)) raise_argument(L, arg, "a letter");
  return letter;
}

int mail_addressee(lua_State* L) {
  const Addressee found =
      world_of(L).post_office().find(check_string(L, {"mail.addressee", 1, "name"}));
  if (found.kind == Addressee::Kind::none) return lua_pushnil(L), 1;
  push_string(L, found.name);
  return 1;
}

Thing& make_letter(World& world, const Thing& writer, std::string_view name,
                   std::string_view words) {
  const std::string from = name_for(writer, nullptr, Article::as_written);
  Thing& letter = world.post_office().write(from, name, words);
  world.things().set(letter, key::writer, Value(writer.id()));
  return letter;
}

int mail_write(lua_State* L) {
  World& world = world_of(L);
  Thing& writer = check_thing(L, {"mail.write", 1, "writer"});
  const std::string name(check_string(L, {"mail.write", 2, "name"}));
  const std::string words(check_string(L, {"mail.write", 3, "words"}));
  const Addressee reader = world.post_office().find(name);
  if (reader.kind == Addressee::Kind::none)
    raise_fault(L, "mail.write: nobody is called %s", name.c_str());
  if (words.size() > kLongestLetter) raise_fault(L, "mail.write: more than 16 KiB of words");
  Thing& letter = make_letter(world, writer, reader.name, words);
  world.things().place(letter, Relation::held, &writer);
  push_thing(L, &letter);
  return 1;
}

int mail_post(lua_State* L) {
  World& world = world_of(L);
  Thing& letter = check_letter(L, {"mail.post", 1, "letter"});
  const auto given = opt_string(L, {"mail.post", 2, "name"});
  const std::string name(given ? *given : letter.string(key::addressee));
  return answer(L, world.post_office().post(letter, world.post_office().find(name)), name);
}

int mail_kept(lua_State* L) {
  const Thing& player = check_thing(L, {"mail.kept", 1, "player"});
  const PostOffice& office = world_of(L).post_office();
  push_things(L, office.kept(player, LetterState::kept));
  push_things(L, office.kept(player, LetterState::counter));
  return 2;
}

int mail_office(lua_State* L) {
  const Thing* holes = world_of(L).names().pigeon_holes();
  push_thing(L, holes ? room_of(*holes) : nullptr);
  return 1;
}

int mail_collect(lua_State* L) {
  Thing& player = check_thing(L, {"mail.collect", 1, "player"});
  Thing& letter = check_letter(L, {"mail.collect", 2, "letter"});
  if (!world_of(L).post_office().collect(player, letter))
    raise_fault(L, "mail.collect: the post keeps no such letter for %s",
                std::string(player.string(key::name)).c_str());
  return 0;
}

/// The thing whose behaviour runs writes the answer.
const Thing& replying(lua_State* L, World& world) {
  const Act* act = world.calls().current();
  const Thing* self = act ? world.things().find(act->self) : nullptr;
  if (!self) raise_fault(L, "letter:reply: only a behaviour of a thing can reply");
  return *self;
}

int letter_reply(lua_State* L) {
  World& world = world_of(L);
  const Thing& letter = check_letter(L, {"letter:reply", 1, "self"});
  const int values = opt_table(L, {"letter:reply", 3, "vals"}) ? 3 : 0;
  const Thing& self = replying(L, world);
  const std::string words = render_message(L, {"letter:reply", 2, "msg"}, values, &self, nullptr);
  const Thing* writer = world.things().find(letter.get(key::writer));
  if (!writer) {
    lua_pushnil(L);
    push_string(L, "The post does not go beyond this world.");
    return 2;
  }
  const std::string name(writer->string(key::name));
  const Addressee reader = world.post_office().find(name);
  if (reader.kind == Addressee::Kind::none) return answer(L, PostVerdict::unknown, name);
  Thing& reply = make_letter(world, self, reader.name, words);
  const PostVerdict verdict = world.post_office().post(reply, reader);
  if (verdict == PostVerdict::accepted) return push_thing(L, &reply), 1;
  world.destroy(reply);
  return answer(L, verdict, name);
}

}  // namespace

void push_letter_methods(lua_State* L) {
  lua_newtable(L);
  set_functions(L, {{"reply", trampoline<letter_reply>}});
}

void install_mail(lua_State* L) {
  World& world = world_of(L);
  lua_newtable(L);
  push_string(L, world.parts().settings.mail.domain);
  lua_setfield(L, -2, "domain");
  set_functions(L, {{"addressee", trampoline<mail_addressee>},
                    {"write", trampoline<mail_write>},
                    {"post", trampoline<mail_post>},
                    {"kept", trampoline<mail_kept>},
                    {"office", trampoline<mail_office>},
                    {"collect", trampoline<mail_collect>}});
  world.machine().expose("mail");
}

}  // namespace reality
