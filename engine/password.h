// SPDX-License-Identifier: MIT
//
// Passwords, secrets and digests, all of libsodium that the server uses. Pure functions. After
// start_crypto() every one of them may be called from any thread; hashing and verifying take tens
// of milliseconds on purpose and belong on an Executor. Secrets are never logged or put in errors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/result.h"

namespace reality {

/// To be called once, before anything else here, by main (and by tests).
Status start_crypto();

/// An argon2id hash with salt and cost in it, as text to be stored. Fails when there is not enough
/// memory, or when the cost is out of range (at least 8 KiB and one pass).
Result<std::string> hash_password(std::string_view secret, int64_t memory_kib, int64_t passes);

/// Whether `secret` is the one that `hash` was made of; false too for what is no hash.
bool verify_password(const std::string& hash, std::string_view secret);

/// A secret of `letters` random capital letters that are not taken for one another, in groups of
/// four: "KRWM-TZAD". Each letter is worth 4.5 bits.
std::string random_token(size_t letters);

/// BLAKE2b-256 of the bytes in lower case hexadecimal: the same for the same content only.
std::string content_hash(std::string_view bytes);

}  // namespace reality
