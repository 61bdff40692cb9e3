// SPDX-License-Identifier: MIT
//
// A room is told when somebody begins and ceases to be played in it.
#include <gtest/gtest.h>

#include "tests/support/scratch_share.h"
#include "tests/support/stage.h"

namespace reality {
namespace {

class Arrival : public testing::Test {
 protected:
  Arrival() {
    share_.write("areas/hall/hall.area",
                 "area: hall\n\nroom: hall\nname: a hall\ntags: lit\n"
                 "behaviour: porter\n");
    share_.write("areas/hall/porter.lua", R"(return { signals = {
      arrival = function(self, vals)
        self:show("The porter bows to {guest}.", { guest = vals.who })
      end,
      departure = function(self, vals)
        self:show("The porter waves{whom}.", { whom = is_valid(vals.who) and "" or " at nobody" })
      end } })");
    StageOptions options;
    options.share = share_.path();
    options.area = share_.path() + "/areas/hall";
    stage_ = std::make_unique<Stage>(options);
  }
  bool sees(const std::string& name, std::string_view text) {
    return stage_->seen(name).find(text) != std::string::npos;
  }
  void leave(Actor& actor) {
    actor.vanish();
    stage_->settle();
  }

  ScratchShare share_;
  std::unique_ptr<Stage> stage_;
};

TEST_F(Arrival, ARoomIsToldOfNewAndReturningPlayers) {
  stage_->enter("Ann");
  Actor bob = stage_->connect();
  bob.type("create Bob secret");
  stage_->settle();
  EXPECT_TRUE(sees("Ann", "The porter bows to Bob."));
  EXPECT_NE(bob.seen().find("The porter bows to you."), std::string::npos);
  leave(bob);
  EXPECT_TRUE(sees("Ann", "The porter waves."));
  Actor again = stage_->connect();
  again.type("connect Bob secret");
  stage_->settle();
  EXPECT_TRUE(sees("Ann", "The porter bows to Bob."));
}

TEST_F(Arrival, WhoComesInFromElsewhereHasBeenThereAllAlong) {
  stage_->enter("Ann");
  stage_->enter("Bob");
  stage_->clear();
  Actor second = stage_->connect();
  second.type("connect Bob secret");
  stage_->settle();
  EXPECT_FALSE(sees("Ann", "The porter"));
}

TEST_F(Arrival, AGuestWhoLeavesIsGoneByThen) {
  stage_->enter("Ann");
  Actor guest = stage_->connect();
  guest.type("guest");
  stage_->settle();
  EXPECT_TRUE(sees("Ann", "The porter bows to Guest1."));
  leave(guest);
  EXPECT_TRUE(sees("Ann", "The porter waves at nobody."));
}

}  // namespace
}  // namespace reality
