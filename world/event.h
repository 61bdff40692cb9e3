// SPDX-License-Identifier: MIT
//
// Event: something that one reader is told, already worded for it; what gateways get from a
// session. The kind has a stable name, by which clients choose sounds and panes, and by which a
// player switches off what does not interest it. Plain text: UTF-8, '\n' between lines.
// Tests: tests/world/event_test.cc.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reality {

enum class EventKind : uint8_t {
  reply,     // answers what the reader typed
  question,  // asks the reader something, and waits for the answer
  room,      // the description of the reader's place
  action,    // somebody does something
  movement,  // somebody comes or goes
  presence,  // a player wakes up or falls asleep
  speech,    // words said aloud
  message,   // words for the reader alone, or on a channel
  ambient,   // what the place does by itself
  system,    // from the server, not from the world
  emote      // somebody acts something out, in words of their own or with a social
};

struct EventKindFacts {
  std::string_view name;
  bool may_be_muted;
};

// clang-format off
inline constexpr std::array kEventKinds = std::to_array<EventKindFacts>({
    {"reply", false},    {"question", false}, {"room", false},   {"action", false},
    {"movement", true},  {"presence", true},  {"speech", false}, {"message", false},
    {"ambient", true},   {"system", false},   {"emote", false},
});
// clang-format on

/// "speech": never to be changed, for clients know it.
constexpr std::string_view event_kind_name(EventKind kind) {
  return kEventKinds[static_cast<size_t>(kind)].name;
}
constexpr std::optional<EventKind> parse_event_kind(std::string_view name) {
  for (size_t i = 0; i < kEventKinds.size(); ++i)
    if (kEventKinds[i].name == name) return static_cast<EventKind>(i);
  return std::nullopt;
}
/// True for the kinds that a player may switch off (`mute_kinds`).
constexpr bool may_be_muted(EventKind kind) {
  return kEventKinds[static_cast<size_t>(kind)].may_be_muted;
}

struct Event {
  EventKind kind = EventKind::reply;
  std::string text;
};

}  // namespace reality
