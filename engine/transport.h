// SPDX-License-Identifier: MIT
//
// Transport: one connection as a byte pipe. A gateway owns its Transport and attaches itself as the
// receiver; codecs never see one. Two forms: SocketTransport (libevent) and MemoryTransport (tests,
// simulation). Single-threaded: every call and every event happens on the loop's thread.
// Must hold: no event is delivered from inside a call of the same transport; after on_closed()
// nothing more is delivered; destroying a transport closes it silently.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace reality {

/// Receives what a Transport has to tell. The receiver must outlive the transport or detach.
class TransportEvents {
 public:
  virtual ~TransportEvents() = default;
  /// Bytes arrived. The view dies with the call.
  virtual void on_bytes(std::string_view bytes) = 0;
  /// The peer closed, the connection broke, or a close asked for is complete. Last event. The
  /// receiver may destroy the transport (and itself) from inside this call.
  virtual void on_closed() = 0;
  /// The peer will say no more but may still listen (a half-closed connection). True: it shall be
  /// answered, and the receiver closes when it has done so; false: it is closed now, on_closed()
  /// follows. The receiver must not destroy the transport in this call.
  virtual bool on_end_of_input() { return false; }
  /// What could not be sent at once has now left: unsent() is 0 again.
  virtual void on_drained() {}
};

class Transport {
 public:
  virtual ~Transport() = default;
  /// Starts delivery of events to `receiver`; nullptr stops it.
  virtual void attach(TransportEvents* receiver) = 0;
  /// Sends at once as much as the peer takes and buffers the rest. Ignored once closing.
  virtual void send(std::string_view bytes) = 0;
  /// Bytes accepted by send() that the peer has not taken yet.
  virtual size_t unsent() const = 0;
  /// Stops or resumes reading; bytes then wait in the peer's and the kernel's buffers.
  virtual void pause_reading(bool paused) = 0;
  /// Sends what is buffered, then closes; on_closed() follows.
  virtual void close_when_sent() = 0;
  /// The peer's address without port, as text ("127.0.0.1"), for limits and the log.
  virtual std::string peer() const = 0;
};

}  // namespace reality
