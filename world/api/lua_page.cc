// SPDX-License-Identifier: MIT
//
// page: what on_page writes its page with; and the world's figures and tidings, which pages show.
#include <cmath>
#include <string>

#include "engine/lua_order.h"
#include "engine/text.h"
#include "world/api/binding.h"
#include "world/pages/pages.h"
#include "world/scripts/behaviour_calls.h"

namespace reality {

namespace {

PageDraft& check_draft(lua_State* L, const char* function) {
  check_table(L, {function, 1, "page"});
  PageDraft* draft = world_of(L).pages().draft();
  if (!draft) raise_fault(L, "%s: this page has been written already", function);
  return *draft;
}

const Thing* running(World& world) {
  const Act* act = world.calls().current();
  return act ? world.things().find(act->self) : nullptr;
}

void add(lua_State* L, PageDraft& draft, PageBlock block) {
  if (!draft.add(std::move(block)))
    raise_fault(L, "the page is too long: at most 1000 pieces and 128 KiB");
}

/// The message at 2 with the values at 3, worded for the visitor.
std::string words_of(lua_State* L, const char* function, const PageDraft& draft) {
  World& world = world_of(L);
  const int values = opt_table(L, {function, 3, "vals"}) ? 3 : 0;
  return render_message(L, {function, 2, "msg"}, values, running(world),
                        world.things().find(draft.visitor()));
}

int page_heading(lua_State* L) {
  PageDraft& draft = check_draft(L, "page:heading");
  add(L, draft,
      {PageBlock::Kind::heading, capitalise(words_of(L, "page:heading", draft)), "", {}, {}});
  return 0;
}

int page_text(lua_State* L) {
  PageDraft& draft = check_draft(L, "page:text");
  add(L, draft, {PageBlock::Kind::text, words_of(L, "page:text", draft), "", {}, {}});
  return 0;
}

int page_list(lua_State* L) {
  PageDraft& draft = check_draft(L, "page:list");
  World& world = world_of(L);
  const Template message = check_message(L, {"page:list", 2, "msg"});
  check_table(L, {"page:list", 3, "items"});
  PageBlock block{PageBlock::Kind::list, "", "", {}, {}};
  for_each_pair(L, 3, [&](lua_State*) {
    const int item = lua_gettop(L);
    check_table(L, {"page:list", item, "an item"});
    const Roles roles = gather_roles(L, message, {item, 0, running(world)});
    block.items.push_back(render(message, roles, world.things().find(draft.visitor())));
  });
  if (!block.items.empty()) add(L, draft, std::move(block));
  return 0;
}

int page_figure(lua_State* L) {
  PageDraft& draft = check_draft(L, "page:figure");
  PageFigure figure;
  figure.label = check_string(L, {"page:figure", 2, "label"});
  if (lua_type(L, 3) == LUA_TNUMBER) {
    if (lua_isinteger(L, 3)) {
      append_digits(figure.value, int64_t{lua_tointeger(L, 3)});
    } else {
      append_digits(figure.value, lua_tonumber(L, 3));
    }
  } else {
    figure.value = check_string(L, {"page:figure", 3, "value"});
  }
  figure.key = opt_string(L, {"page:figure", 4, "key"}).value_or("");
  add(L, draft, {PageBlock::Kind::figures, "", "", {}, {figure}});
  return 0;
}

int page_link(lua_State* L) {
  PageDraft& draft = check_draft(L, "page:link");
  const std::string path(check_string(L, {"page:link", 3, "path"}));
  if (!path.starts_with('/') || path.starts_with("//"))
    raise_fault(L, "page:link: a path of this site begins with one slash");
  const Thing* reader = world_of(L).things().find(draft.visitor());
  const std::string words =
      render_message(L, {"page:link", 2, "msg"}, 0, running(world_of(L)), reader);
  add(L, draft, {PageBlock::Kind::link, words, path, {}, {}});
  return 0;
}

// The command is typed in the visitor's name, so it calls things as people do.
int page_button(lua_State* L) {
  PageDraft& draft = check_draft(L, "page:button");
  const std::string label(check_string(L, {"page:button", 2, "label"}));
  const std::string command =
      render_message(L, {"page:button", 3, "command"}, 0, running(world_of(L)), nullptr);
  add(L, draft, {PageBlock::Kind::button, label, clean_line(command), {}, {}});
  return 0;
}

void set_integer(lua_State* L, const char* name, int64_t value) {
  lua_pushinteger(L, static_cast<lua_Integer>(value));
  lua_setfield(L, -2, name);
}

void set_ms(lua_State* L, const char* name, int64_t us) {
  lua_pushnumber(L, figure_ms(us));
  lua_setfield(L, -2, name);
}

void set_store_figures(lua_State* L, const StoreFigures& store) {
  set_ms(L, "commit_p50_ms", store.commit_p50_us);
  set_ms(L, "commit_p90_ms", store.commit_p90_us);
  set_ms(L, "commit_p99_ms", store.commit_p99_us);
  set_ms(L, "commit_max_ms", store.commit_max_us);
  lua_pushnumber(L, std::round(store.rows_per_commit * 10) / 10);
  lua_setfield(L, -2, "rows_per_commit");
  set_integer(L, "durable_lag_turns", store.lag_turns);
  set_ms(L, "durable_lag_ms", store.lag_us);
  set_ms(L, "durable_lag_p99_ms", store.lag_p99_us);
  set_integer(L, "store_queue_limit", store.queue_limit);
  set_integer(L, "wal_bytes", store.wal_bytes);
  set_ms(L, "checkpoint_p99_ms", store.checkpoint_p99_us);
  set_ms(L, "checkpoint_max_ms", store.checkpoint_max_us);
  set_ms(L, "sync_p50_ms", store.sync_p50_us);
  set_ms(L, "sync_p99_ms", store.sync_p99_us);
}

int world_figures(lua_State* L) {
  const WorldFigures figures = world_of(L).live_figures();
  lua_createtable(L, 0, 32);
  set_integer(L, "uptime_seconds", figures.uptime_seconds);
  set_integer(L, "players", figures.players);
  set_integer(L, "guests", figures.guests);
  set_integer(L, "rooms", figures.rooms);
  set_integer(L, "things", figures.things);
  set_integer(L, "letters_waiting", figures.letters_waiting);
  lua_pushnumber(L, std::round(figures.turns_per_second * 10) / 10);
  lua_setfield(L, -2, "turns_per_second");
  set_ms(L, "turn_p50_ms", figures.turn_p50_us);
  set_ms(L, "turn_p99_ms", figures.turn_p99_us);
  set_store_figures(L, figures.store);
  set_ms(L, "loop_stall_p99_ms", figures.loop_stall_p99_us);
  set_ms(L, "loop_stall_p999_ms", figures.loop_stall_p999_us);
  set_ms(L, "loop_stall_max_ms", figures.loop_stall_max_us);
  return 1;
}

int world_chronicle(lua_State* L) {
  World& world = world_of(L);
  const int values = opt_table(L, {"world.chronicle", 2, "vals"}) ? 2 : 0;
  std::string words =
      render_message(L, {"world.chronicle", 1, "msg"}, values, running(world), nullptr);
  world.chronicle().add(world.clock().wall_ms(), std::move(words));
  return 0;
}

std::string ago_words(int64_t seconds) {
  struct Unit {
    int64_t seconds;
    const char* one;
    const char* many;
  };
  static constexpr Unit kUnits[] = {
      {86400, "a day", "days"}, {3600, "an hour", "hours"}, {60, "a minute", "minutes"}};
  for (const Unit& unit : kUnits) {
    const int64_t count = seconds / unit.seconds;
    if (count == 1) return std::string(unit.one) + " ago";
    if (count > 1) return std::to_string(count) + " " + unit.many + " ago";
  }
  return "just now";
}

int world_tidings(lua_State* L) {
  World& world = world_of(L);
  const int64_t now_ms = world.clock().wall_ms();
  lua_newtable(L);
  lua_Integer index = 0;
  const auto& all = world.chronicle().all();
  for (auto tiding = all.rbegin(); tiding != all.rend(); ++tiding) {
    lua_createtable(L, 0, 2);
    push_string(L, tiding->text);
    lua_setfield(L, -2, "text");
    push_string(L, ago_words((now_ms - tiding->at_ms) / 1000));
    lua_setfield(L, -2, "ago");
    lua_rawseti(L, -2, ++index);
  }
  return 1;
}

}  // namespace

void install_world_pages(lua_State* L) {
  set_functions(L, {{"figures", trampoline<world_figures>},
                    {"chronicle", trampoline<world_chronicle>},
                    {"tidings", trampoline<world_tidings>}});
}

void install_pages(lua_State* L) {
  lua_newtable(L);  // the metatable
  lua_newtable(L);
  set_functions(L, {{"heading", trampoline<page_heading>},
                    {"text", trampoline<page_text>},
                    {"list", trampoline<page_list>},
                    {"figure", trampoline<page_figure>},
                    {"link", trampoline<page_link>},
                    {"button", trampoline<page_button>}});
  lua_setfield(L, -2, "__index");
  lua_setfield(L, LUA_REGISTRYINDEX, kPageMetatable);
}

}  // namespace reality
