// SPDX-License-Identifier: MIT
#include "tests/real/kill_terminal.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <utility>

namespace reality {
namespace {

constexpr int kPatienceMs = 30'000;
constexpr std::string_view kEvent = "<p class=\"event";
constexpr std::string_view kEarlier = "<details class=\"earlier\">";

/// What stands between `begin` and `end`; "" if they are not there.
std::string between(std::string_view text, std::string_view begin, std::string_view end) {
  const size_t from = text.find(begin);
  if (from == text.npos) return "";
  const size_t to = text.find(end, from + begin.size());
  return to == text.npos ? ""
                         : std::string(text.substr(from + begin.size(), to - from - begin.size()));
}

std::string without_tags(std::string_view html) {
  std::string text;
  bool tag = false;
  for (const char c : html) {
    if (c == '<') tag = true;
    if (!tag) text += c;
    if (c == '>') tag = false;
  }
  return text;
}

// The ampersand comes last, so that what it makes is not read again.
std::string unescaped(std::string text) {
  const std::pair<std::string_view, char> references[] = {
      {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&amp;", '&'}};
  for (const auto& [reference, c] : references)
    for (size_t at = 0; (at = text.find(reference, at)) != text.npos; ++at)
      text.replace(at, reference.size(), 1, c);
  return text;
}

/// The log's events in this part of a page, each with a line end.
std::string events_in(std::string_view html) {
  std::string text;
  for (size_t at = 0; (at = html.find(kEvent, at)) != html.npos; ++at) {
    const size_t begin = html.find('>', at) + 1;
    text += unescaped(without_tags(html.substr(begin, html.find("</p>", at) - begin))) + "\n";
  }
  return text;
}

/// Where the line begins; the last one like it.
size_t find_line(const std::string& text, const std::string& line) {
  return ("\n" + text).rfind("\n" + line + "\n");
}

std::string form_of_entry(const std::string& line) {
  const size_t name = line.find(' ') + 1;
  const size_t password = line.find(' ', name) + 1;
  return "name=" + line.substr(name, password - name - 1) + "&password=" + line.substr(password) +
         (line.starts_with("create ") ? "&new=1" : "");
}

bool is_whole(const std::string& response) {
  const size_t head = response.find("\r\n\r\n");
  if (head == response.npos) return false;
  const std::string length = between(response.substr(0, head + 2), "Content-Length: ", "\r\n");
  return response.size() - head - 4 >= std::strtoull(length.c_str(), nullptr, 10);
}

}  // namespace

std::optional<std::string> WebLog::read(std::string_view page) {
  const size_t split = std::min(page.find(kEarlier), page.size());
  const std::string text = events_in(page.substr(split)) + events_in(page.substr(0, split));
  std::string fresh = text;
  if (!anchor_.empty()) {
    const size_t at = find_line(text, anchor_);
    if (at == text.npos) return std::nullopt;
    fresh = text.substr(at + anchor_.size() + 1);
    if (!fresh.starts_with(after_)) return std::nullopt;
    fresh.erase(0, after_.size());
  }
  const std::string now = events_in(page.substr(0, split));
  anchor_ = now.substr(0, now.find('\n'));
  after_ = now.substr(std::min(anchor_.size() + 1, now.size()));
  return fresh;
}

void WebTerminal::type(const std::string& line) {
  lines_.push_back(line);
  go_on();
}

std::string WebTerminal::until(const std::string& text) {
  while (unread_.find(text) == unread_.npos) {
    go_on();
    if (receive(kPatienceMs)) continue;
    ADD_FAILURE() << "waited for: " << text << "\ncame: " << unread_ << response_;
    return "";
  }
  const size_t end = unread_.find(text) + text.size();
  std::string seen = unread_.substr(0, end);
  unread_.erase(0, end);
  return seen;
}

std::string WebTerminal::arrived() {
  while (receive(0)) go_on();
  return std::exchange(unread_, {});
}

std::string WebTerminal::rest() {
  while (receive(kPatienceMs)) {
  }
  lost_ = true;
  return std::exchange(unread_, {});
}

// Each answer ends with its connection. False when there is nothing to be read.
bool WebTerminal::receive(int timeout_ms) {
  pollfd ready{fd_.get(), POLLIN, 0};
  if (!fd_ || poll(&ready, 1, timeout_ms) <= 0) return false;
  std::array<char, 16384> part;
  const ssize_t got = ::read(fd_.get(), part.data(), part.size());
  if (got > 0) response_.append(part.data(), static_cast<size_t>(got));
  if (got > 0 || (got < 0 && errno == EINTR)) return true;
  fd_.reset();
  lost_ = lost_ || !take_response();
  response_.clear();
  return true;
}

// The page is fetched when all that was typed has been acted on.
void WebTerminal::go_on() {
  if (fd_ || lost_) return;
  if (!lines_.empty()) {
    const std::string line = std::move(lines_.front());
    lines_.pop_front();
    if (cookie_.empty()) return ask(Asked::entry, "POST /play/enter", form_of_entry(line));
    typed_ = true;
    std::string form = "token=" + token_ + "&line=" + line;
    std::replace(form.begin(), form.end(), ' ', '+');
    ask(Asked::line, "POST /play", form);
  } else if (asked_ == Asked::line) {
    ask(Asked::page, "GET /play", "");
  }
}

void WebTerminal::ask(Asked what, const std::string& path, const std::string& form) {
  asked_ = what;
  fd_.reset(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string request = path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  if (!cookie_.empty()) request += "Cookie: " + cookie_ + "\r\n";
  if (!form.empty())
    request += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
               std::to_string(form.size()) + "\r\n";
  request += "\r\n" + form;
  const bool sent =
      connect(fd_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
      send(fd_.get(), request.data(), request.size(), MSG_NOSIGNAL) ==
          static_cast<ssize_t>(request.size());
  if (sent) return;
  fd_.reset();
  lost_ = true;
}

bool WebTerminal::take_response() {
  const bool right = response_.starts_with(asked_ == Asked::page ? "HTTP/1.1 200" : "HTTP/1.1 303");
  if (!right || !is_whole(response_)) return false;
  if (asked_ == Asked::page) {
    take_page();
  } else if (asked_ == Asked::entry) {
    cookie_ = between(response_, "Set-Cookie: ", ";");
    ask(Asked::page, "GET /play", "");
  }
  return true;
}

// The first page is fetched for its token alone: its lines stand in the next one as well.
void WebTerminal::take_page() {
  token_ = between(response_, "name=\"token\" value=\"", "\"");
  if (!std::exchange(typed_, false)) return;
  const auto fresh = log_.read(response_.substr(response_.find("\r\n\r\n")));
  lost_ = !fresh;
  if (fresh) unread_ += *fresh;
}

}  // namespace reality
