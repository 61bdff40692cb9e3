// SPDX-License-Identifier: MIT
//
// WebActor: one person at a browser without scripts, for tests: keeps the cookie, fills in the
// forms of the page that it has before it, follows where it is led, and reads pages as plain text.
// Belongs to the Stage, which carries its requests.
// Must hold: what it sends is what a browser would send, the page's token included, so that a form
// of an old page is refused. Does not know styles, scripts or any address but this site's.
// Tests: the plays with somebody "by web" (tests/plays).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reality {

using WebFields = std::vector<std::pair<std::string, std::string>>;

class WebActor {
 public:
  /// Sends a request over a connection of its own and brings what came back.
  using Exchange = std::function<std::string(const std::string& request)>;

  explicit WebActor(Exchange exchange) : exchange_(std::move(exchange)) {}

  void get(const std::string& path);
  void post(const std::string& path, const WebFields& fields);
  /// Presses the button with that label on the page fetched last; false if it has none.
  bool press(std::string_view label);
  /// Types a line into the field of /play; false if there is none, for nobody plays here.
  bool say(const std::string& line);

  /// Of the page fetched last. 0: nothing has come.
  int status() const { return status_; }
  /// The page fetched last, without tags.
  std::string text() const;
  /// What happened to who plays here since the last call, as /play tells it; without what was
  /// typed. Looks there, but leaves the page fetched last as it is.
  std::string seen();

 private:
  struct Answer {
    int status = 0;
    std::string head;
    std::string body;
  };
  struct LogEntry {
    bool operator==(const LogEntry&) const = default;
    bool typed = false;
    std::string text;
  };

  static std::vector<LogEntry> read_log(std::string_view html);
  Answer fetch(const std::string& path, const WebFields* form = nullptr);
  Answer follow(std::string path, const WebFields* form = nullptr);
  void show(Answer answer);
  void keep_cookie(const Answer& answer);
  void note_news(const std::string& play_page);

  Exchange exchange_;
  std::string cookie_;  // "reality=..."; "" for a stranger
  int status_ = 0;
  std::string page_;
  std::vector<LogEntry> log_;  // as /play showed it last
  std::string news_;           // of it, what seen() has not told yet
};

}  // namespace reality
