// SPDX-License-Identifier: MIT
#include "net/control/control_client.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>

#include "engine/text.h"
#include "engine/unique_fd.h"

namespace reality {
namespace {

Error system_error(const std::string& path) {
  return Error{"cannot speak to the server at " + path + ": " +
               std::generic_category().message(errno)};
}

// sun_path has room for 107 letters and homes may lie deeper: the folder's descriptor is a short
// way to any place.
Result<UniqueFd> connect_to(const std::string& path) {
  const size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const UniqueFd place(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!place || !fd) return system_error(path);
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  const std::string way = "/proc/self/fd/" + std::to_string(place.get()) + "/" + name;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (way.size() >= sizeof address.sun_path) return Error{path + ": the name is too long"};
  std::memcpy(address.sun_path, way.c_str(), way.size() + 1);
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  if (::connect(fd.get(), generic, sizeof address) != 0) return system_error(path);
  return fd;
}

bool send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR) return false;
    if (sent > 0) bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

bool receive_all(int fd, std::string& answer) {
  std::array<char, 4096> part;
  while (true) {
    const ssize_t got = ::recv(fd, part.data(), part.size(), 0);
    if (got < 0 && errno != EINTR) return false;
    if (got == 0) return true;
    if (got > 0) answer.append(part.data(), static_cast<size_t>(got));
  }
}

}  // namespace

Result<std::vector<std::string>> read_answer(const std::string& answer) {
  std::vector<std::string> items;
  for (const std::string_view line : split(answer, '\n')) {
    if (line == "ok") return items;
    if (line.starts_with("error ")) return Error{std::string(line.substr(6))};
    items.emplace_back(line);
  }
  return Error{"the server stopped before it had answered"};
}

bool server_listens(const std::string& path) {
  return connect_to(path).ok();
}

Result<std::vector<std::string>> ask_server(const std::string& path,
                                            const ControlRequest& request) {
  for (const std::string* part : {&request.line, &request.password})
    if (part->find_first_of("\r\n") != part->npos)
      return Error{"a request cannot hold a line break"};
  auto fd = connect_to(path);
  if (!fd) return Error{fd.error()};
  std::string text = request.line + "\n";
  if (needs_password(request.line)) text += request.password + "\n";
  if (!send_all(fd->get(), text)) return system_error(path);
  std::string answer;
  if (!receive_all(fd->get(), answer)) return system_error(path);
  return read_answer(answer);
}

}  // namespace reality
