// SPDX-License-Identifier: MIT
//
// text and list: words and lists, without any effect on the world.
#include <string>
#include <vector>

#include "engine/lua_order.h"
#include "engine/text.h"
#include "world/api/binding.h"
#include "world/prose/naming.h"

namespace reality {

namespace {

/// FNV-1a: the same pick for the same seed on every machine.
uint64_t hash_text(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) {
    hash ^= static_cast<uint8_t>(c);
    hash *= 0x100000001b3U;
  }
  return hash;
}

lua_Integer length(lua_State* L, int index) {
  lua_len(L, index);
  const lua_Integer count = lua_tointeger(L, -1);
  lua_pop(L, 1);
  return count;
}

int text_pick(lua_State* L) {
  check_table(L, {"text.pick", 1, "list"});
  const uint64_t hash = hash_text(check_string(L, {"text.pick", 2, "seed"}));
  const lua_Integer count = length(L, 1);
  if (count == 0) raise_fault(L, "text.pick: the list is empty");
  lua_geti(L, 1, static_cast<lua_Integer>(hash % static_cast<uint64_t>(count)) + 1);
  return 1;
}

int text_number(lua_State* L) {
  std::string word;
  append_number_word(word, check_integer(L, {"text.number", 1, "n"}));
  push_string(L, word);
  return 1;
}

int text_join(lua_State* L) {
  check_table(L, {"text.join", 1, "list"});
  const auto last = opt_string(L, {"text.join", 2, "last"}).value_or("and");
  std::vector<std::string> words;
  for_each_pair(L, 1, [&](lua_State*) {
    words.emplace_back(check_string(L, {"text.join", -1, "a word"}));
  });
  push_string(L, join_words(words, last));
  return 1;
}

int text_capital(lua_State* L) {
  push_string(L, capitalise(check_string(L, {"text.capital", 1, "s"})));
  return 1;
}

int text_trim(lua_State* L) {
  push_string(L, trim(check_string(L, {"text.trim", 1, "s"})));
  return 1;
}

int text_fold(lua_State* L) {
  push_string(L, fold_case(check_string(L, {"text.fold", 1, "s"})));
  return 1;
}

int text_a(lua_State* L) {
  push_string(L, name_for(check_thing(L, {"text.a", 1, "thing"}), nullptr, Article::indefinite));
  return 1;
}

int text_the(lua_State* L) {
  push_string(L, name_for(check_thing(L, {"text.the", 1, "thing"}), nullptr, Article::definite));
  return 1;
}

// Lists are never changed in place: each of these makes a new one.

int list_keep(lua_State* L) {
  check_table(L, {"list.keep", 1, "list"});
  check_any(L, {"list.keep", 2, "x"});
  const int64_t most = check_integer_in(L, {"list.keep", 3, "n"}, 1, 1000);
  const lua_Integer count = length(L, 1);
  const lua_Integer first = count + 1 > most ? count + 2 - most : 1;
  lua_newtable(L);
  lua_Integer to = 0;
  for (lua_Integer i = first; i <= count; ++i) {
    lua_geti(L, 1, i);
    lua_rawseti(L, -2, ++to);
  }
  lua_pushvalue(L, 2);
  lua_rawseti(L, -2, ++to);
  return 1;
}

int list_with(lua_State* L) {
  check_table(L, {"list.with", 1, "list"});
  check_any(L, {"list.with", 2, "x"});
  const lua_Integer count = length(L, 1);
  lua_newtable(L);
  for (lua_Integer i = 1; i <= count; ++i) {
    lua_geti(L, 1, i);
    lua_rawseti(L, -2, i);
  }
  lua_pushvalue(L, 2);
  lua_rawseti(L, -2, count + 1);
  return 1;
}

int list_without(lua_State* L) {
  check_table(L, {"list.without", 1, "list"});
  check_any(L, {"list.without", 2, "x"});
  const lua_Integer count = length(L, 1);
  lua_newtable(L);
  lua_Integer to = 0;
  for (lua_Integer i = 1; i <= count; ++i) {
    lua_geti(L, 1, i);
    if (lua_rawequal(L, -1, 2)) {
      lua_pop(L, 1);
    } else {
      lua_rawseti(L, -2, ++to);
    }
  }
  return 1;
}

int list_has(lua_State* L) {
  check_table(L, {"list.has", 1, "list"});
  check_any(L, {"list.has", 2, "x"});
  const lua_Integer count = length(L, 1);
  bool found = false;
  for (lua_Integer i = 1; i <= count && !found; ++i) {
    lua_geti(L, 1, i);
    found = lua_rawequal(L, -1, 2) != 0;
    lua_pop(L, 1);
  }
  lua_pushboolean(L, found);
  return 1;
}

}  // namespace

void install_text(lua_State* L) {
  lua_newtable(L);
  set_functions(L, {{"pick", trampoline<text_pick>},
                    {"number", trampoline<text_number>},
                    {"join", trampoline<text_join>},
                    {"capital", trampoline<text_capital>},
                    {"trim", trampoline<text_trim>},
                    {"fold", trampoline<text_fold>},
                    {"a", trampoline<text_a>},
                    {"the", trampoline<text_the>}});
  world_of(L).machine().expose("text");
}

void install_lists(lua_State* L) {
  lua_newtable(L);
  set_functions(L, {{"keep", trampoline<list_keep>},
                    {"with", trampoline<list_with>},
                    {"without", trampoline<list_without>},
                    {"has", trampoline<list_has>}});
  world_of(L).machine().expose("list");
}

}  // namespace reality
