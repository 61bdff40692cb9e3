// SPDX-License-Identifier: MIT
//
// MemoryNetwork: a Network inside one process, for tests and the simulation. connect() gives the
// client's end of a new connection; the server's end goes to whoever listens. Nothing moves by
// itself: pump() delivers all that is on its way, in the order of connecting; move() delivers one
// piece of one connection, for whoever decides on the order himself (tests/sim/sim_network.h).
// Owned by the test; outlives every Listener and MemoryTransport that came from it.
// Must hold: the bytes of one direction arrive in order, and its end after the last of them.
// What it does not do: draw lots, or ask the time. Both are the caller's.
#pragma once

#include <cstddef>
#include <cstdint>
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

/// Whom bytes are on their way to.
enum class Side : uint8_t { client, server };

/// One end of a connection. A client's end without a receiver keeps what arrives for take().
class MemoryTransport final : public Transport {
 public:
  MemoryTransport(MemoryLink& link, Side side, std::string peer);
  ~MemoryTransport() override;
  MemoryTransport(const MemoryTransport&) = delete;
  MemoryTransport& operator=(const MemoryTransport&) = delete;

  void attach(TransportEvents* receiver) override;
  void send(std::string_view bytes) override;
  size_t unsent() const override { return unsent_.size(); }
  void pause_reading(bool paused) override { paused_ = paused; }
  void close_when_sent() override;
  std::string peer() const override { return peer_; }

  /// The number of the connection, for MemoryNetwork::move() and cut().
  uint64_t id() const;
  void set_peer(std::string peer) { peer_ = std::move(peer); }
  /// What has arrived since the last take().
  std::string take();
  /// The connection is over and everything that came before has arrived.
  bool closed() const { return closed_; }
  /// Sends what is buffered and then says no more, yet still listens: the other end is asked
  /// on_end_of_input(). What is sent after this is ignored.
  void end_output() { ending_ = true; }
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
  void tell_drained();
  void tell_end();
  void tell_closed();

  MemoryLink& link_;
  Side side_;
  std::string peer_;
  TransportEvents* receiver_ = nullptr;
  ByteQueue unsent_;
  std::string received_;
  bool paused_ = false;
  bool blocked_ = false;  // on_drained() is owed
  bool failed_ = false;   // sent to a peer that is gone
  bool ended_ = false;    // the peer says no more; what it hears is still to be finished
  bool ending_ = false;   // says no more, but hears
  bool closing_ = false;
  bool closed_ = false;
  bool told_ = false;  // on_closed() was delivered
};

/// The connections between clients and whoever listens.
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

  /// The numbers of all connections of which an end is left, in the order of connecting.
  void connections(std::vector<uint64_t>& ids) const;
  /// Whether something can happen now on the way to that side: a newcomer be accepted, bytes be
  /// heard, an end be told, or what the other side has buffered follow.
  bool can_move(uint64_t id, Side to) const;
  /// What is on its way to that side. The view dies with the next call.
  std::string_view on_its_way(uint64_t id, Side to) const;
  /// Lets one of these things happen; of bytes at most so many are delivered, in one piece. False
  /// if there was nothing. The ends that are told may do anything but pump() or move().
  bool move(uint64_t id, Side to, size_t bytes);
  /// Breaks a connection from outside: what is on its way is lost; who sends or hears learns of it.
  void cut(uint64_t id);
  /// The serving machine has lost its power: its ends are told nothing any more, now or when they
  /// are destroyed; what is on its way is lost, and every client sees a reset.
  void drop_all();

  /// Delivers at most so many bytes at a time; 1 shows what a codec does with every split.
  void set_chunk(size_t bytes) { chunk_ = bytes; }
  /// The capacity of connections made from now on, in each direction.
  void set_capacity(size_t bytes) { capacity_ = bytes; }

 private:
  friend class MemoryListener;

  MemoryLink* find(uint64_t id) const;
  bool pump_link(MemoryLink& link);
  bool accept(MemoryLink& link);
  bool deliver(MemoryLink& link, Side to);
  void sweep();

  size_t chunk_ = std::numeric_limits<size_t>::max();
  size_t capacity_ = std::numeric_limits<size_t>::max();
  unsigned next_port_ = 40001;
  uint64_t next_id_ = 1;
  bool pumping_ = false;
  std::map<std::string, AcceptCall> listeners_;
  std::vector<std::unique_ptr<MemoryLink>> links_;
};

}  // namespace reality
