// SPDX-License-Identifier: MIT
//
// SocketTransport: a Transport over a connected, non-blocking stream socket, on plain libevent
// events. Made by SocketNetwork, owned by a gateway, outlived by the SocketShared that it was made
// with. An idle one is small: it owns no buffer, and no event for writing until the kernel refuses
// bytes. Closing is orderly: our side is shut first and what the peer still sends is thrown away
// for a moment, since closing over unread input would take our last bytes from the peer, too.
#pragma once

#include <event2/event_struct.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/loop.h"
#include "engine/socket_address.h"
#include "engine/transport.h"
#include "engine/unique_fd.h"

namespace reality {

/// What all transports of a loop have in common.
struct SocketShared {
  explicit SocketShared(Loop& l) : loop(l) {}

  Loop& loop;
  /// The most that one event reads. Used only during that event.
  std::vector<char> input = std::vector<char>(size_t{64} * 1024);
};

class SocketTransport final : public Transport {
 public:
  SocketTransport(SocketShared& shared, UniqueFd fd, const SocketAddress& peer);
  ~SocketTransport() override;
  SocketTransport(const SocketTransport&) = delete;
  SocketTransport& operator=(const SocketTransport&) = delete;

  void attach(TransportEvents* receiver) override;
  void send(std::string_view bytes) override;
  size_t unsent() const override;
  void pause_reading(bool paused) override;
  void close_when_sent() override;
  std::string peer() const override;

 private:
  struct Output;

  void on_readable() noexcept;
  void on_writable() noexcept;
  void on_input(std::string_view bytes);
  void on_end_of_input();
  void on_all_sent();

  void update_reading();
  void wake();
  void fail();
  void shut();
  void give_up_after(int64_t us);
  void finish();
  void tell_closed();

  event read_event_{};
  SocketShared& shared_;
  TransportEvents* receiver_ = nullptr;
  std::unique_ptr<Output> output_;
  Alarm give_up_ = 0;
  std::array<uint8_t, 16> host_{};
  UniqueFd fd_;
  sa_family_t family_;
  bool reading_ : 1 = false;  // the read event is added
  bool paused_ : 1 = false;   // the receiver wants no bytes
  bool closing_ : 1 = false;  // close_when_sent() was called
  bool ended_ : 1 = false;    // the peer has closed its side, but we still have bytes for it
  bool broken_ : 1 = false;   // the peer takes nothing more
  bool told_ : 1 = false;     // on_closed() was delivered
};

}  // namespace reality
