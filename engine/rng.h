// SPDX-License-Identifier: MIT
//
// Rng: the one source of randomness for the world, seeded and passed in, the same sequence on
// every compiler (SplitMix64). Never rewound by an undone turn. Secrets (salts, claim codes) come
// from engine/password.h instead.
#pragma once

#include <cstdint>

namespace reality {

class Rng {
 public:
  explicit Rng(uint64_t seed) : state_(seed) {}
  uint64_t next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  /// Uniform in [0, bound); bound >= 1. The bias below 2^-32 is accepted for bounds under 2^32.
  uint64_t below(uint64_t bound) { return next() % bound; }
  /// Uniform in [0, 1).
  double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

 private:
  uint64_t state_;
};

}  // namespace reality
