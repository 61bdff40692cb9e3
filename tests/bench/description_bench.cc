// SPDX-License-Identifier: MIT
//
// What it costs to look around and to word an event: the room of DESIGN.md section 10 (ten
// players, a text of 431 letters), with players as they are in play: heirs of one prototype.
#include <benchmark/benchmark.h>

#include <string>
#include <string_view>
#include <vector>

#include "world/prose/description.h"
#include "world/prose/prose.h"
#include "world/prose/template.h"
#include "world/senses/perception.h"
#include "world/state/atom.h"
#include "world/state/journal.h"
#include "world/state/keys.h"
#include "world/state/things.h"

namespace reality {
namespace {

struct Crowd {
  Atoms atoms;
  Journal journal;
  Things things{atoms, journal};
  Perception perception{things};
  Thing* room = nullptr;
  std::vector<Thing*> players;

  explicit Crowd(int count) {
    room = &things.make(nullptr);
    things.set(*room, key::name, Value("the Quay of Hours"));
    things.set(*room, key::text, Value(std::string(431, 'x')));
    for (const Atom flag : {key::room, key::lit, key::outdoors})
      things.set(*room, flag, Value(true));
    add_exits();
    Thing& prototype = things.make(nullptr);
    for (const Atom flag : {key::person, key::player, key::proper})
      things.set(prototype, flag, Value(true));
    for (int i = 0; i < count; ++i) add_player(prototype, i);
    journal.keep();
  }
  void add_exits() {
    for (const std::string_view direction : {"north", "east", "south"}) {
      Thing& exit = things.make(nullptr);
      things.set(exit, key::exit, Value(true));
      things.set(exit, key::direction, Value(direction));
      things.set(exit, key::to, Value(room->id()));
      things.place(exit, Relation::part, room);
    }
  }
  void add_player(Thing& prototype, int number) {
    Thing& player = things.make(&prototype);
    things.set(player, key::name, Value("Player" + std::to_string(number)));
    things.set(player, key::id, Value("players.player" + std::to_string(number)));
    things.set(player, key::pronoun, Value("she"));
    things.set(player, key::home, Value(room->id()));
    things.set(player, key::role, Value("player"));
    things.place(player, Relation::in, room);
    players.push_back(&player);
  }
  void add_things(int count) {
    for (int i = 0; i < count; ++i) {
      Thing& thing = things.make(nullptr);
      things.set(thing, key::name, Value(i % 2 == 0 ? "a gold coin" : "a fish crate"));
      things.place(thing, Relation::in, room);
    }
    journal.keep();
  }
};

void look_at_a_room_of_ten(benchmark::State& state) {
  const Crowd crowd(10);
  for (auto _ : state)
    benchmark::DoNotOptimize(describe_room(*crowd.players[3], *crowd.room, crowd.perception));
}
BENCHMARK(look_at_a_room_of_ten);

void look_at_a_room_of_ten_with_things(benchmark::State& state) {
  Crowd crowd(10);
  crowd.add_things(static_cast<int>(state.range(0)));
  for (auto _ : state)
    benchmark::DoNotOptimize(describe_room(*crowd.players[3], *crowd.room, crowd.perception));
}
BENCHMARK(look_at_a_room_of_ten_with_things)->Arg(4)->Arg(2000);

void look_in_the_dark_at_2000_things(benchmark::State& state) {
  Crowd crowd(10);
  crowd.add_things(2000);
  crowd.things.set(*crowd.room, key::lit, Value());
  for (auto _ : state)
    benchmark::DoNotOptimize(describe_room(*crowd.players[3], *crowd.room, crowd.perception));
}
BENCHMARK(look_in_the_dark_at_2000_things);

void scope_in_a_room_of_ten(benchmark::State& state) {
  const Crowd crowd(10);
  for (auto _ : state) benchmark::DoNotOptimize(crowd.perception.scope(*crowd.players[3]));
}
BENCHMARK(scope_in_a_room_of_ten);

void say_to_a_room(benchmark::State& state) {
  const Crowd crowd(static_cast<int>(state.range(0)));
  Templates templates;
  const Thing* speaker = crowd.players[3];
  for (auto _ : state) {
    const Result<const Template*> message = templates.get("{actor} {say/says}, \"{words}\"");
    const Roles roles = {{"actor", speaker}, {"words", "the tide turns in an hour or so"}};
    benchmark::DoNotOptimize(render(**message, roles, speaker));
    benchmark::DoNotOptimize(render(**message, roles, nullptr));
    for (const Thing* listener : crowd.players)
      benchmark::DoNotOptimize(concerns(roles, *listener));
  }
}
BENCHMARK(say_to_a_room)->Arg(10)->Arg(100);

}  // namespace
}  // namespace reality

BENCHMARK_MAIN();
