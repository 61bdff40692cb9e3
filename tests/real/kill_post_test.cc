// SPDX-License-Identifier: MIT
//
// The judge of the post: a harness that finds no letter wrong must be one that could.
#include "tests/real/kill_post.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "engine/db.h"

namespace reality {
namespace {

SentLetter letter(size_t number, std::vector<std::string> recipients, bool taken = true) {
  return {"Sim", number, std::move(recipients), taken, 1};
}

/// As it is there for that recipient.
FoundLetter copy_of(const SentLetter& sent, const std::string& recipient) {
  std::string text = sent.message().data;
  text = text.substr(text.find("This begins"));
  std::string plain;
  for (const char c : text) plain += c == '\r' ? "" : std::string(1, c);
  plain.pop_back();
  for (size_t at = 0; (at = plain.find("\n..", at)) != plain.npos; ++at) plain.erase(at + 1, 1);
  return {sent.token(), recipient, plain};
}

PostFindings findings(std::vector<FoundLetter> letters) {
  PostFindings found;
  found.receipts = letters.size();
  found.letters = std::move(letters);
  return found;
}

testing::AssertionResult complains(const std::vector<SentLetter>& sent, const PostFindings& found,
                                   const std::string& of) {
  for (const std::string& problem : judge_post(sent, found))
    if (problem.find(of) != problem.npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "no complaint: " << of;
}

TEST(KillPostJudgeTest, IsContentWithEachLetterOnce) {
  const SentLetter one = letter(17, {"Ann"});
  const SentLetter two = letter(39, {"Bob", "postmaster"});
  const PostFindings found =
      findings({copy_of(one, "Ann"), copy_of(two, "postmaster"), copy_of(two, "Bob")});
  EXPECT_EQ(judge_post({one, two}, found), std::vector<std::string>());
}

TEST(KillPostJudgeTest, FindsALostLetter) {
  const SentLetter one = letter(1, {"Ann"});
  const SentLetter two = letter(2, {"Ann", "Bob"});
  const PostFindings found = findings({copy_of(two, "Ann")});
  EXPECT_TRUE(complains({one, two}, found, "word-Sim-1 to Ann was taken and is lost"));
  EXPECT_TRUE(complains({one, two}, found, "word-Sim-2 to Bob was taken and is lost"));
  EXPECT_FALSE(complains({one, two}, found, "word-Sim-2 to Ann"));
}

TEST(KillPostJudgeTest, FindsADoubledLetter) {
  for (const bool taken : {true, false}) {
    const SentLetter one = letter(1, {"Ann", "Bob"}, taken);
    const PostFindings found =
        findings({copy_of(one, "Ann"), copy_of(one, "Bob"), copy_of(one, "Ann")});
    EXPECT_TRUE(complains({one}, found, "word-Sim-1 to Ann is there 2 times"));
    EXPECT_EQ(judge_post({one}, found).size(), 1U);
  }
}

TEST(KillPostJudgeTest, WhatWasNotTakenIsThereWhollyOrNotAtAll) {
  const SentLetter open = letter(1, {"Ann", "Bob"}, false);
  EXPECT_TRUE(judge_post({open}, findings({})).empty());
  EXPECT_TRUE(judge_post({open}, findings({copy_of(open, "Ann"), copy_of(open, "Bob")})).empty());
  EXPECT_TRUE(complains({open}, findings({copy_of(open, "Ann")}), "some of its recipients"));
}

TEST(KillPostJudgeTest, FindsWhatNobodySent) {
  const SentLetter one = letter(1, {"Ann"});
  const FoundLetter right = copy_of(one, "Ann");
  EXPECT_TRUE(complains({one}, findings({right, {"word-Sim-2", "Ann", "x"}}), "nobody sent"));
  EXPECT_TRUE(complains({one}, findings({right, {"", "", ""}}), "nobody sent"));
  EXPECT_TRUE(complains({one}, findings({right, copy_of(one, "Bob")}), "not written to them"));
}

TEST(KillPostJudgeTest, FindsAMaimedOrMisplacedLetter) {
  const SentLetter one = letter(12, {"Ann"});
  FoundLetter cut = copy_of(one, "Ann");
  cut.text.resize(cut.text.size() / 2);
  EXPECT_TRUE(complains({one}, findings({cut}), "maimed"));
  FoundLetter astray = copy_of(one, "Ann");
  astray.kept = false;
  EXPECT_TRUE(complains({one}, findings({astray}), "wrong place"));
}

TEST(KillPostJudgeTest, CountsReceipts) {
  const SentLetter one = letter(1, {"Ann"});
  PostFindings found = findings({copy_of(one, "Ann")});
  found.receipts = 0;
  EXPECT_TRUE(complains({one}, found, "0 receipts for 1 letters"));
}

/// A database with what read_letters() looks at.
class KillPostReaderTest : public testing::Test {
 protected:
  KillPostReaderTest() : folder_(testing::TempDir() + "postXXXXXX") {
    EXPECT_NE(mkdtemp(folder_.data()), nullptr);
    auto db = Db::open(path(), Db::Access::create);
    EXPECT_TRUE(db.ok());
    const Status made = db->execute(R"(
      CREATE TABLE meta (name TEXT, value ANY);
      CREATE TABLE thing (id INTEGER, holder INTEGER);
      CREATE TABLE property (thing INTEGER, key TEXT, value ANY);
      CREATE TABLE letter (thing INTEGER, state TEXT);
      CREATE TABLE receipt (digest TEXT);
      INSERT INTO meta VALUES ('postmaster_box', 8);
      INSERT INTO thing VALUES (1, NULL), (7, NULL), (8, NULL), (20, 7), (21, 8), (22, 8), (23, 7),
        (24, 1), (25, 7);
      INSERT INTO property VALUES (1, 'name', 'Ann'), (1, 'pigeon_hole', 7);
      INSERT INTO letter VALUES (20, 'counter'), (21, 'kept'), (22, 'kept'), (25, 'kept');
      INSERT INTO property VALUES
        (20, 'letter', 1), (20, 'subject', 's20'), (20, 'addressee', 'Ann'), (20, 'writing', 'w'),
        (21, 'subject', 's21'), (21, 'addressee', 'postmaster'),
        (22, 'letter', 1), (22, 'addressee', 'Ann'),
        (23, 'letter', 1), (23, 'addressee', 'Ann'),
        (24, 'letter', 1), (24, 'addressee', 'Ann'), (24, 'writing', 'n24'), (24, 'writer', 1),
        (25, 'letter', 1), (25, 'addressee', 'Ann'), (25, 'writing', 'n25'), (25, 'writer', 1);
      INSERT INTO receipt VALUES ('a'), ('b'))");
    EXPECT_TRUE(made.ok()) << made.error();
  }
  ~KillPostReaderTest() override { std::filesystem::remove_all(folder_); }
  std::string path() const { return folder_ + "/world.db"; }

  std::string folder_;
};

TEST_F(KillPostReaderTest, ReadsAllThatIsALetterInAnyWay) {
  const auto found = read_letters(path());
  ASSERT_TRUE(found.ok()) << found.error();
  EXPECT_EQ(found->receipts, 2U);
  std::string seen;
  for (const FoundLetter& one : found->letters)
    seen +=
        one.subject + "|" + one.addressee + "|" + one.text + (one.kept ? "|kept\n" : "|astray\n");
  for (const FoundNote& one : found->notes)
    seen +=
        one.text + "|" + one.addressee + (one.held ? "|held" : "") + (one.kept ? "|kept\n" : "\n");
  EXPECT_EQ(seen,
            "s20|Ann|w|kept\ns21|postmaster||kept\n|Ann||astray\n|Ann||astray\n"
            "n24|Ann|held\nn25|Ann|kept\n");
}

TEST_F(KillPostReaderTest, SaysWhyItCannotRead) {
  EXPECT_FALSE(read_letters(folder_ + "/none/world.db").ok());
}

}  // namespace
}  // namespace reality
