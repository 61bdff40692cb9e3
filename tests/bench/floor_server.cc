// SPDX-License-Identifier: MIT
//
// The floor: the least that a talker can do, which figures are given against. libevent's
// bufferevents, one thread, rooms with a fixed text and a list of who is there. It sends the same
// bytes as the server for `look` and `say` in the bench world, and nothing else that costs.
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/listener.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/bench_text.h"

namespace reality::bench {
namespace {

struct Talker;

struct Room {
  std::string head;  // name and text
  std::string tail;  // ways out and prompt
  std::vector<Talker*> people;
};

struct Floor {
  Room hall;
  std::array<Room, kChambers> chambers;
  int guests = 0;
};

struct Talker {
  bufferevent* connection = nullptr;
  Floor* floor = nullptr;
  Room* room = nullptr;
  std::string name;
  bool at_prompt = true;
};

Room make_room(std::string_view name, std::string_view text, const std::string& ways) {
  return {std::string(name) + "\r\n" + std::string(text), "\r\nExits: " + ways + ".\r\n> ", {}};
}

void build(Floor& floor) {
  std::string ways;
  for (const std::string_view way : kDirections)
    ways += (ways.empty() ? "" : ", ") + std::string(way);
  floor.hall = make_room(kHallName, kHallText, ways);
  const std::string two = std::string(kChamberWays[0]) + ", " + std::string(kChamberWays[1]);
  for (int n = 0; n < kChambers; ++n)
    floor.chambers[static_cast<size_t>(n)] = make_room(chamber_name(n), chamber_text(n), two);
}

void put(const Talker& talker, std::string_view text) {
  bufferevent_write(talker.connection, text.data(), text.size());
}

void leave(Talker& talker) {
  if (!talker.room) return;
  auto& people = talker.room->people;
  people.erase(std::find(people.begin(), people.end(), &talker));
}

void drop(Talker& talker) {
  leave(talker);
  bufferevent_free(talker.connection);
  delete &talker;
}

void look(Talker& talker) {
  const Room& room = *talker.room;
  std::array<char, 16384> text;
  char* at = std::copy(room.head.begin(), room.head.end(), text.data());
  const size_t others = room.people.size() - 1;
  size_t listed = 0;
  for (const Talker* other : room.people) {
    if (other == &talker || text.end() - at < 1024) continue;
    const std::string_view before = listed == 0 ? "\r\n" : listed + 1 < others ? ", " : " and ";
    at = std::copy(before.begin(), before.end(), at);
    at = std::copy(other->name.begin(), other->name.end(), at);
    ++listed;
  }
  const std::string_view are = others == 0 ? "" : others == 1 ? " is here." : " are here.";
  at = std::copy(are.begin(), are.end(), at);
  at = std::copy(room.tail.begin(), room.tail.end(), at);
  put(talker, {text.data(), static_cast<size_t>(at - text.data())});
  talker.at_prompt = true;
}

void say(Talker& talker, std::string_view words) {
  std::array<char, 1200> text;
  const int size = static_cast<int>(std::min<size_t>(words.size(), 1000));
  int length =
      std::snprintf(text.data(), text.size(), "You say, \"%.*s\"\r\n> ", size, words.data());
  put(talker, {text.data(), static_cast<size_t>(length)});
  talker.at_prompt = true;
  // Whoever stands at a prompt gets a line end first.
  length = std::snprintf(text.data(), text.size(), "\r\n%s says, \"%.*s\"\r\n> ",
                         talker.name.c_str(), size, words.data());
  for (Talker* other : talker.room->people) {
    if (other == &talker) continue;
    const size_t skip = other->at_prompt ? 0 : 2;
    put(*other, {text.data() + skip, static_cast<size_t>(length) - skip});
    other->at_prompt = true;
  }
}

void enter(Talker& talker, Room& room) {
  leave(talker);
  talker.room = &room;
  room.people.push_back(&talker);
  look(talker);
}

void act(Talker& talker, std::string_view line) {
  talker.at_prompt = false;
  if (!talker.room) {
    talker.name = "Guest" + std::to_string(++talker.floor->guests);
    enter(talker, talker.floor->hall);
  } else if (line == "look") {
    look(talker);
  } else if (line.starts_with("say ")) {
    say(talker, line.substr(4));
  } else {
    const auto* way = std::find(kDirections.begin(), kDirections.end(), line);
    if (way == kDirections.end()) return put(talker, "What?\r\n> ");
    enter(talker, talker.floor->chambers[static_cast<size_t>(way - kDirections.begin())]);
  }
}

void on_bytes(bufferevent* connection, void* self) {
  auto& talker = *static_cast<Talker*>(self);
  evbuffer* input = bufferevent_get_input(connection);
  size_t size = 0;
  while (char* line = evbuffer_readln(input, &size, EVBUFFER_EOL_CRLF)) {
    act(talker, {line, size});
    std::free(line);
  }
}

void on_event(bufferevent*, short what, void* self) {
  if ((what & (BEV_EVENT_EOF | BEV_EVENT_ERROR)) != 0) drop(*static_cast<Talker*>(self));
}

void on_newcomer(evconnlistener* listener, int fd, sockaddr*, int, void* self) {
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  auto* talker = new Talker;
  talker->floor = static_cast<Floor*>(self);
  talker->connection =
      bufferevent_socket_new(evconnlistener_get_base(listener), fd, BEV_OPT_CLOSE_ON_FREE);
  bufferevent_setcb(talker->connection, on_bytes, nullptr, on_event, talker);
  bufferevent_enable(talker->connection, EV_READ | EV_WRITE);
  put(*talker, "The floor.\r\nName: ");
}

int serve() {
  std::signal(SIGPIPE, SIG_IGN);
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  Floor floor;
  build(floor);
  event_base* base = event_base_new();
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  evconnlistener* listener =
      evconnlistener_new_bind(base, on_newcomer, &floor, LEV_OPT_CLOSE_ON_FREE, 4096, generic,
                              static_cast<int>(sizeof address));
  if (!listener) return 1;
  socklen_t size = sizeof address;
  getsockname(evconnlistener_get_fd(listener), generic, &size);
  std::printf("ready telnet=127.0.0.1:%d\n", ntohs(address.sin_port));
  std::fflush(stdout);
  return event_base_dispatch(base);
}

}  // namespace
}  // namespace reality::bench

int main() {
  return reality::bench::serve();
}
