// SPDX-License-Identifier: MIT
//
// Emote: words that somebody acts out, as a message in which the people named in it are roles: Bob
// reads "Ann waves to you" where all others read "Ann waves to Bob". Everything else stays as it
// was typed. The typed words become values, so that braces in them mean nothing. Pure functions.
// Must hold: only people whose name is a proper one are found, as whole words in any case; not
// within double quotes, not behind an article and, unless it is a possessive, not at the start of
// a sentence, where the verb after it agrees with the name.
// Tests: tests/world/prose/emote_test.cc.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "world/prose/prose.h"
#include "world/state/thing.h"

namespace reality {

/// What Narrator needs to tell it: the text of a template and what fills its roles.
struct Emote {
  std::string message;
  Roles roles;
};

/// `people`: whom the actor perceives; himself and things without a proper name are passed over.
/// A full stop is added where the words end without any punctuation.
Emote compose_emote(const Thing& actor, std::string_view words,
                    std::span<const Thing* const> people);

}  // namespace reality
