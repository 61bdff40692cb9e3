// SPDX-License-Identifier: MIT
#include "engine/log.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace reality {
namespace {

class LogTest : public ::testing::Test {
 protected:
  std::vector<std::string> lines_;
  Log log_{LogLevel::info, [this](LogLevel, std::string_view line) { lines_.emplace_back(line); }};

  std::string value_as_logged(std::string_view value) {
    lines_.clear();
    log_.info("e", {{"k", value}});
    const std::string start = "info e turn=0 k=";
    EXPECT_EQ(lines_.at(0).substr(0, start.size()), start);
    return lines_.at(0).substr(start.size());
  }
};

TEST_F(LogTest, WritesLevelEventTurnAndFields) {
  log_.set_turn(12);
  log_.warn("login_failed", {{"name", "Ann"}, {"tries", 3}});
  log_.error("store_failed");
  EXPECT_EQ(lines_, (std::vector<std::string>{"warn login_failed turn=12 name=Ann tries=3",
                                              "error store_failed turn=12"}));
}

TEST_F(LogTest, KeepsQuietBelowItsLevel) {
  log_.debug("detail");
  EXPECT_TRUE(lines_.empty());
  EXPECT_FALSE(log_.enabled(LogLevel::debug));
  log_.set_level(LogLevel::debug);
  log_.debug("detail");
  EXPECT_EQ(lines_.size(), 1U);
  log_.set_level(LogLevel::off);
  log_.error("worse");
  EXPECT_EQ(lines_.size(), 1U);
}

TEST_F(LogTest, QuotesWhatWouldNotBeOneWord) {
  EXPECT_EQ(value_as_logged("plain-1.2"), "plain-1.2");
  EXPECT_EQ(value_as_logged(""), "\"\"");
  EXPECT_EQ(value_as_logged("two words"), "\"two words\"");
  EXPECT_EQ(value_as_logged("say \"hi\""), "\"say \\\"hi\\\"\"");
  EXPECT_EQ(value_as_logged("a=b"), "\"a=b\"");
  EXPECT_EQ(value_as_logged("C:\\x"), "\"C:\\\\x\"");
}

TEST_F(LogTest, OneEventIsAlwaysOneLineOfHarmlessText) {
  EXPECT_EQ(value_as_logged("a\nb\r"), "\"a\\nb\\x0d\"");
  EXPECT_EQ(value_as_logged("\x1b[2J"), "\"\\x1b[2J\"");
  EXPECT_EQ(value_as_logged("\xc2\x9b"
                            "2J"),
            "\"\\xc2\\x9b2J\"");
  EXPECT_EQ(value_as_logged("\xff\xc3"), "\"\\xff\\xc3\"");
  EXPECT_EQ(value_as_logged("\xc3\xa9t\xc3\xa9"), "\xc3\xa9t\xc3\xa9");
  EXPECT_EQ(value_as_logged("\xc3\xa9 t"), "\"\xc3\xa9 t\"");
}

TEST(LogLevelTest, ReadsItsNames) {
  EXPECT_EQ(parse_log_level("debug").value(), LogLevel::debug);
  EXPECT_EQ(parse_log_level("warn").value(), LogLevel::warn);
  EXPECT_EQ(parse_log_level("off").value(), LogLevel::off);
  const Result<LogLevel> loud = parse_log_level("loud");
  ASSERT_FALSE(loud.ok());
  EXPECT_EQ(loud.error(), "log.level 'loud' is unknown: use debug, info, warn, error or off");
}

TEST(StandardErrorLogTest, StartsLinesWithTheTimeInUtc) {
  ::testing::internal::CaptureStderr();
  Log log;
  log.set_turn(12);
  log.info("event", {{"key", "{value}"}});
  std::string text = ::testing::internal::GetCapturedStderr();
  for (char& c : text) {
    if (c >= '0' && c <= '9') c = '9';
  }
  EXPECT_EQ(text, "9999-99-99T99:99:99.999Z info event turn=99 key={value}\n");
}

}  // namespace
}  // namespace reality
