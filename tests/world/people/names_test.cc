// SPDX-License-Identifier: MIT
#include "world/people/names.h"

#include <gtest/gtest.h>

#include "tests/support/stage.h"

namespace reality {
namespace {

TEST(NamesTest, NobodyIsCalledLikeSomebodyWhoLivesThere) {
  Stage stage;
  ASSERT_EQ(stage.error(), "");
  const Names& names = stage.world().names();
  for (const char* taken : {"Vance", "captain", "VANCE"}) {
    const Status status = names.may_take(taken);
    ASSERT_FALSE(status.ok()) << taken;
    EXPECT_NE(status.error().find("who lives here"), std::string::npos) << status.error();
  }
  EXPECT_TRUE(names.may_take("Vancy").ok());
}

}  // namespace
}  // namespace reality
