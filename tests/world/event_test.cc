// SPDX-License-Identifier: MIT
#include "world/event.h"

#include <gtest/gtest.h>

namespace reality {
namespace {

TEST(EventTest, NamesAreStable) {
  EXPECT_EQ(event_kind_name(EventKind::reply), "reply");
  EXPECT_EQ(event_kind_name(EventKind::question), "question");
  EXPECT_EQ(event_kind_name(EventKind::room), "room");
  EXPECT_EQ(event_kind_name(EventKind::action), "action");
  EXPECT_EQ(event_kind_name(EventKind::movement), "movement");
  EXPECT_EQ(event_kind_name(EventKind::presence), "presence");
  EXPECT_EQ(event_kind_name(EventKind::speech), "speech");
  EXPECT_EQ(event_kind_name(EventKind::message), "message");
  EXPECT_EQ(event_kind_name(EventKind::ambient), "ambient");
  EXPECT_EQ(event_kind_name(EventKind::system), "system");
  EXPECT_EQ(event_kind_name(EventKind::emote), "emote");
}

TEST(EventTest, NamesAreReadBack) {
  for (const EventKindFacts& facts : kEventKinds) {
    const auto kind = parse_event_kind(facts.name);
    ASSERT_TRUE(kind.has_value());
    EXPECT_EQ(event_kind_name(*kind), facts.name);
  }
  EXPECT_FALSE(parse_event_kind("Speech").has_value());
  EXPECT_FALSE(parse_event_kind("").has_value());
}

TEST(EventTest, WhatConcernsTheReaderCannotBeSwitchedOff) {
  EXPECT_TRUE(may_be_muted(EventKind::ambient));
  EXPECT_TRUE(may_be_muted(EventKind::movement));
  EXPECT_TRUE(may_be_muted(EventKind::presence));
  EXPECT_FALSE(may_be_muted(EventKind::reply));
  EXPECT_FALSE(may_be_muted(EventKind::speech));
  EXPECT_FALSE(may_be_muted(EventKind::system));
}

}  // namespace
}  // namespace reality
