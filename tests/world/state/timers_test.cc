// SPDX-License-Identifier: MIT
//
// Durable timers and signals of things, as behaviours use them.
#include "world/state/timers.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

#include "tests/world/yard.h"

namespace reality {
namespace {

constexpr const char* kTickingBell = R"(
return {
  properties = { count = 0, missed = 0, broken = false, note = "",
    left = 300, rang_at = -1 },
  on_attach = function(self) self:every(10, "ring") end,
  timers = {
    ring = function(self, timer)
      self.count = self.count + 1
      self.missed = timer.missed
      self.rang_at = self.left
      if self.broken then error("cracked") end
      self:show("{the self} {ring/rings} {n}.", { n = self.count })
    end,
    once = function(self, timer) self.note = self.note .. timer.name end,
    drop = function(self) make("pebble", "in", self.room) end,
    doze = function(self) wait(1) error("cracked") end,
    no = function(self) self.note = "changed" refuse("No.") end,
  },
  signals = {
    shake = function(self, what)
      self.note = self.note .. what.how
      self:show("{the self} {shake/shakes} {how}.", { how = what.how })
    end,
    crack = function(self) self.note = "changed" error("cracked") end,
    storm = function(self) self:signal("storm") self:signal("storm") end,
    again = function(self)
      self.left = self.left - 1
      if self.left > 0 then self:signal("again") end
    end,
    drop = function(self) make("pebble", "in", self.room) end,
    pause = function(self) wait(5) self.note = "rested" end,
  },
})";

class Timing : public Yard {
 protected:
  Timing() {
    behaviour("bell", kTickingBell);
    verbs("mark", R"(["mark"] = function()
      thing("yard.bell").note = tostring(thing("yard.bell").left)
    end)");
  }
  void SetUp() override {
    open();
    stage().enter("Ann");
  }
  void tell_bell(const std::string& call) {
    EXPECT_EQ(run("thing('yard.bell'):" + call), "ok");
    stage().settle();
  }
  void set_broken(bool broken) {
    world().run_turn([&] {
      Things& things = world().things();
      things.set(*things.find("yard.bell"), world().atoms().intern("broken"), Value(broken));
    });
  }
  size_t pebbles() {
    return std::stoul(
        evaluate("(function() local n = 0 for _, t in "
                 "ipairs(thing('yard.court'):contents()) do if t.name == "
                 "'a white pebble' then n = n + 1 end end return n end)()"));
  }
};

TEST_F(Timing, ARepeatingTimerRingsEachBeat) {
  stage().pass(9);
  EXPECT_EQ(stage()["Ann"].seen(), "");
  stage().pass(1);
  EXPECT_TRUE(has(stage()["Ann"].seen(), "The bronze bell rings 1."));
  stage().pass(20);
  EXPECT_EQ(bell("count"), "3");
  EXPECT_EQ(bell("missed"), "0");
  tell_bell("stop('ring')");
  stage().pass(30);
  EXPECT_EQ(bell("count"), "3");
}

TEST_F(Timing, ASingleTimerRingsOnceAndMayBeSetAnew) {
  tell_bell("after(5, 'once')");
  stage().pass(3);
  tell_bell("after(5, 'once')");
  stage().pass(3);
  EXPECT_EQ(bell("note"), "");
  stage().pass(20);
  EXPECT_EQ(bell("note"), "once");
  EXPECT_TRUE(has(run("thing('yard.bell'):after(5, 'twice')"), "has a timer \"twice\""));
  EXPECT_TRUE(has(run("thing('yard.bell'):every(0, 'once')"), "must be from 0.1 seconds"));
}

TEST_F(Timing, BeatsThatPassedAtOnceRingOnceAndAreCounted) {
  stage().clock().advance_us(45'000'000);
  stage().settle();
  EXPECT_EQ(bell("count"), "1");
  EXPECT_EQ(bell("missed"), "3");
  stage().pass(5);
  EXPECT_EQ(bell("count"), "2") << "the beat stays where it was";
  EXPECT_EQ(bell("missed"), "0");
}

TEST_F(Timing, AFaultingTimersBeatIsSpentAndItGoesOn) {
  set_broken(true);
  stage().pass(10);
  EXPECT_EQ(bell("count"), "0") << "undone";
  EXPECT_TRUE(has(stage().log_text(), "cracked"));
  set_broken(false);
  stage().pass(10);
  EXPECT_EQ(bell("count"), "1");
  EXPECT_EQ(bell("missed"), "0");
}

TEST_F(Timing, ABehaviourThatFaultsAgainAndAgainIsSetAside) {
  set_role("Ann", AccountRole::author);
  set_broken(true);
  stage().pass(40);
  std::string seen = stage()["Ann"].seen();
  EXPECT_TRUE(has(seen, "behaviours/bell.lua:"));
  EXPECT_FALSE(has(seen, "set aside"));
  stage().pass(10);
  EXPECT_TRUE(
      has(stage()["Ann"].seen(), "behaviours/bell.lua has failed 5 times and is set aside"));
  set_broken(false);
  stage().pass(20);
  EXPECT_EQ(bell("count"), "0");
  behaviour("bell", std::string(kTickingBell) + " -- mended\n");
  world().scripts_changed();
  stage().pass(10);
  EXPECT_EQ(bell("count"), "1");
  EXPECT_EQ(bell("missed"), "0");
}

TEST_F(Timing, AFaultAfterAWaitCountsAsWell) {
  set_role("Ann", AccountRole::author);
  tell_bell("stop('ring')");
  tell_bell("every(10, 'doze')");
  stage().pass(52);
  EXPECT_TRUE(has(stage()["Ann"].seen(), "is set aside"));
}

TEST_F(Timing, ARefusalInATimerUndoesIt) {
  tell_bell("after(1, 'no')");
  stage().pass(2);
  EXPECT_EQ(bell("note"), "");
  EXPECT_EQ(world().timers().count(), 1U) << "and the beat is spent";
}

TEST_F(Timing, ASignalIsATurnOfItsOwn) {
  tell_bell("signal('shake', { how = 'softly' })");
  EXPECT_TRUE(has(stage()["Ann"].seen(), "The bronze bell shakes softly."));
  EXPECT_EQ(bell("note"), "softly");
  tell_bell("signal('crack')");
  EXPECT_EQ(bell("note"), "softly");
  tell_bell("signal('nobody listens')");
  tell_bell("signal('pause')");
  stage().pass(6);
  EXPECT_EQ(bell("note"), "rested");
}

TEST_F(Timing, IdsOfItsAreaNeedNoArea) {
  tell_bell("after(1, 'drop')");
  stage().pass(2);
  EXPECT_EQ(pebbles(), 2U);
  tell_bell("signal('drop')");
  EXPECT_EQ(pebbles(), 3U);
}

TEST_F(Timing, ALongChainOfSignalsKeepsNobodyWaiting) {
  EXPECT_EQ(run("thing('yard.bell'):signal('again')"), "ok");
  stage()["Ann"].type("mark");
  stage().clock().advance_us(10'000'000);
  stage().settle();
  EXPECT_EQ(bell("left"), "0");
  EXPECT_GT(std::stoi(bell("note")), 200) << "a line was heard meanwhile";
  EXPECT_GT(std::stoi(bell("rang_at")), 200) << "and a timer rang";
}

TEST_F(Timing, SignalsThatBreedComeToAnEnd) {
  tell_bell("signal('storm')");
  EXPECT_TRUE(has(stage().log_text(), "too many signals"));
}

TEST_F(Timing, TimersOutliveTheServer) {
  std::string folder = testing::TempDir() + "reality-timers-XXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  StageOptions options;
  options.database = folder + "/world.db";
  open(options);
  stage().pass(12);
  EXPECT_EQ(bell("count"), "1");
  open(options);
  EXPECT_EQ(bell("count"), "1");
  // This clock begins where the first one began: the next beat stands at 20 s.
  stage().pass(19);
  EXPECT_EQ(bell("count"), "1");
  stage().clock().advance_us(36'000'000);
  stage().settle();
  EXPECT_EQ(bell("count"), "2") << "downtime rings once";
  EXPECT_EQ(bell("missed"), "3");
  stage_.reset();
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace reality
