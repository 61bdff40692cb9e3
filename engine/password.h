// SPDX-License-Identifier: MIT
//
// Passwords, secrets and digests, all of libsodium that the server uses. The functions are pure;
// after start_crypto() each may be called from any thread; hashing and verifying take tens of
// milliseconds on purpose and belong on an Executor. Secrets are never logged or put in errors.
// What cannot be guessed comes from Secrets alone, drawn on the loop's thread: from the system, or
// in a simulation from a seed, so that runs repeat exactly.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/result.h"
#include "engine/rng.h"

namespace reality {

/// To be called once, before anything else here, by main (and by tests).
Status start_crypto();

/// What makes the hashes of two equal passwords differ.
using Salt = std::array<unsigned char, 16>;

/// A source of what cannot be guessed; a copy of a seeded one repeats what it has still to give.
class Secrets {
 public:
  /// The system's.
  Secrets() = default;
  /// Guessable by whoever knows the seed: for tests and simulations only.
  static Secrets seeded(uint64_t seed);

  Salt salt();
  /// A secret of `letters` random capital letters that are not taken for one another, in groups of
  /// four: "KRWM-TZAD". Each letter is worth 4.5 bits.
  std::string token(size_t letters);

 private:
  void fill(std::span<unsigned char> bytes);
  uint32_t below(uint32_t bound);

  std::optional<Rng> rng_;
};

/// An argon2id hash with salt and cost in it, as text to be stored. Fails when there is not enough
/// memory, or when the cost is out of range (at least 8 KiB and one pass).
Result<std::string> hash_password(std::string_view secret, const Salt& salt, int64_t memory_kib,
                                  int64_t passes);

/// Whether `secret` is the one that `hash` was made of; false too for what is no hash.
bool verify_password(const std::string& hash, std::string_view secret);

/// BLAKE2b-256 of the bytes in lower case hexadecimal: the same for the same content only.
std::string content_hash(std::string_view bytes);

}  // namespace reality
