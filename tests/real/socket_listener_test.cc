// SPDX-License-Identifier: MIT
#include "engine/socket_listener.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/real/real_server.h"

namespace reality {
namespace {

using SocketListenerTest = RealServer;

std::string error_of(Network& network, const std::string& address) {
  const auto opened = network.listen(address, [](std::unique_ptr<Transport>) {});
  return opened ? "" : opened.error();
}

TEST_F(SocketListenerTest, ErrorsNameTheAddressAndTheReason) {
  listen();
  const std::string taken = listener_->address();
  EXPECT_EQ(error_of(network_, taken), "cannot listen on " + taken + ": Address already in use");
  EXPECT_EQ(error_of(network_, "localhost"),
            "cannot listen on localhost: no port (write HOST:PORT)");
  EXPECT_EQ(error_of(network_, "192.0.2.1:0"),
            "cannot listen on 192.0.2.1:0: Cannot assign requested address");
}

TEST_F(SocketListenerTest, StopsListeningWhenDestroyed) {
  listen();
  const std::string address = listener_->address();
  EXPECT_NE(address, "127.0.0.1:0");
  listener_.reset();
  EXPECT_FALSE(Client(address).connect());
  EXPECT_EQ(error_of(network_, address), "");
}

TEST_F(SocketListenerTest, SpeaksIpv6) {
  if (error_of(network_, "[::1]:0") != "") GTEST_SKIP() << "this machine has no IPv6";
  listen("[::1]:0");
  EXPECT_EQ(listener_->address().substr(0, 6), "[::1]:");
  when_accepted_ = [](Conversation& c) { c.transport->send(c.transport->peer()); };
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    EXPECT_EQ(client.read(3), "::1");
  });
}

TEST_F(SocketListenerTest, AcceptsACrowdWithoutTimePassing) {
  listen();
  play([&] {
    std::vector<Client> crowd;
    for (int i = 0; i < 200; ++i) ASSERT_TRUE(crowd.emplace_back(listener_->address()).connect());
    for (int i = 0; i < 10; ++i) pass();
    on_loop([&] { EXPECT_EQ(accepted_.size(), 200U); });
  });
}

// Finds the socket of the server's end by what it is connected to.
int find_server_socket(const std::string& address) {
  for (int fd = 0; fd < 1024; ++fd) {
    SocketAddress mine;
    mine.size = sizeof mine.storage;
    SocketAddress peer = mine;
    if (getsockname(fd, mine.get(), &mine.size) != 0 || mine.storage.ss_family != AF_INET) continue;
    if (format_socket_address(mine) != address) continue;
    if (getpeername(fd, peer.get(), &peer.size) == 0) return fd;
  }
  return -1;
}

TEST_F(SocketListenerTest, ConnectionsSendAtOnceAndNoticeDeadPeers) {
  listen();
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    pass();
    const int fd = find_server_socket(listener_->address());
    int value = 0;
    socklen_t size = sizeof value;
    EXPECT_EQ(getsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &value, &size), 0);
    EXPECT_NE(value, 0);
    value = 0;
    EXPECT_EQ(getsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &value, &size), 0);
    EXPECT_NE(value, 0);
    EXPECT_NE(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
    EXPECT_NE(fcntl(fd, F_GETFD) & FD_CLOEXEC, 0);
  });
}

TEST_F(SocketListenerTest, MayBeDestroyedInsideItsCall) {
  std::unique_ptr<Transport> only;
  const std::string greeting = "a greeting that is too long to be stored in place";
  auto opened = network_.listen("127.0.0.1:0", [this, &only, greeting](auto transport) {
    listener_.reset();
    only = std::move(transport);
    only->send(greeting);
  });
  listener_ = std::move(opened).value();
  const std::string address = listener_->address();
  play([&] {
    Client client(address);
    ASSERT_TRUE(client.connect());
    EXPECT_EQ(client.read(greeting.size()), greeting);
    EXPECT_FALSE(Client(address).connect());
  });
}

TEST_F(SocketListenerTest, WithoutDescriptorsItPausesAndThenGoesOn) {
  listen();
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  play([&] {
    Client client(listener_->address());
    // The lowest free descriptor becomes the limit: from here on there is none.
    const int lowest_free = dup(0);
    ::close(lowest_free);
    const rlimit none{static_cast<rlim_t>(lowest_free), before.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
    EXPECT_TRUE(client.connect());
    pass();
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
    // Had it not paused, it would accept now.
    pass();
    on_loop([&] {
      EXPECT_TRUE(accepted_.empty());
      clock_.advance_us(100'000);
    });
    pass();
    on_loop([&] { EXPECT_EQ(accepted_.size(), 1U); });
  });
}

class UnixListenerTest : public RealServer {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "reality-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    // Longer than a socket's address may be.
    folder_ = root_ / std::string(150, 'd');
    std::filesystem::create_directory(folder_);
    path_ = folder_ / "control";
  }
  void TearDown() override {
    listener_.reset();
    std::filesystem::remove_all(root_);
  }

  // Connects by way of the working directory's descriptor, as long paths must.
  UniqueFd connect() const {
    const UniqueFd folder(::open(folder_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    const std::string name = "/proc/self/fd/" + std::to_string(folder.get()) + "/control";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.c_str(), name.size());
    UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    return ::connect(fd.get(), generic, sizeof address) == 0 ? std::move(fd) : UniqueFd();
  }

  std::filesystem::path root_;
  std::filesystem::path folder_;
  std::filesystem::path path_;
};

TEST_F(UnixListenerTest, TakesLongPathsAndIsForItsOwnerOnly) {
  listen("unix:" + path_.string());
  EXPECT_EQ(listener_->address(), "unix:" + path_.string());
  struct stat found {};
  ASSERT_EQ(stat(path_.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode, S_IFSOCK | S_IRUSR | S_IWUSR);
  when_accepted_ = [](Conversation& c) { c.transport->send(c.transport->peer()); };
  play([&] {
    const UniqueFd client = connect();
    ASSERT_TRUE(client);
    char text[4] = {};
    EXPECT_EQ(::recv(client.get(), text, sizeof text, MSG_WAITALL), 4);
    EXPECT_EQ(std::string_view(text, sizeof text), "unix");
  });
}

TEST_F(UnixListenerTest, RemovesItsFileAndReplacesAStaleOne) {
  listen("unix:" + path_.string());
  std::filesystem::rename(path_, folder_ / "stale");
  listener_.reset();
  std::filesystem::rename(folder_ / "stale", path_);
  listen("unix:" + path_.string());
  EXPECT_TRUE(connect());
  listener_.reset();
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(UnixListenerTest, LeavesOtherFilesAlone) {
  std::ofstream(path_) << "precious";
  const std::string address = "unix:" + path_.string();
  EXPECT_EQ(error_of(network_, address),
            "cannot listen on " + address + ": a file that is no socket is in the way");
  EXPECT_EQ(std::filesystem::file_size(path_), 8U);
}

TEST_F(UnixListenerTest, ErrorsNameThePathAndTheReason) {
  const std::string missing = "unix:" + (root_ / "missing" / "control").string();
  EXPECT_EQ(error_of(network_, missing),
            "cannot listen on " + missing + ": No such file or directory");
  EXPECT_EQ(error_of(network_, "unix:"), "cannot listen on unix:: the path names no file");
  const std::string lengthy = "unix:" + (folder_ / std::string(120, 'x')).string();
  EXPECT_EQ(error_of(network_, lengthy),
            "cannot listen on " + lengthy + ": the file's name is too long");
}

}  // namespace
}  // namespace reality
