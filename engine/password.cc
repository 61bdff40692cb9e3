// SPDX-License-Identifier: MIT

#include "engine/password.h"

#include <sodium.h>

#include <array>
#include <cassert>
#include <tuple>

namespace reality {
namespace {

// Without I, L and O, which are read as 1 and 0.
constexpr std::string_view kLetters = "ABCDEFGHJKMNPQRSTUVWXYZ";
constexpr size_t kGroup = 4;
constexpr size_t kDigestBytes = 32;
constexpr size_t kHashBytes = 32;
// As verify_password() reads it, without padding.
constexpr int kBase64 = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
static_assert(std::tuple_size_v<Salt> == crypto_pwhash_argon2id_SALTBYTES);

// libsodium wants a pointer even where there is nothing to point at.
const char* start_of(std::string_view text) {
  return text.empty() ? "" : text.data();
}

std::string base64(std::span<const unsigned char> bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), kBase64), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kBase64);
  text.pop_back();  // the end of a C string
  return text;
}

}  // namespace

Status start_crypto() {
  // 1 = was initialised already.
  if (sodium_init() < 0) return Error{"libsodium does not start: no source of randomness"};
  return {};
}

Secrets Secrets::seeded(uint64_t seed) {
  Secrets secrets;
  secrets.rng_.emplace(seed);
  return secrets;
}

void Secrets::fill(std::span<unsigned char> bytes) {
  if (!rng_) return randombytes_buf(bytes.data(), bytes.size());
  for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(rng_->next());
}

uint32_t Secrets::below(uint32_t bound) {
  return rng_ ? static_cast<uint32_t>(rng_->below(bound)) : randombytes_uniform(bound);
}

Salt Secrets::salt() {
  Salt salt;
  fill(salt);
  return salt;
}

std::string Secrets::token(size_t letters) {
  std::string token;
  for (size_t i = 0; i < letters; ++i) {
    if (i > 0 && i % kGroup == 0) token += '-';
    token += kLetters[below(static_cast<uint32_t>(kLetters.size()))];
  }
  return token;
}

// Written out as crypto_pwhash_str() writes it, which draws the salt itself and so cannot be used.
Result<std::string> hash_password(std::string_view secret, const Salt& salt, int64_t memory_kib,
                                  int64_t passes) {
  if (memory_kib < 8 || passes < 1) return Error{"password cost out of range"};
  std::array<unsigned char, kHashBytes> hash;
  const auto cost = static_cast<unsigned long long>(passes);
  const auto memory = static_cast<size_t>(memory_kib) * 1024;
  if (crypto_pwhash(hash.data(), hash.size(), start_of(secret), secret.size(), salt.data(), cost,
                    memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return Error{"password not hashed: not enough memory, or a cost out of range"};
  }
  return "$argon2id$v=19$m=" + std::to_string(memory_kib) + ",t=" + std::to_string(passes) +
         ",p=1$" + base64(salt) + "$" + base64(hash);
}

bool verify_password(const std::string& hash, std::string_view secret) {
  return crypto_pwhash_str_verify(hash.c_str(), start_of(secret), secret.size()) == 0;
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
