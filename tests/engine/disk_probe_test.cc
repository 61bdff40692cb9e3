// SPDX-License-Identifier: MIT
#include "engine/disk_probe.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace reality {
namespace {

/// Moves on at each question, as if every sync took so long.
class SteppingClock final : public Clock {
 public:
  explicit SteppingClock(int64_t step_us) : step_us_(step_us) {}
  int64_t mono_us() const override { return now_us_ += step_us_; }
  int64_t wall_ms() const override { return 0; }

 private:
  int64_t step_us_;
  mutable int64_t now_us_ = 0;
};

class DiskProbeTest : public testing::Test {
 protected:
  DiskProbeTest() {
    std::string pattern = testing::TempDir() + "probeXXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~DiskProbeTest() override { std::filesystem::remove_all(folder_); }

  std::string folder_;
};

TEST_F(DiskProbeTest, SaysHowLongEachSyncTookAndLeavesNothing) {
  const SteppingClock clock(700);
  const auto took = probe_disk(folder_, clock);
  ASSERT_TRUE(took.ok()) << took.error();
  EXPECT_EQ(took->size(), 32U);
  for (const int64_t us : *took) EXPECT_EQ(us, 700);
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(DiskProbeTest, StopsEarlyOnASlowDisk) {
  const SteppingClock slow(12'000);
  EXPECT_EQ(probe_disk(folder_, slow)->size(), 5U);
  const SteppingClock hardly(1'000'000);
  EXPECT_EQ(probe_disk(folder_, hardly)->size(), 3U);
}

TEST_F(DiskProbeTest, NamesAFolderThatCannotBeWritten) {
  const SteppingClock clock(1);
  const auto took = probe_disk(folder_ + "/gone", clock);
  ASSERT_FALSE(took.ok());
  EXPECT_NE(took.error().find(folder_ + "/gone: "), std::string::npos) << took.error();
}

}  // namespace
}  // namespace reality
