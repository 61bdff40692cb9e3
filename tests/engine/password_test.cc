// SPDX-License-Identifier: MIT

#include "engine/password.h"

#include <gtest/gtest.h>

#include <set>

namespace reality {
namespace {

// The lowest cost that argon2id takes: the tests are about the calls, not about the strength.
constexpr int64_t kMemory = 8;
constexpr int64_t kPasses = 1;

class Password : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(start_crypto().ok()); }

  static std::string hash(std::string_view secret) {
    auto result = hash_password(secret, kMemory, kPasses);
    EXPECT_TRUE(result.ok());
    return result.ok() ? *result : "";
  }
};

TEST_F(Password, StartsTwice) {
  EXPECT_TRUE(start_crypto().ok());
}

TEST_F(Password, HashVerifiesItsSecretOnly) {
  const std::string made = hash("correct horse");
  EXPECT_TRUE(verify_password(made, "correct horse"));
  EXPECT_FALSE(verify_password(made, "correct horsf"));
  EXPECT_FALSE(verify_password(made, "correct hors"));
  EXPECT_FALSE(verify_password(made, ""));
}

TEST_F(Password, HashIsArgon2idWithTheCostAskedForAndASaltOfItsOwn) {
  const std::string made = hash("secret");
  EXPECT_EQ(made.rfind("$argon2id$v=19$m=8,t=1,p=1$", 0), 0U) << made;
  EXPECT_NE(made, hash("secret"));
  EXPECT_EQ(made.find("secret"), std::string::npos);
}

TEST_F(Password, EveryByteOfTheSecretCounts) {
  using std::string_view_literals::operator""sv;
  const std::string made = hash("a\0b"sv);
  EXPECT_TRUE(verify_password(made, "a\0b"sv));
  EXPECT_FALSE(verify_password(made, "a\0c"sv));
  EXPECT_FALSE(verify_password(made, "a"));
  EXPECT_TRUE(verify_password(hash(std::string_view()), ""));
}

TEST_F(Password, WhatIsNoHashVerifiesNothing) {
  for (const char* bad : {"", "x", "$argon2id$", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"}) {
    EXPECT_FALSE(verify_password(bad, "")) << bad;
    EXPECT_FALSE(verify_password(bad, "x")) << bad;
  }
}

TEST_F(Password, ImpossibleCostsAreRefused) {
  EXPECT_FALSE(hash_password("x", 7, 1).ok());
  EXPECT_FALSE(hash_password("x", 8, 0).ok());
  EXPECT_FALSE(hash_password("x", -1, 1).ok());
  EXPECT_FALSE(hash_password("x", int64_t{1} << 40, 1).ok());
}

TEST_F(Password, TokensAreGroupedUnambiguousAndDifferent) {
  EXPECT_EQ(random_token(0), "");
  EXPECT_EQ(random_token(4).size(), 4U);
  EXPECT_EQ(random_token(5)[4], '-');
  EXPECT_EQ(random_token(12).size(), 14U);
  std::set<std::string> seen;
  std::set<char> letters;
  for (int i = 0; i < 200; ++i) {
    const std::string token = random_token(8);
    EXPECT_EQ(token.size(), 9U);
    EXPECT_EQ(token[4], '-');
    EXPECT_TRUE(seen.insert(token).second) << token;
    letters.insert(token.begin(), token.end());
  }
  // 1,600 draws of 23 letters miss one with a chance below 1e-29.
  EXPECT_EQ(std::string(letters.begin(), letters.end()), "-ABCDEFGHJKMNPQRSTUVWXYZ");
}

TEST_F(Password, ContentHashIsBlake2b256) {
  EXPECT_EQ(content_hash(""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(content_hash("abc"),
            "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  EXPECT_NE(content_hash(std::string_view("a\0", 2)), content_hash("a"));
}

}  // namespace
}  // namespace reality
