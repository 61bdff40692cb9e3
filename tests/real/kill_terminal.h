// SPDX-License-Identifier: MIT
//
// KillTerminal: what a player of the kill harness types on and reads from. TelnetTerminal is a
// telnet connection; WebTerminal plays as a browser without scripts does (net/http/http_play.h):
// each line is a form that is posted, and behind the last one the page is fetched and what is new
// in its log is read. Owned by a KillPlayer, for one life of the server. Must hold: what is handed
// out is what the server has said, in order and without gaps; a WebTerminal that has missed
// something says nothing more at all. Tests: tests/real/kill_terminal_test.cc.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "engine/unique_fd.h"
#include "tests/real/running_program.h"

namespace reality {

class KillTerminal {
 public:
  virtual ~KillTerminal() = default;
  virtual void type(const std::string& line) = 0;
  /// What arrived up to and with `text`.
  virtual std::string until(const std::string& text) = 0;
  /// What has arrived and was not handed out yet, without waiting.
  virtual std::string arrived() = 0;
  /// What arrives until the server has gone.
  virtual std::string rest() = 0;
  virtual int fd() const = 0;
  /// Whether nothing more will come: it was closed, or something was missed.
  virtual bool over() const = 0;
  virtual void hang_up() = 0;
};

class TelnetTerminal final : public KillTerminal {
 public:
  explicit TelnetTerminal(int port) : client_(port) {}
  void type(const std::string& line) override { client_.type(line); }
  std::string until(const std::string& text) override { return client_.until(text); }
  std::string arrived() override { return client_.arrived(); }
  std::string rest() override { return client_.rest(); }
  int fd() const override { return client_.over() ? -1 : client_.fd(); }
  bool over() const override { return client_.over(); }
  void hang_up() override { client_.close(); }

 private:
  TelnetClient client_;
};

/// Reads the log of a page that grows and drops its oldest lines.
class WebLog {
 public:
  /// What is new in `page` since the last one; nothing if something between is missing.
  std::optional<std::string> read(std::string_view page);

 private:
  std::string anchor_;  // the last line that was typed, which is typed once only
  std::string after_;   // what stood behind it
};

class WebTerminal final : public KillTerminal {
 public:
  explicit WebTerminal(int port) : port_(port) {}
  void type(const std::string& line) override;
  std::string until(const std::string& text) override;
  std::string arrived() override;
  std::string rest() override;
  int fd() const override { return fd_.get(); }
  bool over() const override { return lost_; }
  void hang_up() override {
    fd_.reset();
    lost_ = true;
  }

 private:
  enum class Asked { nothing, entry, line, page };
  bool receive(int timeout_ms);
  void go_on();
  void ask(Asked what, const std::string& path, const std::string& form);
  bool take_response();
  void take_page();

  int port_;
  UniqueFd fd_;
  std::string response_;
  Asked asked_ = Asked::nothing;
  std::deque<std::string> lines_;
  std::string cookie_;
  std::string token_;
  WebLog log_;
  std::string unread_;
  bool typed_ = false;  // since the last page
  bool lost_ = false;
};

}  // namespace reality
