// SPDX-License-Identifier: MIT
#include "engine/memory_transport.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace reality {
namespace {

constexpr size_t kClient = 0;
constexpr size_t kServer = 1;

/// One direction: what the kernel would hold between the two ends.
struct Pipe {
  ByteQueue bytes;
  size_t capacity = 0;
  bool finished = false;  // nothing more will be put in
};

}  // namespace

struct MemoryLink {
  MemoryTransport* other(size_t side) const { return ends[1 - side]; }
  Pipe& from(size_t side) { return to[1 - side]; }
  /// True once what this side sends can reach nobody.
  bool lost(size_t side) const { return broken || (accepted && other(side) == nullptr); }
  bool gone() const { return !ends[kClient] && !ends[kServer] && accepted; }

  size_t put(size_t side, std::string_view bytes);
  bool refill(size_t side);
  bool finish(size_t side);
  void leave(size_t side);

  std::string address;
  std::string client_peer;
  std::array<Pipe, 2> to;  // by the side that receives
  std::array<MemoryTransport*, 2> ends{};
  bool accepted = false;
  bool broken = false;
};

// Takes what fits; the number of bytes taken.
size_t MemoryLink::put(size_t side, std::string_view bytes) {
  Pipe& pipe = from(side);
  const size_t room = pipe.capacity - std::min(pipe.capacity, pipe.bytes.size());
  const size_t count = std::min(room, bytes.size());
  pipe.bytes.append(bytes.substr(0, count));
  return count;
}

// Lets buffered bytes of one end follow. True if anything happened.
bool MemoryLink::refill(size_t side) {
  MemoryTransport* end = ends[side];
  if (end == nullptr) return false;
  if (lost(side)) return end->fail();
  const size_t count = put(side, end->unsent_.view());
  end->unsent_.drop(count);
  if (!end->unsent_.empty()) return count > 0;
  if (end->closing_ && !from(side).finished) {
    from(side).finished = true;
    end->tell_closed();
    return true;
  }
  if (!end->blocked_) return count > 0;
  end->tell_drained();
  return true;
}

// Tells an end that its peer has closed, once all bytes before that are read. True if told.
bool MemoryLink::finish(size_t side) {
  MemoryTransport* end = ends[side];
  if (end == nullptr || end->told_) return false;
  if (end->closed_ && end->receiver_ == nullptr) return false;
  const bool over = to[side].finished && to[side].bytes.empty();
  if (!(over && end->hears()) && !end->failed_ && !end->closed_) return false;
  end->tell_closed();
  return true;
}

void MemoryLink::leave(size_t side) {
  ends[side] = nullptr;
  from(side).finished = true;
  to[side].bytes.clear();
  to[side].finished = true;
}

MemoryTransport::MemoryTransport(MemoryLink& link, size_t side, std::string peer)
    : link_(link), side_(side), peer_(std::move(peer)) {
  link_.ends[side_] = this;
}

MemoryTransport::~MemoryTransport() {
  link_.leave(side_);
}

void MemoryTransport::attach(TransportEvents* receiver) {
  receiver_ = receiver;
}

void MemoryTransport::send(std::string_view bytes) {
  if (closing_ || closed_ || bytes.empty()) return;
  // As with sockets, one that reads nothing learns from sending that nobody is there.
  if (link_.lost(side_)) {
    failed_ = true;
    return;
  }
  const size_t taken = unsent_.empty() ? link_.put(side_, bytes) : 0;
  unsent_.append(bytes.substr(taken));
  blocked_ = !unsent_.empty();
}

void MemoryTransport::close_when_sent() {
  closing_ = true;
}

std::string MemoryTransport::take() {
  return std::exchange(received_, {});
}

void MemoryTransport::reset() {
  link_.broken = true;
  for (Pipe& pipe : link_.to) {
    pipe.bytes.clear();
    pipe.finished = true;
  }
  unsent_.clear();
  closed_ = true;
  told_ = true;
}

void MemoryTransport::set_send_capacity(size_t bytes) {
  link_.from(side_).capacity = bytes;
}

void MemoryTransport::set_receive_capacity(size_t bytes) {
  link_.to[side_].capacity = bytes;
}

// A client's end collects when nobody is attached; the server's end leaves the bytes where they
// are. A closing end reads on, to throw away.
bool MemoryTransport::hears() const {
  if (closing_) return true;
  return !paused_ && (receiver_ != nullptr || side_ == kClient);
}

// The receiver may destroy this end.
void MemoryTransport::receive(std::string_view bytes) {
  if (closing_) return;
  if (receiver_ != nullptr) return receiver_->on_bytes(bytes);
  received_ += bytes;
}

// True if what waits to be sent has only now turned out to be lost.
bool MemoryTransport::fail() {
  if (unsent_.empty() || failed_) return false;
  failed_ = true;
  return true;
}

void MemoryTransport::tell_drained() {
  blocked_ = false;
  if (receiver_ != nullptr && !closing_) receiver_->on_drained();
}

void MemoryTransport::tell_closed() {
  closed_ = true;
  blocked_ = false;
  unsent_.clear();
  if (told_ || receiver_ == nullptr) return;
  told_ = true;
  std::exchange(receiver_, nullptr)->on_closed();
}

class MemoryListener final : public Listener {
 public:
  MemoryListener(MemoryNetwork& network, std::string address)
      : network_(network), address_(std::move(address)) {}
  ~MemoryListener() override { network_.listeners_.erase(address_); }
  MemoryListener(const MemoryListener&) = delete;
  MemoryListener& operator=(const MemoryListener&) = delete;

  std::string address() const override { return address_; }

 private:
  MemoryNetwork& network_;
  std::string address_;
};

MemoryNetwork::MemoryNetwork() = default;

MemoryNetwork::~MemoryNetwork() = default;

Result<std::unique_ptr<Listener>> MemoryNetwork::listen(const std::string& address,
                                                        AcceptCall accept) {
  std::string bound = address;
  if (bound.size() > 2 && bound.substr(bound.size() - 2) == ":0") {
    bound.replace(bound.size() - 1, 1, std::to_string(next_port_++));
  }
  if (!listeners_.emplace(bound, std::move(accept)).second) {
    return Error{"cannot listen on " + address + ": Address already in use"};
  }
  return std::unique_ptr<Listener>(std::make_unique<MemoryListener>(*this, bound));
}

std::unique_ptr<MemoryTransport> MemoryNetwork::connect(const std::string& address,
                                                        const std::string& peer) {
  if (listeners_.find(address) == listeners_.end()) return nullptr;
  auto link = std::make_unique<MemoryLink>();
  link->address = address;
  link->client_peer = peer;
  for (Pipe& pipe : link->to) pipe.capacity = capacity_;
  auto client = std::make_unique<MemoryTransport>(*link, kClient, address);
  links_.push_back(std::move(link));
  return client;
}

bool MemoryNetwork::pump() {
  assert(!pumping_);
  pumping_ = true;
  bool moved = false;
  // Connections made meanwhile wait for the next pump.
  const size_t count = links_.size();
  for (size_t i = 0; i < count; ++i) moved = pump_link(*links_[i]) || moved;
  std::erase_if(links_, [](const auto& link) { return link->gone(); });
  pumping_ = false;
  return moved;
}

bool MemoryNetwork::pump_link(MemoryLink& link) {
  bool moved = accept(link);
  for (const size_t side : {kServer, kClient}) {
    moved = deliver(link, side) || moved;
    moved = link.refill(1 - side) || moved;
    moved = link.finish(side) || moved;
  }
  return moved;
}

bool MemoryNetwork::accept(MemoryLink& link) {
  if (link.accepted) return false;
  link.accepted = true;
  const auto found = listeners_.find(link.address);
  if (found == listeners_.end()) {
    link.leave(kServer);
    return true;
  }
  // A copy, since the call may destroy the listener.
  const AcceptCall call = found->second;
  call(std::make_unique<MemoryTransport>(link, kServer, link.client_peer));
  return true;
}

// Delivers to one end what was there at the start, piece by piece: after each piece the end may be
// gone, paused or reset.
bool MemoryNetwork::deliver(MemoryLink& link, size_t side) {
  Pipe& pipe = link.to[side];
  const size_t start = pipe.bytes.size();
  size_t left = start;
  while (left > 0 && link.ends[side] != nullptr && link.ends[side]->hears()) {
    const size_t count = std::min({left, chunk_, pipe.bytes.size()});
    if (count == 0) break;
    const std::string piece(pipe.bytes.view().substr(0, count));
    pipe.bytes.drop(count);
    left -= count;
    link.ends[side]->receive(piece);
  }
  return left < start;
}

}  // namespace reality
