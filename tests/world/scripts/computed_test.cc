// SPDX-License-Identifier: MIT
//
// What behaviours compute: properties and parts of texts, for whoever reads; and that they change
// nothing by it.
#include <gtest/gtest.h>

#include <string>

#include "tests/world/yard.h"

namespace reality {
namespace {

class Computed : public Yard {
 protected:
  void bell_is(const std::string& source) {
    behaviour("bell", "return {" + source + "}");
    open();
    stage().enter("Ann");
    stage().enter("Bob");
    stage().clear();
  }
  std::string ann(std::string_view line) { return says("Ann", line); }
};

TEST_F(Computed, EachReaderHasTheirOwnText) {
  bell_is(R"(computed = { text = function(self, observer)
    return (self.text or "Bronze.") .. " It hums for " .. observer.name .. "." end })");
  EXPECT_TRUE(has(ann("x bell"), "Bronze. It hums for Ann."));
  EXPECT_TRUE(has(says("Bob", "x bell"), "It hums for Bob."));
  run("thing('yard.bell').text = 'Green bronze.'");
  EXPECT_TRUE(has(ann("x bell"), "Green bronze. It hums for Ann.")) << "within, the stored text";
}

TEST_F(Computed, ReadersOfAnotherLanguageHaveItToo) {
  bell_is(R"(computed = { text = function(_, observer) return "For " .. observer.name .. "." end },
    fragments = { dust = { priority = 20, text = "Dust lies on it." } })");
  ann("language de");
  EXPECT_TRUE(has(ann("x bell"), "For Ann. Dust lies on it."));
  run("thing('yard.bell').texts = { de = 'Eine Glocke.' }");
  EXPECT_TRUE(has(ann("x bell"), "Eine Glocke. Dust lies on it."));
}

TEST_F(Computed, ScriptsReadItAsAField) {
  bell_is(R"(properties = { count = 3 }, computed = {
    double = function(self) return self.count * 2 end,
    reader = function(_, observer) return observer and observer.name or "nobody" end })");
  EXPECT_EQ(bell("double"), "6");
  EXPECT_EQ(bell("reader"), "nobody") << "no one acts";
  EXPECT_TRUE(has(evaluate("thing('yard.bell').duoble"), "did you mean double?"));
  EXPECT_TRUE(has(run("thing('yard.bell').double = 1"), "double"));
}

TEST_F(Computed, NilFallsBackToWhatIsStored) {
  bell_is("computed = { text = function() return nil end, note = function() return nil end }");
  run("thing('yard.bell').text = 'Bronze.'");
  EXPECT_TRUE(has(ann("x bell"), "Bronze."));
  EXPECT_EQ(bell("note == nil"), "true");
}

TEST_F(Computed, AKindsIsInherited) {
  bell_is("computed = { text = function(self) return 'I am ' .. self.name .. '.' end }");
  EXPECT_EQ(run("local b = make(thing('yard.bell'), 'in', thing('yard.court')) b.name = 'a gong'"),
            "ok");
  EXPECT_TRUE(has(ann("x gong"), "I am a gong."));
}

TEST_F(Computed, ARoomHasItToo) {
  bell_is("");
  behaviour("weather", R"(return { computed = {
    text = function(self) return self.text .. " It rains." end,
    name = function() return "the wet court" end } })");
  share_.write("data/world/yard.area",
               std::string(kYardText).replace(std::string(kYardText).find("tags: lit"), 9,
                                              "tags: lit\nbehaviour: weather"));
  open();
  stage().enter("Ann");
  EXPECT_TRUE(has(ann("look"), "The wet court\r\nA paved court. It rains.") ||
              has(ann("look"), "The wet court\nA paved court. It rains."));
}

/// A computed text that does what it may not.
class Meddling : public Computed, public testing::WithParamInterface<const char*> {};

TEST_P(Meddling, IsAFaultThatChangesNothing) {
  bell_is(std::string("properties = { count = 0 }, timers = { ring = function() end }, "
                      "signals = { ring = function() end }, "
                      "computed = { text = function(self, observer) ") +
          GetParam() + " return 'Bronze.' end }");
  const std::string before = evaluate("#thing('yard.court'):contents()");
  EXPECT_TRUE(has(ann("x bell"), "nothing of it has happened"));
  EXPECT_EQ(stage()["Bob"].seen(), "");
  EXPECT_EQ(bell("count"), "0");
  EXPECT_EQ(evaluate("#thing('yard.court'):contents()"), before);
  EXPECT_TRUE(has(stage().log_text(), "script_fault"));
  EXPECT_TRUE(has(ann("x pebble"), "white pebble")) << "and the others play on";
}

INSTANTIATE_TEST_SUITE_P(Ways, Meddling,
                         testing::Values("self.count = 1", "thing('yard.pebble'):destroy()",
                                         "make(thing('yard.pebble'), 'in', self.room)",
                                         "observer:tell('Psst.')", "self:show('It rings.')",
                                         "refuse('No.')", "self:after(5, 'ring')", "wait(1)",
                                         "self:signal('ring')", "local x = nil; x()",
                                         "self:describe('a', 'B.')", "while true do end"));

TEST_F(Computed, ItselfByWayOfAnotherEndsAtWhatIsStored) {
  bell_is(R"(properties = { left = 1, right = 2 }, computed = {
    left = function(self) return self.right + 10 end,
    right = function(self) return self.left + 100 end })");
  EXPECT_EQ(bell("left"), "111");
}

TEST_F(Computed, FragmentsStandInOrderAndAreComputedForTheReader) {
  bell_is(R"(fragments = {
    hum = { priority = 70, text = function(_, observer)
      return observer.name .. " hears it hum." end },
    rust = { priority = 20, text = "Rust runs down it." },
    dust = { text = "Dust lies on it." },
    none = { text = function() return nil end } })");
  run("thing('yard.bell').text = 'Bronze.'");
  EXPECT_TRUE(has(ann("x bell"), "Bronze. Rust runs down it. Dust lies on it. Ann hears it hum."));
  EXPECT_TRUE(has(says("Bob", "x bell"), "Bob hears it hum."));
}

TEST_F(Computed, DescribeReplacesAndUndescribeTakesAway) {
  bell_is("fragments = { rust = { priority = 20, text = 'Rust runs down it.' } }");
  run("local b = thing('yard.bell') b.text = 'Bronze.' b:describe('crack', 'A crack.') "
      "b:describe('shine', 'It shines.', -1)");
  EXPECT_TRUE(has(ann("x bell"), "It shines. Bronze. Rust runs down it. A crack."));
  run("local b = thing('yard.bell') b:describe('rust', 'It is clean.') b:undescribe('crack') "
      "b:undescribe('shine') b:undescribe('never')");
  EXPECT_TRUE(has(ann("x bell"), "Bronze. It is clean."));
  EXPECT_FALSE(has(ann("x bell"), "crack"));
  run("thing('yard.bell'):undescribe('rust')");
  EXPECT_TRUE(has(ann("x bell"), "Bronze."));
  EXPECT_FALSE(has(ann("x bell"), "Rust")) << "a behaviour's part is taken away as well";
}

TEST_F(Computed, DescribeIsBounded) {
  bell_is("");
  const auto describes = [&](const std::string& arguments) {
    return run("thing('yard.bell'):describe(" + arguments + ")");
  };
  EXPECT_TRUE(has(describes("'', 'x'"), "1 to 64 letters"));
  EXPECT_TRUE(has(describes("'k', ''"), "must be a text"));
  EXPECT_TRUE(has(describes("'k', ('x'):rep(4001)"), "must be a text"));
  EXPECT_TRUE(has(describes("'k', 'x', 1.5"), "priority"));
  EXPECT_TRUE(
      has(run("for i = 1, 51 do thing('yard.bell'):describe('k' .. i, 'x') end"), "at most 50"));
  EXPECT_TRUE(has(run("thing('yard.bell').fragments = {}"), "thing:describe"));
}

TEST_F(Computed, FilesWithMistakesAreRefused) {
  open();
  stage().enter("Ann");
  set_role("Ann", AccountRole::author);
  const auto refused = [&](const std::string& source) {
    behaviour("bell", "return {" + source + "}");
    stage().clear();
    world().scripts_changed();
    stage().settle();
    return stage()["Ann"].seen();
  };
  EXPECT_TRUE(has(refused("computed = { text = 'words' }"), "computed"));
  EXPECT_TRUE(has(refused("fragments = { dust = 'words' }"), "fragments"));
  EXPECT_TRUE(has(refused("fragments = { dust = { priority = 'high', text = 'x' } }"),
                  "dust: priority must be a whole number"));
  EXPECT_TRUE(has(refused("fragments = { dust = { priority = 1 } }"),
                  "dust: text must be a string or a function"));
}

}  // namespace
}  // namespace reality
