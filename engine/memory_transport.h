// SPDX-License-Identifier: MIT
//
// MemoryNetwork: a Network inside one process, for tests and the simulation. connect() gives the
// client's end of a new connection; the server's end goes to whoever listens. Nothing moves until
// pump(): bytes, newcomers and closings are delivered there, in the order of connecting, and
// nowhere else. Owned by the test; outlives every Listener and MemoryTransport that came from it.
// What it does not do: lose, reorder or delay. Time is the caller's.
#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/byte_queue.h"
#include "engine/listener.h"
#include "engine/transport.h"

namespace reality {

struct MemoryLink;

/// One end of a connection. A client's end without a receiver keeps what arrives for take().
class MemoryTransport final : public Transport {
 public:
  MemoryTransport(MemoryLink& link, size_t side, std::string peer);
  ~MemoryTransport() override;
  MemoryTransport(const MemoryTransport&) = delete;
  MemoryTransport& operator=(const MemoryTransport&) = delete;

  void attach(TransportEvents* receiver) override;
  void send(std::string_view bytes) override;
  size_t unsent() const override { return unsent_.size(); }
  void pause_reading(bool paused) override { paused_ = paused; }
  void close_when_sent() override;
  std::string peer() const override { return peer_; }

  void set_peer(std::string peer) { peer_ = std::move(peer); }
  /// What has arrived since the last take().
  std::string take();
  /// The connection is over and everything that came before has arrived.
  bool closed() const { return closed_; }
  /// Breaks the connection: what is on its way is lost in both directions.
  void reset();
  /// How many bytes may be on their way from this end, or to it, before the sender must buffer.
  void set_send_capacity(size_t bytes);
  void set_receive_capacity(size_t bytes);

 private:
  friend class MemoryNetwork;
  friend struct MemoryLink;

  bool hears() const;
  void receive(std::string_view bytes);
  bool fail();
  void tell_drained();
  void tell_closed();

  MemoryLink& link_;
  size_t side_;
  std::string peer_;
  TransportEvents* receiver_ = nullptr;
  ByteQueue unsent_;
  std::string received_;
  bool paused_ = false;
  bool blocked_ = false;  // on_drained() is owed
  bool failed_ = false;   // sent to a peer that is gone
  bool closing_ = false;
  bool closed_ = false;
  bool told_ = false;  // on_closed() was delivered
};

class MemoryNetwork final : public Network {
 public:
  MemoryNetwork();
  ~MemoryNetwork() override;

  /// Any address does. With port 0 ("127.0.0.1:0") it gets a port of its own.
  Result<std::unique_ptr<Listener>> listen(const std::string& address, AcceptCall accept) override;
  /// The client's end of a new connection; null if nobody listens at `address`. `peer` is what the
  /// server's end answers to peer().
  std::unique_ptr<MemoryTransport> connect(const std::string& address,
                                           const std::string& peer = "127.0.0.1");
  /// Delivers once what is on its way. False if there was nothing.
  bool pump();

  /// Delivers at most so many bytes at a time; 1 shows what a codec does with every split.
  void set_chunk(size_t bytes) { chunk_ = bytes; }
  /// The capacity of connections made from now on, in each direction.
  void set_capacity(size_t bytes) { capacity_ = bytes; }

 private:
  friend class MemoryListener;

  bool pump_link(MemoryLink& link);
  bool accept(MemoryLink& link);
  bool deliver(MemoryLink& link, size_t side);

  size_t chunk_ = std::numeric_limits<size_t>::max();
  size_t capacity_ = std::numeric_limits<size_t>::max();
  unsigned next_port_ = 40001;
  bool pumping_ = false;
  std::map<std::string, AcceptCall> listeners_;
  std::vector<std::unique_ptr<MemoryLink>> links_;
};

}  // namespace reality
