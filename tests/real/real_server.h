// SPDX-License-Identifier: MIT
//
// RealServer: a loop with sockets on the test's thread, spoken to by a client script on a thread of
// its own. Owned by a test fixture. Its clock stands still until the script moves it, so no test
// waits for a timeout; every wait of the script is bounded by kPatience.
#pragma once

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "engine/clock.h"
#include "engine/loop.h"
#include "engine/socket_address.h"
#include "engine/socket_listener.h"
#include "engine/unique_fd.h"

namespace reality {

constexpr std::chrono::seconds kPatience{20};

/// The client's end: a plain blocking socket.
class Client {
 public:
  explicit Client(const std::string& address) : target_(*parse_socket_address(address)) {
    fd_.reset(::socket(target_.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval patience{kPatience.count(), 0};
    setsockopt(fd_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd_.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  }

  bool connect() { return ::connect(fd_.get(), target_.get(), target_.size) == 0; }
  bool send(std::string_view bytes) {
    const auto size = static_cast<ssize_t>(bytes.size());
    return ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) == size;
  }
  /// Reads `size` bytes, or fewer if the server closes; "<error>" if the connection breaks.
  std::string read(size_t size) {
    std::string text(size, '\0');
    size_t have = 0;
    while (have < size) {
      const ssize_t got = ::recv(fd_.get(), text.data() + have, size - have, 0);
      if (got < 0) return "<error>";
      if (got == 0) break;
      have += static_cast<size_t>(got);
    }
    text.resize(have);
    return text;
  }
  /// Everything up to the end.
  std::string read_all() {
    std::string all;
    while (true) {
      const std::string more = read(65536);
      if (more == "<error>") return more;
      all += more;
      if (more.size() < 65536) return all;
    }
  }
  void shut() { ::shutdown(fd_.get(), SHUT_WR); }
  void close() { fd_.reset(); }
  /// Closes so that the server's kernel sees a broken connection.
  void reset() {
    const linger hard{1, 0};
    setsockopt(fd_.get(), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    fd_.reset();
  }

 private:
  SocketAddress target_;
  UniqueFd fd_;
};

/// The server's end: notes what it is told, as one text.
class Conversation : public TransportEvents {
 public:
  explicit Conversation(std::unique_ptr<Transport> t) : transport(std::move(t)) {
    transport->attach(this);
  }
  void on_bytes(std::string_view bytes) override {
    told += bytes;
    if (when_bytes) when_bytes();
  }
  void on_drained() override { told += "<drained>"; }
  void on_closed() override {
    told += "<closed>";
    transport.reset();
    closed.set_value();
  }

  std::unique_ptr<Transport> transport;
  std::string told;
  std::function<void()> when_bytes;
  std::promise<void> closed;
};

class RealServer : public ::testing::Test {
 protected:
  void listen(const std::string& address = "127.0.0.1:0") {
    auto opened = network_.listen(address, [this](std::unique_ptr<Transport> transport) {
      accepted_.push_back(std::make_unique<Conversation>(std::move(transport)));
      if (when_accepted_) when_accepted_(*accepted_.back());
    });
    ASSERT_TRUE(opened.ok()) << opened.error();
    listener_ = std::move(opened).value();
  }

  /// Runs `script` on a thread of its own and the loop here, until the script ends.
  void play(const std::function<void()>& script) {
    std::thread client([&] {
      script();
      loop_.post([this] { loop_.stop(); });
    });
    loop_.run();
    client.join();
  }

  /// For the script: has `call` made on the loop's thread and waits for it.
  void on_loop(const std::function<void()>& call) {
    std::promise<void> done;
    loop_.post([&] {
      call();
      done.set_value();
    });
    done.get_future().wait();
  }

  /// For the script: lets the loop look at its sockets, whatever it was doing.
  void pass() {
    for (int i = 0; i < 3; ++i) on_loop([] {});
  }

  /// For the script: waits until the server's end of connection `index` was told that it closed.
  bool closes(size_t index) {
    return accepted_[index]->closed.get_future().wait_for(kPatience) == std::future_status::ready;
  }

  ManualClock clock_;
  Loop loop_{clock_};
  SocketNetwork network_{loop_};
  std::unique_ptr<Listener> listener_;
  std::vector<std::unique_ptr<Conversation>> accepted_;
  std::function<void(Conversation&)> when_accepted_;
};

}  // namespace reality
