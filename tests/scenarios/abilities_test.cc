// SPDX-License-Identifier: MIT
//
// The table of docs/abilities.md says what is so: fifty rows in order, sums that add up, and for
// each ability that is claimed a scenario or a file that exists.

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/text.h"

namespace reality {
namespace {

constexpr size_t kColumns = 14;
constexpr size_t kOurs = 3;
constexpr size_t kProof = 13;
constexpr size_t kAbilities = 50;

using Row = std::array<std::string, kColumns>;

std::string read_file(const std::string& path) {
  std::ifstream file(std::string(REALITY_SOURCE_DIR "/") + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<Row> table_of(const std::string& text) {
  std::vector<Row> rows;
  for (const std::string_view line : split(text, '\n')) {
    const auto cells = split(line, '|');
    if (cells.size() != kColumns + 2) continue;
    Row row;
    for (size_t i = 0; i < kColumns; ++i) row[i] = trim(cells[i + 1]);
    rows.push_back(row);
  }
  return rows;
}

/// Whether there is what the last column names.
bool is_there(std::string_view proof, const std::string& scenarios) {
  if (proof.size() == 3 && (proof.front() == 'P' || proof.front() == 'L'))
    return scenarios.find("\nid: " + std::string(proof) + "\n") != std::string::npos;
  return proof.starts_with("tests/") &&
         std::filesystem::is_regular_file(std::string(REALITY_SOURCE_DIR "/") + std::string(proof));
}

class Abilities : public testing::Test {
 protected:
  const std::vector<Row> table_ = table_of(read_file("docs/abilities.md"));
  const std::string scenarios_ = read_file("tests/scenarios/parser.scenarios") +
                                 read_file("tests/scenarios/language.scenarios");
};

TEST_F(Abilities, AreFiftyInOrder) {
  ASSERT_EQ(table_.size(), kAbilities + 4);  // a head, its line, the sums
  for (size_t i = 0; i < kAbilities; ++i) {
    const Row& row = table_[i + 2];
    EXPECT_EQ(row[0], std::to_string(i + 1));
    for (size_t column = kOurs; column < kProof; ++column)
      EXPECT_TRUE(row[column] == "yes" || row[column] == "part" || row[column] == "no" ||
                  (column == kOurs && row[column] == "…"))
          << row[0] << ": " << row[column];
  }
}

TEST_F(Abilities, AreShownByWhatIsThere) {
  ASSERT_EQ(table_.size(), kAbilities + 4);
  for (size_t i = 2; i < kAbilities + 2; ++i) {
    const Row& row = table_[i];
    EXPECT_EQ(row[kProof] == "…", row[kOurs] == "…") << row[0];
    if (row[kProof] == "…") continue;
    for (const std::string_view proof : split(row[kProof], ','))
      EXPECT_TRUE(is_there(trim(proof), scenarios_)) << row[0] << ": " << proof;
  }
  EXPECT_FALSE(is_there("P00", scenarios_));
  EXPECT_FALSE(is_there("tests/plays/nothing.play", scenarios_));
}

TEST_F(Abilities, AreCountedRightly) {
  ASSERT_EQ(table_.size(), kAbilities + 4);
  for (size_t column = kOurs; column < kProof; ++column) {
    int full = 0;
    int part = 0;
    for (size_t i = 2; i < kAbilities + 2; ++i) {
      full += table_[i][column] == "yes" ? 1 : 0;
      part += table_[i][column] == "part" ? 1 : 0;
    }
    EXPECT_EQ(table_[kAbilities + 2][column], "**" + std::to_string(full) + "**") << column;
    if (column > kOurs) {
      EXPECT_EQ(table_[kAbilities + 3][column], std::to_string(part)) << column;
    }
  }
}

}  // namespace
}  // namespace reality
