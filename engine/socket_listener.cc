// SPDX-License-Identifier: MIT
#include "engine/socket_listener.h"

#include <event2/event.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

#include "engine/socket_address.h"
#include "engine/socket_transport.h"
#include "engine/unique_fd.h"

namespace reality {
namespace {

constexpr std::string_view kUnixPrefix = "unix:";
constexpr int kAcceptsPerEvent = 64;
// How long newcomers are left waiting when one could not be accepted.
constexpr int64_t kAcceptPauseUs = 100'000;
constexpr int kKeepaliveIdleSeconds = 300;
constexpr int kKeepaliveIntervalSeconds = 60;

Error system_error() {
  return Error{std::generic_category().message(errno)};
}

bool set_option(int fd, int level, int option, int value) {
  return setsockopt(fd, level, option, &value, sizeof value) == 0;
}

// Accepted sockets inherit all of these on Linux, which saves four system calls each.
bool set_tcp_options(int fd, int family) {
  return set_option(fd, SOL_SOCKET, SO_REUSEADDR, 1) &&
         set_option(fd, SOL_SOCKET, SO_KEEPALIVE, 1) &&
         set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1) &&
         set_option(fd, IPPROTO_TCP, TCP_KEEPIDLE, kKeepaliveIdleSeconds) &&
         set_option(fd, IPPROTO_TCP, TCP_KEEPINTVL, kKeepaliveIntervalSeconds) &&
         (family != AF_INET6 || set_option(fd, IPPROTO_IPV6, IPV6_V6ONLY, 1));
}

/// The place of a Unix socket file: its folder, kept open, and its name there. The file goes when
/// this does.
class SocketFile {
 public:
  static Result<SocketFile> open(const std::string& path) {
    const size_t slash = path.rfind('/');
    const bool bare = slash == std::string::npos;
    const std::string folder = bare ? "." : path.substr(0, slash + 1);
    SocketFile file;
    file.name_ = bare ? path : path.substr(slash + 1);
    if (file.name_.empty()) return Error{"the path names no file"};
    file.folder_.reset(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!file.folder_) return system_error();
    return file;
  }

  SocketFile() = default;
  SocketFile(SocketFile&&) = default;
  SocketFile& operator=(SocketFile&&) = delete;
  ~SocketFile() {
    if (bound_) unlinkat(folder_.get(), name_.c_str(), 0);
  }

  /// Binds `fd` here, with mode 0600 from the start.
  Status bind(int fd) {
    const Result<sockaddr_un> address = short_address();
    if (!address) return Error{address.error()};
    if (Status cleared = clear(); !cleared) return cleared;
    // Linux gives the file the mode of the unbound socket.
    if (fchmod(fd, S_IRUSR | S_IWUSR) != 0) return system_error();
    const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
    if (::bind(fd, generic, sizeof *address) != 0) return system_error();
    bound_ = true;
    return {};
  }

 private:
  // sun_path has room for 107 letters and homes may lie deeper. The folder's descriptor is a short
  // way to any place.
  Result<sockaddr_un> short_address() const {
    const std::string path = "/proc/self/fd/" + std::to_string(folder_.get()) + "/" + name_;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) return Error{"the file's name is too long"};
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
  }

  // Removes a socket that a crash has left here, and nothing else.
  Status clear() const {
    struct stat found {};
    if (fstatat(folder_.get(), name_.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) {
      return errno == ENOENT ? Status() : system_error();
    }
    if (!S_ISSOCK(found.st_mode)) return Error{"a file that is no socket is in the way"};
    if (unlinkat(folder_.get(), name_.c_str(), 0) != 0) return system_error();
    return {};
  }

  UniqueFd folder_;
  std::string name_;
  bool bound_ = false;
};

/// A socket that listens, and what must go with it.
struct Door {
  UniqueFd fd;
  std::string address;
  std::optional<SocketFile> file;
};

UniqueFd make_socket(int family) {
  return UniqueFd(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

Result<Door> open_unix(const std::string& path) {
  Result<SocketFile> file = SocketFile::open(path);
  if (!file) return Error{file.error()};
  Door door{make_socket(AF_UNIX), std::string(kUnixPrefix) + path, std::move(file).value()};
  if (!door.fd) return system_error();
  if (const Status bound = door.file->bind(door.fd.get()); !bound) return Error{bound.error()};
  if (::listen(door.fd.get(), SOMAXCONN) != 0) return system_error();
  return door;
}

Result<Door> open_tcp(const std::string& text) {
  Result<SocketAddress> address = parse_socket_address(text);
  if (!address) return Error{address.error()};
  const int family = address->storage.ss_family;
  Door door{make_socket(family), {}, std::nullopt};
  const int fd = door.fd.get();
  if (fd < 0 || !set_tcp_options(fd, family)) return system_error();
  if (::bind(fd, address->get(), address->size) != 0) return system_error();
  if (::listen(fd, SOMAXCONN) != 0) return system_error();
  // The kernel has chosen the port where 0 was asked.
  if (getsockname(fd, address->get(), &address->size) != 0) return system_error();
  door.address = format_socket_address(*address);
  return door;
}

bool is_unix(const std::string& address) {
  return address.rfind(kUnixPrefix, 0) == 0;
}

class SocketListener final : public Listener {
 public:
  SocketListener(SocketShared& shared, Door door, AcceptCall accept)
      : shared_(shared), door_(std::move(door)), accept_(std::move(accept)) {
    event_assign(
        &event_, shared_.loop.base(), door_.fd.get(), EV_READ | EV_PERSIST,
        [](int, short, void* self) {
          auto* listener = static_cast<SocketListener*>(self);
          listener->shared_.loop.timed([listener] { listener->on_newcomers(); });
        },
        this);
    event_add(&event_, nullptr);
  }

  ~SocketListener() override {
    if (destroyed_ != nullptr) *destroyed_ = true;
    shared_.loop.scheduler().cancel(resume_);
    event_del(&event_);
  }

  SocketListener(const SocketListener&) = delete;
  SocketListener& operator=(const SocketListener&) = delete;

  std::string address() const override { return door_.address; }

 private:
  void on_newcomers() noexcept {
    for (int i = 0; i < kAcceptsPerEvent; ++i) {
      SocketAddress peer;
      peer.size = sizeof peer.storage;
      UniqueFd fd(accept4(door_.fd.get(), peer.get(), &peer.size, SOCK_NONBLOCK | SOCK_CLOEXEC));
      if (!fd) return on_nobody(errno);
      if (!hand_over(std::move(fd), peer)) return;
    }
  }

  // One that left while it waited is no reason to keep the others waiting: the event comes again.
  void on_nobody(int error) {
    const bool usual = error == EAGAIN || error == EWOULDBLOCK || error == ECONNABORTED;
    if (!usual && error != EINTR) pause();
  }

  // Descriptors or memory have run out. The newcomer stays in the kernel's queue, where the event
  // would find it again at once and the loop would spin.
  void pause() {
    event_del(&event_);
    resume_ = shared_.loop.scheduler().after_us(kAcceptPauseUs, [this] {
      resume_ = 0;
      event_add(&event_, nullptr);
    });
  }

  // False if the call has destroyed this listener. The call is kept on the stack meanwhile, lest it
  // be destroyed while it runs.
  bool hand_over(UniqueFd fd, const SocketAddress& peer) {
    bool destroyed = false;
    destroyed_ = &destroyed;
    AcceptCall call = std::move(accept_);
    call(std::make_unique<SocketTransport>(shared_, std::move(fd), peer));
    if (destroyed) return false;
    destroyed_ = nullptr;
    accept_ = std::move(call);
    return true;
  }

  SocketShared& shared_;
  Door door_;
  AcceptCall accept_;
  event event_{};
  Alarm resume_ = 0;
  bool* destroyed_ = nullptr;
};

}  // namespace

SocketNetwork::SocketNetwork(Loop& loop) : shared_(std::make_unique<SocketShared>(loop)) {}

SocketNetwork::~SocketNetwork() = default;

Result<std::unique_ptr<Listener>> SocketNetwork::listen(const std::string& address,
                                                        AcceptCall accept) {
  Result<Door> door =
      is_unix(address) ? open_unix(address.substr(kUnixPrefix.size())) : open_tcp(address);
  if (!door) return Error{"cannot listen on " + address + ": " + door.error()};
  return std::unique_ptr<Listener>(
      std::make_unique<SocketListener>(*shared_, std::move(door).value(), std::move(accept)));
}

}  // namespace reality
