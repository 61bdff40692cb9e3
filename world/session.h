// SPDX-License-Identifier: MIT
//
// Session: the one door that net knocks on. A gateway opens a session for each connection, hands in
// what the person typed, and is handed what the person shall read; whether a telnet line, a web
// form or a letter stands behind it is not known here. Sessions belong to the World; a gateway
// holds a Session& until it calls hang_up(), or until its sink is told to close.
// Must hold: the world acts on lines only inside its own pump, never from inside line(); output
// carries the number of the turn that it depends on and must not leave the server before that
// turn is durable (turn 0 depends on nothing).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "world/event.h"

namespace reality {

/// What a session gives its connection in one go: some events and the prompt behind them.
struct Delivery {
  std::span<const Event> events;
  /// What to show while waiting for the next line; "" for no prompt.
  std::string_view prompt;
  /// The next line is a secret: the client's own echo is to be off while it is typed.
  bool secret = false;
  /// Say goodbye with this: the connection is to be closed once it has been sent.
  bool close = false;
  /// The turn that all of it depends on.
  uint64_t turn = 0;
};

/// Implemented by gateways: where a session's output goes. Called only from the world's pump and
/// from Door::open(); must not call back into the session.
class SessionSink {
 public:
  virtual ~SessionSink() = default;
  virtual void deliver(const Delivery& delivery) = 0;
  /// The reader's wish about wrapping has changed (`wrap on`, `wrap off`).
  virtual void set_wrap(bool on) = 0;
};

class Session {
 public:
  virtual ~Session() = default;
  /// One line as typed, any bytes; it is made safe and queued.
  virtual void line(std::string_view bytes) = 0;
  /// No more lines will come. Those that wait are acted on, then the session is closed.
  virtual void end_of_input() = 0;
  /// Lines queued and not yet acted on: a gateway stops reading when there are too many.
  virtual size_t waiting_lines() const = 0;
  /// The line was longer than allowed: the person is told so.
  virtual void line_too_long() = 0;
  /// True while nobody has logged in here.
  virtual bool anonymous() const = 0;
  /// The connection is gone: the session ends; neither side uses the other again.
  virtual void hang_up() = 0;
};

/// What a gateway knows of the world.
class Door {
 public:
  virtual ~Door() = default;
  /// A new session for a connection from `peer` (an address, for limits and the log). `sink` must
  /// live until hang_up(). The greeting is delivered soon, with turn 0.
  virtual Session& open(SessionSink& sink, std::string_view peer, std::string_view gateway) = 0;
};

}  // namespace reality
