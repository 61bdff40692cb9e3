// SPDX-License-Identifier: MIT

#include "engine/password.h"

#include <sodium.h>

#include <array>
#include <cassert>

namespace reality {
namespace {

// Without I, L and O, which are read as 1 and 0.
constexpr std::string_view kLetters = "ABCDEFGHJKMNPQRSTUVWXYZ";
constexpr size_t kGroup = 4;
constexpr size_t kDigestBytes = 32;

// libsodium wants a pointer even where there is nothing to point at.
const char* start_of(std::string_view text) {
  return text.empty() ? "" : text.data();
}

}  // namespace

Status start_crypto() {
  // 1 = was initialised already.
  if (sodium_init() < 0) return Error{"libsodium does not start: no source of randomness"};
  return {};
}

Result<std::string> hash_password(std::string_view secret, int64_t memory_kib, int64_t passes) {
  if (memory_kib < 8 || passes < 1) return Error{"password cost out of range"};
  std::array<char, crypto_pwhash_STRBYTES> hash;
  const auto cost = static_cast<unsigned long long>(passes);
  const auto memory = static_cast<size_t>(memory_kib) * 1024;
  if (crypto_pwhash_str_alg(hash.data(), start_of(secret), secret.size(), cost, memory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return Error{"password not hashed: not enough memory, or a cost out of range"};
  }
  return std::string(hash.data());
}

bool verify_password(const std::string& hash, std::string_view secret) {
  return crypto_pwhash_str_verify(hash.c_str(), start_of(secret), secret.size()) == 0;
}

std::string random_token(size_t letters) {
  std::string token;
  for (size_t i = 0; i < letters; ++i) {
    if (i > 0 && i % kGroup == 0) token += '-';
    token += kLetters[randombytes_uniform(static_cast<uint32_t>(kLetters.size()))];
  }
  return token;
}

std::string content_hash(std::string_view bytes) {
  std::array<unsigned char, kDigestBytes> digest;
  const auto* input = reinterpret_cast<const unsigned char*>(start_of(bytes));
  [[maybe_unused]] const int failed =
      crypto_generichash(digest.data(), digest.size(), input, bytes.size(), nullptr, 0);
  assert(failed == 0);
  std::array<char, kDigestBytes * 2 + 1> hex;
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  return hex.data();
}

}  // namespace reality
