// SPDX-License-Identifier: MIT
//
// Letters from outside: what a mail gateway hands in, and PostDoor, the door where it does. A
// letter that is taken becomes a thing in the world; what is taken is said only once that is
// durable. Must hold: an address is looked up in the one namespace of the world (players, objects
// that read letters, postmaster and abuse); the same message handed in again for the same recipient
// makes no second letter.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace reality {

struct OutsideLetter {
  std::string sender;                   // the envelope's address; "" for the null sender
  std::vector<std::string> recipients;  // local parts, each accepted by may_write() before
  std::string from;                     // a name to show, never an address
  std::string subject;
  std::string text;
  std::string digest;  // of the message as it was received
};

enum class PostVerdict : uint8_t {
  accepted,
  unknown,  // nobody is called so
  closed,   // there is somebody, who takes no letters from this sender
  full,     // the box is full: try again later
  failed    // something broke here: try again later
};

/// What is answered, and the turn that must be durable before the answer leaves the server.
struct PostAnswer {
  PostVerdict verdict = PostVerdict::unknown;
  uint64_t turn = 0;
};

class PostDoor {
 public:
  virtual ~PostDoor() = default;
  /// Whether this sender may write to that name.
  virtual PostAnswer may_write(std::string_view recipient, std::string_view sender) const = 0;
  /// Delivers the letter to all its recipients, or to none, in a turn of its own, soon. `done` is
  /// called once, from the world's pump; it may come after the asker has gone.
  virtual void take(OutsideLetter letter, std::function<void(PostAnswer)> done) = 0;
};

}  // namespace reality
