// SPDX-License-Identifier: MIT
//
// What scripts can call, each by use; wrong use is named.
#include "world/api/api.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/world/yard.h"
#include "world/state/keys.h"

namespace reality {
namespace {

struct Case {
  const char* expression;
  const char* expected;
};

class Api : public Yard {
 protected:
  Api() {
    behaviour("bell", R"(return { properties = {
        count = 0, note = "", friend = ref, seen = {}, loud = true, weight = 1.5,
        sayings = { "Ding.", "Dong." }, topics = { tide = "It turns." } } })");
  }
  void SetUp() override { open(); }

  void expect_all(std::initializer_list<Case> cases) {
    for (const Case& each : cases)
      EXPECT_EQ(evaluate(std::string("(function() local bell, box, pebble, court = "
                                     "thing('yard.bell'), thing('yard.box'), "
                                     "thing('yard.pebble'), thing('yard.court') return ") +
                         each.expression + " end)()"),
                each.expected)
          << each.expression;
  }
  /// Each statement must raise; the error holds the words.
  void expect_faults(std::initializer_list<Case> cases) {
    for (const Case& each : cases)
      EXPECT_TRUE(has(run(std::string("local bell, box, pebble, court = thing('yard.bell'), "
                                      "thing('yard.box'), thing('yard.pebble'), "
                                      "thing('yard.court') ") +
                          each.expression),
                      each.expected))
          << each.expression;
  }
};

TEST_F(Api, TextWorksWithWords) {
  expect_all({
      {"text.number(2)", "two"},
      {"text.number(13)", "13"},
      {"text.join({ 'a', 'b', 'c' })", "a, b and c"},
      {"text.join({ 'a', 'b' }, 'or')", "a or b"},
      {"text.capital('the tide')", "The tide"},
      {"text.trim('  a b \\n')", "a b"},
      {"text.a(bell)", "a bronze bell"},
      {"text.the(bell)", "the bronze bell"},
      {"text.pick({ 'x', 'y', 'z' }, 'seed') == text.pick({ 'x', 'y', 'z' }, 'seed')", "true"},
      {"text.pick(bell.sayings, 'tide') ~= nil", "true"},
  });
  expect_faults({
      {"text.pick({}, 'seed')", "text.pick: the list is empty"},
      {"text.pick('x', 'seed')", "text.pick: argument 1 (list) must be a table, not a string"},
      {"text.number('x')", "text.number: argument 1 (n) must be a whole number, not a string"},
      {"text.number(1.5)", "text.number: argument 1 (n) must be a whole number"},
      {"text.a('bell')", "text.a: argument 1 (thing) must be a thing, not a string"},
      {"text.join({ {} })", "text.join"},
  });
}

TEST_F(Api, ListsAreMadeAnew) {
  expect_all({
      {"text.join(list.keep({ 'a', 'b', 'c' }, 'd', 2))", "c and d"},
      {"text.join(list.with({ 'a' }, 'b'))", "a and b"},
      {"text.join(list.without({ 'a', 'b', 'a' }, 'a'))", "b"},
      {"list.has({ 'a', 'b' }, 'b')", "true"},
      {"list.has({ 'a', 'b' }, 'c')", "false"},
      {"list.has({ bell }, bell)", "true"},
      {"#list.with(bell.sayings, 'Dang.')", "3"},
      {"#bell.sayings", "2"},
  });
  expect_faults({
      {"list.keep({}, 1, 0)", "list.keep: argument 3 (n) must lie between 1 and 1000"},
      {"list.with(nil, 1)", "list.with: argument 1 (list) must be a table, not nil"},
      {"list.without({})", "list.without: argument 2 (x) is missing"},
  });
}

TEST_F(Api, PropertiesAreReadByWayOfBehaviourAndPrototype) {
  expect_all({
      {"bell.name", "a bronze bell"},
      {"bell.count", "0"},
      {"bell.loud", "true"},
      {"bell.friend", "nil"},
      {"bell.text", "nil"},
      {"bell.topics.tide", "It turns."},
      {"make('library.coin', 'in', box).worth", "1"},
      {"(function() bell.count = 5 return bell.count end)()", "5"},
      {"(function() bell.count = nil return bell.count end)()", "0"},
      {"(function() bell.friend = box return bell.friend == box end)()", "true"},
      {"(function() bell.weight = 2 return bell.weight end)()", "2"},
      {"(function() bell.seen = { a = 1 } return bell.seen.a end)()", "1"},
      {"(function() bell.seen = { 'a' } return bell.seen[1] end)()", "a"},
      {"(function() local l = { 1 } bell.seen = l l[1] = 2 return bell.seen[1] end)()", "1"},
  });
}

TEST_F(Api, WrongPropertiesAreNamed) {
  expect_faults({
      {"local x = bell.cuont", "a bronze bell has no property \"cuont\"; did you mean count?"},
      {"bell.cuont = 1", "did you mean count?"},
      {"local x = box.count", "a wooden box has no property \"count\""},
      {"bell.count = 'many'", "count must be of the type integer, not string"},
      {"bell.note = 5", "note must be of the type string, not integer"},
      {"bell.friend = 'box'", "friend must be of the type thing, not string"},
      {"bell.seen = 'x'", "seen must be of the type list"},
      {"bell.topics = { 'x' }", "topics must be of the type map"},
      {"bell.name = true", "name must be of the type string"},
      {"bell.count = 0/0", "not finite"},
      {"bell.friend = print", "print"},
      {"bell.note = '\\xff'", "not UTF-8"},
      {"bell.seen = { 1, a = 2 }", "mixes"},
      {"bell.player = true", "the property \"player\" is the server's to set"},
      {"bell.behaviour = 'x'", "is the server's to set"},
      {"bell.id = 'x.y'", "is the server's to set"},
      {"bell.holder = box", "holder is read-only"},
      {"bell.room = box", "is the server's to set"},
      {"bell.kind = box", "kind is read-only"},
      {"bell.id_number = 1", "id_number is read-only"},
      {"bell.move = 1", "no property \"move\""},
      {"local l = bell.sayings l[1] = 'x'", "cannot be changed"},
      {"bell.topics.tide = 'x'", "cannot be changed"},
      {"table.insert(bell.sayings, 'x')", "cannot be changed"},
  });
}

TEST_F(Api, PlacesAreReadAndChanged) {
  expect_all({
      {"bell.holder == court", "true"},
      {"bell.relation", "in"},
      {"thing('yard.tongue').relation", "part"},
      {"thing('yard.tongue').room == court", "true"},
      {"court.room == court", "true"},
      {"court.holder", "nil"},
      {"bell.kind", "nil"},
      {"bell:part('tongue').name", "a bell tongue"},
      {"#bell:contents()", "1"},
      {"#bell:contents('in')", "0"},
      {"(function() pebble:move('in', box) return pebble.holder == box end)()", "true"},
      {"box:contents()[1] == pebble", "true"},
      {"(function() local c = make('library.coin', 'on', bell) return c.kind.name end)()",
       "a brass coin"},
      {"make('library.coin', 'in', box):is_a('library.coin')", "true"},
      {"pebble:is_a('library.coin')", "false"},
      {"pebble:is_a(pebble)", "true"},
      {"bell:has_behaviour('bell')", "true"},
      {"bell:has_behaviour('zither')", "false"},
      {"bell.id_number > 0", "true"},
      {"tostring(bell)", "a bronze bell"},
  });
  expect_faults({
      {"pebble:move('beside', box)", "thing:move: argument 1 (relation)"},
      {"pebble:move('in')", "thing:move: argument 2 (holder) must be a thing, not n"},
      {"box:move('in', box)", "a thing cannot be inside itself"},
      {"box:move('in', pebble)", "a thing cannot be inside itself"},
      {"bell:part('clapper')", "a bronze bell has no part \"clapper\""},
      {"make('library.cion', 'in', box)", "there is no thing \"library.cion\""},
      {"make(5, 'in', box)", "make: argument 1 (kind) must be a thing or the id of one"},
      {"make('library.coin')", "make: argument 2 (relation) must be a string, not n"},
      {"thing('yard.nowhere')", "there is no thing \"yard.nowhere\""},
      {"pebble:is_a('yard.nowhere')", "there is no thing"},
      {"bell.contents(5)", "thing:contents"},
  });
}

TEST_F(Api, AThingThatIsGoneRaises) {
  expect_faults({
      {"local c = make(pebble, 'in', box) c:destroy() local x = c.name", "gone"},
      {"local c = make('library.coin', 'in', box) c:destroy() c:move('in', box)", "gone"},
      {"local c = make('library.coin', 'in', box) c:destroy() c.name = 'x'", "gone"},
      {"local c = make('library.coin', 'in', box) c:destroy() bell:show('{x}', { x = c })", "gone"},
      {"court:destroy()", "a room cannot be destroyed"},
      {"make('library.coin', 'in', box) thing('library.coin'):destroy()",
       "other things are like this one"},
  });
  expect_all({
      {"is_valid(bell)", "true"},
      {"is_valid(5)", "false"},
      {"(function() local c = make('library.coin', 'in', box) c:destroy() return is_valid(c) "
       "end)()",
       "false"},
      {"(function() local c = make('library.coin', 'in', box) bell.friend = c c:destroy() return "
       "bell.friend end)()",
       "nil"},
      {"(function() local b = make(box, 'in', court) local c = make('library.coin', 'in', b) "
       "b:destroy() return c.holder == court end)()",
       "true"},
  });
}

TEST_F(Api, TheWorldIsAsked) {
  stage().enter("Ann");
  stage().enter("Tom");
  expect_all({
      {"world.name", "Pellwick"},
      {"#players()", "2"},
      {"players()[1].name", "Ann"},
      {"players()[1].online", "true"},
      {"bell.online", "false"},
      {"players()[1].role", "player"},
      {"players()[1].idle", "0"},
      {"players()[1].guest", "nil"},
      {"world.random(1)", "1"},
      {"world.random(6) <= 6", "true"},
      {"type(world.uptime())", "number"},
      {"type(verbs()[1].name)", "string"},
      {"help_page('no-such-page')", "nil"},
      {"help_page('../../README')", "nil"},
      {"ref ~= nil", "true"},
  });
  stage().pass(7);
  EXPECT_EQ(evaluate("world.uptime()"), "7");
  EXPECT_EQ(evaluate("players()[1].idle"), "7");
  expect_faults({
      {"world.random(0)", "world.random: argument 1 (most) must lie between 1"},
      {"world.random('x')", "world.random: argument 1 (most) must be a whole number"},
      {"world.name = 'x'", "is fixed"},
      {"setmetatable({}, {})", "setmetatable"},
  });
}

TEST_F(Api, SensesAndExits) {
  stage().enter("Ann");
  expect_all({
      {"court:lit()", "true"},
      {"thing('yard.cellar'):lit()", "false"},
      {"#court:exits()", "2"},
      {"court:exits()[1].direction", "north"},
      {"court:exits()[1].to == thing('yard.lane')", "true"},
      {"court:exits()[1].door", "nil"},
      {"court:exit('down').to == thing('yard.cellar')", "true"},
      {"court:exit('west')", "nil"},
      {"players()[1]:sees(bell)", "true"},
      {"players()[1]:reaches(bell)", "true"},
      {"players()[1]:sees(thing('yard.lane'))", "false"},
      {"select('#', players()[1]:sees(bell))", "1"},
      {"bell:name_for(players()[1])", "a bronze bell"},
      {"players()[1]:name_for(players()[1])", "you"},
  });
  run("thing('yard.pebble'):move('in', thing('yard.box'))");
  EXPECT_TRUE(has(evaluate("select(2, players()[1]:reaches(thing('yard.pebble')))"), "closed"));
}

TEST_F(Api, EachWitnessReadsOnesOwnWords) {
  stage().enter("Ann");
  stage().enter("Tom");
  stage().clear();
  run("players()[1]:show('{the self} {bow/bows} to {other}.', { other = players()[2] })");
  stage().settle();
  EXPECT_TRUE(has(stage()["Ann"].seen(), "You bow to Tom."));
  EXPECT_TRUE(has(stage()["Tom"].seen(), "Ann bows to you."));
  run("thing('yard.bell'):say('Hello {who}, {n}.', { who = players()[1], n = 3 })");
  stage().settle();
  EXPECT_TRUE(has(stage()["Tom"].seen(), "The bronze bell says, \"Hello Ann, 3.\""));
  run("players()[1]:tell('Psst, {friend}.', { friend = players()[2] })");
  run("thing('yard.bell'):tell('Nobody reads this.')");
  run("thing('yard.bell'):describe_to(players()[2])");
  stage().settle();
  EXPECT_TRUE(has(stage()["Ann"].seen(), "Psst, Tom."));
  EXPECT_FALSE(has(stage()["Tom"].seen(), "Psst"));
  run("thing('yard.court'):describe_to(players()[2])");
  stage().settle();
  EXPECT_TRUE(has(stage()["Tom"].seen(), "A paved court."));
}

TEST_F(Api, MessagesThatAreWrongAreNamed) {
  stage().enter("Ann");
  expect_faults({
      {"bell:show('{the self} {see/sees} {other}.')", "names {other}, which is not given"},
      {"bell:show('{the self')", "thing:show: "},
      {"bell:show('{x}', { x = {} , y = print })", "print"},
      {"bell:show('{x}', { x = true })", "{x} is a boolean, which has no words"},
      {"bell:show('{x}', { x = { 1 } })", "something in it that is no thing"},
      {"bell:show(5, 6)", "thing:show: argument 2 (vals) must be a table"},
      {"bell:show({})", "thing:show: argument 1 (msg) must be a string, not a table"},
      {"bell:show('x', { kind = 'noise' })", "there is no kind of event \"noise\""},
      {"bell:show('x', { carries = 'moon' })", "carries must be \"area\""},
      {"bell:show('x', { heard = '{nobody}' })", "names {nobody}"},
      {"bell:signal()", "thing:signal: argument 1 (name) must be a string"},
      {"players()[1]:disconnect()", "player:disconnect: argument 1 (msg)"},
      {"bell:disconnect('x')", "nobody plays a bronze bell"},
      {"players()[1]:register('x')", "only guests can register"},
      {"ask(players()[1], 'Well?')", "hooks may not wait"},
      {"choose(players()[1], 'Well?', { 'x' })", "hooks may not wait"},
      {"wait(1)", "hooks may not wait"},
  });
}

TEST_F(Api, WhatIsNotSeenMayBeHeard) {
  stage().enter("Ann");
  stage().enter("Tom");
  run("players()[1]:move('in', thing('yard.cellar'))"
      "players()[2]:move('in', thing('yard.cellar'))"
      "thing('yard.bell'):move('in', thing('yard.cellar'))");
  stage().settle();
  stage().clear();
  run("thing('yard.bell'):show('{the self} {swing/swings}.')");
  stage().settle();
  EXPECT_EQ(stage()["Ann"].seen(), "");
  run("thing('yard.bell'):show('{the self} {swing/swings}.', { heard = 'Something swings.' })");
  stage().settle();
  EXPECT_TRUE(has(stage()["Ann"].seen(), "Something swings."));
  stage().clear();
  stage().type("Ann", "say boo");
  EXPECT_TRUE(has(stage()["Tom"].seen(), "says, \"boo\"")) << "a voice is known in the dark";
}

TEST_F(Api, SomeSoundsCarryToTheWholeArea) {
  stage().enter("Ann");
  stage().enter("Tom");
  stage().type("Tom", "north");
  stage().clear();
  run("thing('yard.bell'):show('{the self} {ring/rings} {n}.', "
      "{ n = 3, heard = 'A bell rings {n}.', carries = 'area' })");
  stage().settle();
  EXPECT_TRUE(has(stage()["Ann"].seen(), "The bronze bell rings 3."));
  EXPECT_TRUE(has(stage()["Tom"].seen(), "A bell rings 3."));
  run("thing('yard.bell'):show('{the self} {ring/rings}.', { heard = 'A bell rings.' })");
  stage().settle();
  EXPECT_EQ(stage()["Tom"].seen(), "");
}

TEST_F(Api, MutedKindsAreNotRead) {
  stage().enter("Ann");
  run("players()[1].mute_kinds = { 'ambient', 'action' }");
  stage().clear();
  run("thing('yard.bell'):show('Dust falls.', { kind = 'ambient' })"
      "thing('yard.bell'):show('It swings.', { kind = 'action' })");
  stage().settle();
  const std::string seen = stage()["Ann"].seen();
  EXPECT_FALSE(has(seen, "Dust falls."));
  EXPECT_TRUE(has(seen, "It swings.")) << "only passing kinds can be muted";
}

class ApiInActs : public Api {
 protected:
  ApiInActs() {
    verbs("probe", R"(
      ["probe"] = function(act) act:show("{actor} {act/acts}.", { kind = "movement" }) end,
      ["probe {thing}"] = function(act)
        act:tell("{verb}, {line}, {the thing}, {word}.", { word = act.many and "many" or "one" })
        act:tell_others("{actor} {probe/probes} {the thing}.")
      end,
      ["sound {things}"] = function(act)
        act:tell("{the thing}, {word}.", { word = act.many and "many" or "one" })
      end,
      ["polish {things} with {tool}"] = function(act)
        act:tell("You rub {the thing}.")
      end,
      ["mention {topic:text} to {person:person}"] = function(act)
        act:show("{actor} {mention/mentions} {topic} to {person}.")
      end,
      ["lack"] = function(act) act:show("{actor} {see/sees} {nobody}.") end,
      ["decline to {thing}"] = function() decline() end,
      ["leave by {thing}"] = function(act)
        act:attempt("probe {thing}", { thing = act.thing }, function() act:tell("Attempted.") end)
      end,
      ["attempt nothing"] = function(act) act:attempt("yodel", {}) end,
      ["attempt half"] = function(act) act:attempt("probe {thing}", {}) end,
      ["balk"] = function(act) refuse("{actor} {balk/balks} at {what}.", { what = "it" }) end,
      ["leave now"] = function(act) act.actor:disconnect("Off you go.") end)");
    behaviour("bell", R"(
      local function note(self, word) self.note = self.note .. word end
      return { properties = { note = "", hush = false }, 
        before = { ["probe {self}"] = function(self, act)
          note(self, "before ")
          if self.hush then done() end
        end },
        after = { ["probe {it}"] = function(self) note(self, "witness ") end,
                  ["probe {self}"] = function(self) note(self, "after ") end },
        verbs = { ["mention {topic:text} to {self}"] = function(self, act)
                    if act.topic ~= "tea" then decline() end
                    act:show("{actor} {serve/serves} {the self} tea.")
                  end,
                  ["polish {things} with {self}"] = function(self, act)
                    if act.thing.container then decline() end
                    act:tell("You shine {the thing}.")
                  end,
                  ["tickle {self}"] = function() decline() end } })");
  }
  void SetUp() override {
    open();
    stage().enter("Ann");
    stage().enter("Tom");
  }
};

TEST_F(ApiInActs, TellEachWhatConcernsThem) {
  const std::string seen = says("Ann", "probe pebble");
  EXPECT_TRUE(has(seen, "probe, probe pebble, the white pebble, one."));
  EXPECT_EQ(stage()["Tom"].seen(), "\nAnn probes the white pebble.\n> ");
  EXPECT_TRUE(has(says("Ann", "sound pebble and box"), "The wooden box, many."));
  EXPECT_TRUE(has(says("Ann", "mention tea to Tom"), "You mention tea to Tom."));
  EXPECT_TRUE(has(stage()["Tom"].seen(), "Ann mentions tea to you."));
  EXPECT_TRUE(has(says("Ann", "balk"), "You balk at it."));
  EXPECT_TRUE(has(says("Ann", "lack"), "nothing of it has happened"));
  EXPECT_TRUE(has(stage().log_text(), "names {nobody}, which is not given"));
}

TEST_F(ApiInActs, HooksStandAroundTheDeed) {
  EXPECT_TRUE(has(says("Ann", "probe bell"), "the bronze bell, one."));
  EXPECT_EQ(bell("note"), "before after ");
  EXPECT_TRUE(has(says("Ann", "leave by bell"), "Attempted."));
  EXPECT_EQ(bell("note"), "before after before after ");
  run("thing('yard.bell').hush = true");
  EXPECT_FALSE(has(says("Ann", "leave by bell"), "Attempted."));
  EXPECT_FALSE(has(says("Ann", "probe bell"), "one."));
  EXPECT_EQ(bell("note"), "before after before after before after before after ");
}

TEST_F(ApiInActs, ARoomIsAskedAboutWhatHappensInIt) {
  world().run_turn([&] {
    Things& things = world().things();
    things.set(*things.find("yard.court"), key::behaviour, Value("bell"));
  });
  says("Ann", "probe pebble");
  EXPECT_EQ(evaluate("thing('yard.court').note"), "witness ");
}

TEST_F(ApiInActs, WhoeverDeclinesLeavesItToTheNext) {
  EXPECT_TRUE(has(says("Ann", "mention tea to bell"), "You serve the bronze bell tea."));
  EXPECT_FALSE(has(says("Ann", "mention war to bell"), "serve"));
  EXPECT_FALSE(has(says("Ann", "tickle bell"), "Something broke"));
}

TEST_F(ApiInActs, WhatWasDoneBeforeSomethingIsDeclinedStaysDone) {
  const std::string seen = says("Ann", "polish pebble and box with bell");
  EXPECT_TRUE(has(seen, "You shine the white pebble."));
  EXPECT_TRUE(has(seen, "You rub the wooden box."));
  EXPECT_FALSE(has(seen, "You rub the white pebble."));
}

TEST_F(ApiInActs, AttemptsAreChecked) {
  says("Ann", "attempt nothing");
  EXPECT_TRUE(has(stage().log_text(), "act:attempt: "));
  says("Ann", "attempt half");
  EXPECT_TRUE(has(stage().log_text(), "act:attempt: the role thing is not given"));
}

TEST_F(ApiInActs, APlayerCanBeSentAway) {
  EXPECT_TRUE(has(says("Ann", "leave now"), "Off you go."));
  EXPECT_TRUE(stage()["Ann"].closed());
  EXPECT_TRUE(has(stage()["Tom"].seen(), "Ann falls asleep."));
}

}  // namespace
}  // namespace reality
