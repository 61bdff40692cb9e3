// SPDX-License-Identifier: MIT
#include "engine/socket_transport.h"

#include <event2/event.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "engine/byte_queue.h"

namespace reality {
namespace {

// How long a closing transport waits for a peer that takes nothing.
constexpr int64_t kStallLimitUs = 10'000'000;
// How long it waits, once all is sent, for the peer to close as well.
constexpr int64_t kLingerLimitUs = 2'000'000;

bool would_block() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

// Only the host is kept, in 16 bytes: a transport exists for each idle player.
void store_host(const SocketAddress& peer, std::array<uint8_t, 16>& host) {
  if (peer.storage.ss_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(&peer.storage);
    std::memcpy(host.data(), &v4->sin_addr, sizeof v4->sin_addr);
  } else if (peer.storage.ss_family == AF_INET6) {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(&peer.storage);
    std::memcpy(host.data(), &v6->sin6_addr, sizeof v6->sin6_addr);
  }
}

SocketAddress load_host(sa_family_t family, const std::array<uint8_t, 16>& host) {
  SocketAddress peer;
  peer.storage.ss_family = family;
  if (family == AF_INET) {
    auto* v4 = reinterpret_cast<sockaddr_in*>(&peer.storage);
    std::memcpy(&v4->sin_addr, host.data(), sizeof v4->sin_addr);
  } else if (family == AF_INET6) {
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&peer.storage);
    std::memcpy(&v6->sin6_addr, host.data(), sizeof v6->sin6_addr);
  }
  return peer;
}

}  // namespace

/// Exists only while the kernel refuses bytes.
struct SocketTransport::Output {
  Output(SocketTransport& owner, event_base* base) {
    event_assign(
        &write_event, base, owner.fd_.get(), EV_WRITE | EV_PERSIST,
        [](int, short, void* self) {
          auto* transport = static_cast<SocketTransport*>(self);
          transport->shared_.loop.timed([transport] { transport->on_writable(); });
        },
        &owner);
    event_add(&write_event, nullptr);
  }
  ~Output() { event_del(&write_event); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  event write_event{};
  ByteQueue bytes;
};

SocketTransport::SocketTransport(SocketShared& shared, UniqueFd fd, const SocketAddress& peer)
    : shared_(shared), fd_(std::move(fd)), family_(peer.storage.ss_family) {
  store_host(peer, host_);
  event_assign(
      &read_event_, shared_.loop.base(), fd_.get(), EV_READ | EV_PERSIST,
      [](int, short, void* self) {
        auto* transport = static_cast<SocketTransport*>(self);
        transport->shared_.loop.timed([transport] { transport->on_readable(); });
      },
      this);
}

SocketTransport::~SocketTransport() {
  shared_.loop.scheduler().cancel(give_up_);
  output_.reset();
  event_del(&read_event_);
}

void SocketTransport::attach(TransportEvents* receiver) {
  receiver_ = receiver;
  update_reading();
}

void SocketTransport::pause_reading(bool paused) {
  paused_ = paused;
  update_reading();
}

size_t SocketTransport::unsent() const {
  return output_ ? output_->bytes.size() : 0;
}

std::string SocketTransport::peer() const {
  return host_of(load_host(family_, host_));
}

void SocketTransport::send(std::string_view bytes) {
  if (closing_ || broken_ || !fd_ || bytes.empty()) return;
  if (output_) return output_->bytes.append(bytes);
  const ssize_t sent = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent < 0 && !would_block()) return fail();
  bytes.remove_prefix(static_cast<size_t>(std::max<ssize_t>(sent, 0)));
  if (bytes.empty()) return;
  output_ = std::make_unique<Output>(*this, shared_.loop.base());
  output_->bytes.append(bytes);
}

void SocketTransport::close_when_sent() {
  if (closing_ || !fd_) return;
  closing_ = true;
  if (output_) {
    give_up_after(kStallLimitUs);
  } else if (ended_) {
    give_up_after(0);
  } else if (!broken_) {
    shut();
  }
  update_reading();
}

// Without a receiver, input waits where it is. While closing it is read to be thrown away.
void SocketTransport::update_reading() {
  if (broken_ || !fd_) return wake();
  const bool wanted = !ended_ && (closing_ || (receiver_ != nullptr && !paused_));
  if (wanted == reading_) return;
  reading_ = wanted;
  if (wanted) {
    event_add(&read_event_, nullptr);
  } else {
    event_del(&read_event_);
  }
}

// What a call of ours has found out is told by an event of its own, soon.
void SocketTransport::wake() {
  event_active(&read_event_, EV_READ, 0);
}

// The peer takes nothing more, yet it may have said something before it left: that is read first.
void SocketTransport::fail() {
  broken_ = true;
  output_.reset();
  wake();
}

void SocketTransport::on_readable() noexcept {
  if (!fd_) return tell_closed();
  const bool deaf = closing_ || paused_ || receiver_ == nullptr;
  if (broken_ && deaf) return finish();
  std::vector<char>& input = shared_.input;
  const ssize_t got = ::recv(fd_.get(), input.data(), input.size(), 0);
  if (got > 0) return on_input({input.data(), static_cast<size_t>(got)});
  if (got < 0 && would_block() && !broken_) return;
  if (got < 0) return finish();
  on_end_of_input();
}

// The receiver may destroy this transport: nothing of it is touched after the call.
void SocketTransport::on_input(std::string_view bytes) {
  if (closing_) return;
  if (broken_) wake();
  if (receiver_ != nullptr) receiver_->on_bytes(bytes);
}

void SocketTransport::on_end_of_input() {
  const bool again = ended_;
  ended_ = true;
  const bool wanted =
      closing_ ? output_ != nullptr : receiver_ != nullptr && receiver_->on_end_of_input();
  if (again || broken_ || !wanted) return finish();
  update_reading();
}

void SocketTransport::on_writable() noexcept {
  const std::string_view bytes = output_->bytes.view();
  const ssize_t sent = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent < 0) return would_block() ? void() : fail();
  output_->bytes.drop(static_cast<size_t>(sent));
  if (output_->bytes.empty()) return on_all_sent();
  if (closing_) give_up_after(kStallLimitUs);
}

void SocketTransport::on_all_sent() {
  output_.reset();
  if (closing_) return ended_ ? finish() : shut();
  if (receiver_ != nullptr) receiver_->on_drained();
}

void SocketTransport::shut() {
  if (::shutdown(fd_.get(), SHUT_WR) != 0) return fail();
  give_up_after(kLingerLimitUs);
}

void SocketTransport::give_up_after(int64_t us) {
  Scheduler& scheduler = shared_.loop.scheduler();
  scheduler.cancel(give_up_);
  give_up_ = scheduler.after_us(us, [this] {
    give_up_ = 0;
    finish();
  });
}

void SocketTransport::finish() {
  shared_.loop.scheduler().cancel(std::exchange(give_up_, 0));
  output_.reset();
  event_del(&read_event_);
  fd_.reset();
  tell_closed();
}

void SocketTransport::tell_closed() {
  if (told_ || receiver_ == nullptr) return;
  told_ = true;
  std::exchange(receiver_, nullptr)->on_closed();
}

}  // namespace reality
