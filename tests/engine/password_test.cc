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
    auto result = hash_password(secret, Secrets().salt(), kMemory, kPasses);
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
  EXPECT_FALSE(hash_password("x", Salt{}, 7, 1).ok());
  EXPECT_FALSE(hash_password("x", Salt{}, 8, 0).ok());
  EXPECT_FALSE(hash_password("x", Salt{}, -1, 1).ok());
  EXPECT_FALSE(hash_password("x", Salt{}, int64_t{1} << 40, 1).ok());
}

TEST_F(Password, TokensAreGroupedUnambiguousAndDifferent) {
  Secrets secrets;
  EXPECT_EQ(secrets.token(0), "");
  EXPECT_EQ(secrets.token(4).size(), 4U);
  EXPECT_EQ(secrets.token(5)[4], '-');
  EXPECT_EQ(secrets.token(12).size(), 14U);
  std::set<std::string> seen;
  std::set<char> letters;
  for (int i = 0; i < 200; ++i) {
    const std::string token = secrets.token(8);
    EXPECT_EQ(token.size(), 9U);
    EXPECT_EQ(token[4], '-');
    EXPECT_TRUE(seen.insert(token).second) << token;
    letters.insert(token.begin(), token.end());
  }
  // 1,600 draws of 23 letters miss one with a chance below 1e-29.
  EXPECT_EQ(std::string(letters.begin(), letters.end()), "-ABCDEFGHJKMNPQRSTUVWXYZ");
}

// Written here and read by libsodium's own crypto_pwhash_str_verify().
TEST_F(Password, TheSameSaltMakesTheSameHash) {
  Salt salt;
  for (size_t i = 0; i < salt.size(); ++i) salt[i] = static_cast<unsigned char>(i);
  auto one = hash_password("secret", salt, kMemory, kPasses);
  auto other = hash_password("secret", salt, kMemory, kPasses);
  ASSERT_TRUE(one.ok() && other.ok());
  EXPECT_EQ(*one, *other);
  EXPECT_TRUE(one->starts_with("$argon2id$v=19$m=8,t=1,p=1$AAECAwQFBgcICQoLDA0ODw$")) << *one;
  EXPECT_TRUE(verify_password(*one, "secret"));
}

TEST_F(Password, SeededSecretsRepeatAndTheSystemsDoNot) {
  Secrets one = Secrets::seeded(7);
  Secrets same = Secrets::seeded(7);
  EXPECT_EQ(one.salt(), same.salt());
  EXPECT_EQ(one.token(24), same.token(24));
  EXPECT_NE(one.token(24), one.token(24));
  EXPECT_NE(Secrets::seeded(8).token(24), Secrets::seeded(7).token(24));
  Secrets system;
  Secrets copy = system;
  EXPECT_NE(system.salt(), copy.salt());
  EXPECT_NE(system.token(24), copy.token(24));
}

TEST_F(Password, ContentHashIsBlake2b256) {
  EXPECT_EQ(content_hash(""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(content_hash("abc"),
            "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  EXPECT_NE(content_hash(std::string_view("a\0", 2)), content_hash("a"));
}

}  // namespace
}  // namespace reality
