// SPDX-License-Identifier: MIT
#include "engine/memory_transport.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace reality {
namespace {

/// One direction: what the kernel would hold between the two ends.
struct Pipe {
  ByteQueue bytes;
  size_t capacity = 0;
  bool finished = false;  // nothing more will be put in
};

constexpr std::array<Side, 2> kSides{Side::server, Side::client};

Side opposite(Side side) {
  return side == Side::client ? Side::server : Side::client;
}

}  // namespace

struct MemoryLink {
  MemoryTransport*& end(Side side) { return ends[static_cast<size_t>(side)]; }
  MemoryTransport* end(Side side) const { return ends[static_cast<size_t>(side)]; }
  Pipe& to(Side side) { return pipes[static_cast<size_t>(side)]; }
  const Pipe& to(Side side) const { return pipes[static_cast<size_t>(side)]; }
  Pipe& from(Side side) { return to(opposite(side)); }
  /// True once what this side sends can reach nobody.
  bool lost(Side side) const { return broken || (accepted && !end(opposite(side))); }
  bool gone() const { return !end(Side::client) && !end(Side::server) && accepted; }

  size_t room(Side side) const;
  size_t put(Side side, std::string_view bytes);
  bool can_deliver(Side side) const;
  bool deliver(Side side, size_t most);
  bool can_refill(Side side) const;
  bool refill(Side side);
  bool can_finish(Side side) const;
  bool finish(Side side);
  void leave(Side side);
  void snap();

  uint64_t id = 0;
  std::string address;
  std::string client_peer;
  std::array<Pipe, 2> pipes;  // by the side that receives
  std::array<MemoryTransport*, 2> ends{};
  bool accepted = false;
  bool broken = false;
};

// How much of what this side sends would be taken now.
size_t MemoryLink::room(Side side) const {
  const Pipe& pipe = to(opposite(side));
  return pipe.capacity - std::min(pipe.capacity, pipe.bytes.size());
}

// Takes what fits; the number of bytes taken.
size_t MemoryLink::put(Side side, std::string_view bytes) {
  const size_t count = std::min(room(side), bytes.size());
  from(side).bytes.append(bytes.substr(0, count));
  return count;
}

bool MemoryLink::can_deliver(Side side) const {
  return end(side) != nullptr && end(side)->hears() && !to(side).bytes.empty();
}

// One piece. The end may be gone afterwards.
bool MemoryLink::deliver(Side side, size_t most) {
  if (!can_deliver(side)) return false;
  ByteQueue& bytes = to(side).bytes;
  const std::string piece(bytes.view().substr(0, std::max<size_t>(most, 1)));
  bytes.drop(piece.size());
  end(side)->receive(piece);
  return true;
}

bool MemoryLink::can_refill(Side side) const {
  const MemoryTransport* sender = end(side);
  if (sender == nullptr) return false;
  const bool waits = !sender->unsent_.empty();
  const bool leaves = sender->closing_ && !sender->closed_;
  if (lost(side)) return leaves || (waits && !sender->failed_);
  if (waits) return room(side) > 0;
  const bool says_no_more = sender->closing_ || sender->ending_;
  return sender->blocked_ || (says_no_more && !to(opposite(side)).finished);
}

// Lets buffered bytes of one end follow. True if anything happened.
bool MemoryLink::refill(Side side) {
  if (!can_refill(side)) return false;
  MemoryTransport* sender = end(side);
  if (lost(side)) {
    // What waits to be sent has only now turned out to be lost.
    sender->failed_ = !sender->unsent_.empty();
    if (sender->closing_) sender->tell_closed();
    return true;
  }
  sender->unsent_.drop(put(side, sender->unsent_.view()));
  if (!sender->unsent_.empty()) return true;
  if (sender->closing_ || sender->ending_) from(side).finished = true;
  if (sender->closing_) {
    sender->tell_closed();
  } else if (sender->blocked_) {
    sender->tell_drained();
  }
  return true;
}

bool MemoryLink::can_finish(Side side) const {
  const MemoryTransport* hearer = end(side);
  if (hearer == nullptr || hearer->told_) return false;
  if (hearer->closed_ && hearer->receiver_ == nullptr) return false;
  const bool over = to(side).finished && to(side).bytes.empty() && !hearer->ended_;
  return (over && hearer->hears()) || hearer->failed_ || hearer->closed_;
}

// Tells an end that its peer says no more or is gone, once all bytes before that are read.
bool MemoryLink::finish(Side side) {
  if (!can_finish(side)) return false;
  MemoryTransport* hearer = end(side);
  if (broken || hearer->failed_ || hearer->closed_) {
    hearer->tell_closed();
  } else {
    hearer->tell_end();
  }
  return true;
}

void MemoryLink::leave(Side side) {
  end(side) = nullptr;
  from(side).finished = true;
  to(side).bytes.clear();
  to(side).finished = true;
}

void MemoryLink::snap() {
  broken = true;
  for (Pipe& pipe : pipes) {
    pipe.bytes.clear();
    pipe.finished = true;
  }
}

MemoryTransport::MemoryTransport(MemoryLink& link, Side side, std::string peer)
    : link_(link), side_(side), peer_(std::move(peer)) {
  link_.end(side_) = this;
}

MemoryTransport::~MemoryTransport() {
  link_.leave(side_);
}

uint64_t MemoryTransport::id() const {
  return link_.id;
}

void MemoryTransport::attach(TransportEvents* receiver) {
  receiver_ = receiver;
}

void MemoryTransport::send(std::string_view bytes) {
  if (closing_ || ending_ || closed_ || bytes.empty()) return;
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
  link_.snap();
  unsent_.clear();
  closed_ = true;
  told_ = true;
}

void MemoryTransport::set_send_capacity(size_t bytes) {
  link_.from(side_).capacity = bytes;
}

void MemoryTransport::set_receive_capacity(size_t bytes) {
  link_.to(side_).capacity = bytes;
}

// A client's end collects when nobody is attached; the server's end leaves the bytes where they
// are. A closing end reads on, to throw away.
bool MemoryTransport::hears() const {
  if (closing_) return true;
  return !paused_ && (receiver_ != nullptr || side_ == Side::client);
}

// The receiver may destroy this end.
void MemoryTransport::receive(std::string_view bytes) {
  if (closing_) return;
  if (receiver_ != nullptr) return receiver_->on_bytes(bytes);
  received_ += bytes;
}

void MemoryTransport::tell_drained() {
  blocked_ = false;
  if (receiver_ != nullptr && !closing_) receiver_->on_drained();
}

// The end of the peer's words. What this end still has to send, it may send.
void MemoryTransport::tell_end() {
  ended_ = true;
  const bool goes_on =
      closing_ ? !unsent_.empty() : receiver_ != nullptr && receiver_->on_end_of_input();
  if (!goes_on) tell_closed();
}

void MemoryTransport::tell_closed() {
  closed_ = true;
  link_.from(side_).finished = true;
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
  link->id = next_id_++;
  link->address = address;
  link->client_peer = peer;
  for (Pipe& pipe : link->pipes) pipe.capacity = capacity_;
  auto client = std::make_unique<MemoryTransport>(*link, Side::client, address);
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
  pumping_ = false;
  sweep();
  return moved;
}

void MemoryNetwork::sweep() {
  std::erase_if(links_, [](const auto& link) { return link->gone(); });
}

bool MemoryNetwork::pump_link(MemoryLink& link) {
  bool moved = accept(link);
  for (const Side side : kSides) {
    moved = deliver(link, side) || moved;
    moved = link.refill(opposite(side)) || moved;
    moved = link.finish(side) || moved;
  }
  return moved;
}

bool MemoryNetwork::accept(MemoryLink& link) {
  if (link.accepted) return false;
  link.accepted = true;
  const auto found = listeners_.find(link.address);
  if (found == listeners_.end()) {
    link.leave(Side::server);
    return true;
  }
  // A copy, since the call may destroy the listener.
  const AcceptCall call = found->second;
  call(std::make_unique<MemoryTransport>(link, Side::server, link.client_peer));
  return true;
}

// Delivers to one end what was there at the start, piece by piece: after each piece the end may be
// gone, paused or reset.
bool MemoryNetwork::deliver(MemoryLink& link, Side to) {
  const ByteQueue& bytes = link.to(to).bytes;
  const size_t start = bytes.size();
  size_t left = start;
  while (left > 0) {
    const size_t count = std::min({left, chunk_, bytes.size()});
    if (!link.deliver(to, count)) break;
    left -= count;
  }
  return left < start;
}

MemoryLink* MemoryNetwork::find(uint64_t id) const {
  const auto found = std::lower_bound(links_.begin(), links_.end(), id,
                                      [](const auto& link, uint64_t at) { return link->id < at; });
  return found != links_.end() && (*found)->id == id ? found->get() : nullptr;
}

void MemoryNetwork::connections(std::vector<uint64_t>& ids) const {
  ids.clear();
  for (const auto& link : links_)
    if (!link->gone()) ids.push_back(link->id);
}

bool MemoryNetwork::can_move(uint64_t id, Side to) const {
  const MemoryLink* link = find(id);
  if (link == nullptr) return false;
  if (!link->accepted) return to == Side::server;
  return link->can_deliver(to) || link->can_refill(opposite(to)) || link->can_finish(to);
}

std::string_view MemoryNetwork::on_its_way(uint64_t id, Side to) const {
  const MemoryLink* link = find(id);
  return link == nullptr ? std::string_view() : link->to(to).bytes.view();
}

bool MemoryNetwork::move(uint64_t id, Side to, size_t bytes) {
  assert(!pumping_);
  MemoryLink* link = find(id);
  if (link == nullptr) return false;
  pumping_ = true;
  const bool moved = (to == Side::server && accept(*link)) || link->deliver(to, bytes) ||
                     link->refill(opposite(to)) || link->finish(to);
  pumping_ = false;
  sweep();
  return moved;
}

void MemoryNetwork::cut(uint64_t id) {
  if (MemoryLink* link = find(id)) link->snap();
}

void MemoryNetwork::drop_all() {
  for (const auto& link : links_) {
    link->snap();
    link->accepted = true;
    if (MemoryTransport* server = link->end(Side::server)) server->attach(nullptr);
    MemoryTransport* client = link->end(Side::client);
    if (client == nullptr) continue;
    // Seen at once by who only looks, and told to who waits to be told.
    client->closed_ = true;
    client->unsent_.clear();
  }
}

}  // namespace reality
