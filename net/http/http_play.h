// SPDX-License-Identifier: MIT
//
// PlayRoom: everybody who plays over the web, by the secret in their cookie; answers what is asked
// under /play. A line is posted, the answer waits until the world has acted on it, then the browser
// is led to a page that shows the log. Owned by the HttpSite.
// Must hold: a session is acted for only by a form that bears its token, from this site's own
// pages; sessions that nobody looks after are hung up; nothing is asked of a session and none is
// destroyed from inside the world's pump. Tests: tests/net/http/http_play_test.cc.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/password.h"
#include "engine/release_gate.h"
#include "engine/scheduler.h"
#include "engine/settings.h"
#include "net/http/http_exchange.h"
#include "net/http/http_form.h"
#include "net/http/http_player.h"
#include "world/session.h"

namespace reality {

/// One player with what the room knows of it.
struct WebSeat {
  /// A request that waits for the world.
  struct Waiting {
    uint64_t after = 0;  // the step that has to be followed
    int64_t since_us = 0;
    std::string next;
    HttpReply reply;
  };

  WebSeat(ReleaseGate& gate, WebPlayerHost& host, std::string cookie)
      : player(gate, host, std::move(cookie)) {}

  WebPlayer player;
  std::string token;  // of its forms
  std::string peer;
  std::string name;     // as given at the door
  bool secure = false;  // came in by https
  bool entering = false;
  bool leaving = false;
  int64_t seen_us = 0;  // when its last request came
  std::vector<Waiting> waiting;
};

class PlayRoom final : public WebPlayerHost {
 public:
  /// Cookies and forms are known by what `secrets` gives.
  PlayRoom(Scheduler& scheduler, ReleaseGate& gate, const Settings& settings, Secrets secrets);
  ~PlayRoom() override;
  PlayRoom(const PlayRoom&) = delete;
  PlayRoom& operator=(const PlayRoom&) = delete;

  void open(Door& door) { door_ = &door; }
  /// Who plays with the cookie of this request; null for a stranger.
  WebSeat* visitor(const HttpRequest& request);
  /// GET /play.
  void show(const HttpQuestion& question, const HttpReply& reply);
  /// POST /play, /play/enter and /play/leave.
  void say(const HttpQuestion& question, const HttpReply& reply);
  void enter(const HttpQuestion& question, const HttpReply& reply);
  void leave(const HttpQuestion& question, const HttpReply& reply);
  /// Hangs up on everybody.
  void clear();
  size_t size() const { return seats_.size(); }

  void changed(WebPlayer& player) override;

 private:
  /// Who acts by a form of theirs; null when the reply has said why not.
  WebSeat* actor(const HttpQuestion& question, const HttpForm& form, const HttpReply& reply);
  WebSeat* add_seat(const HttpQuestion& question, const HttpReply& reply);
  size_t players_from(std::string_view peer) const;
  void show_over(WebSeat& seat, bool keep, const HttpReply& reply);
  void speak(WebSeat& seat, const HttpForm& form);
  void settle();
  void end_seat(WebSeat& seat);
  void settle_seat(WebSeat& seat);
  void finish_entering(WebSeat& seat, const WebSeat::Waiting& waiting);
  void plan_sweep();
  void sweep();
  bool sweep_seat(WebSeat& seat, int64_t now_us);
  void refuse(const HttpReply& reply, int status, std::string_view why) const;
  void show_door(const HttpReply& reply, int status, std::string_view next, std::string_view name,
                 std::string_view alert) const;

  Scheduler& scheduler_;
  ReleaseGate& gate_;
  const Settings& settings_;
  Secrets secrets_;
  Door* door_ = nullptr;
  std::map<std::string, std::unique_ptr<WebSeat>, std::less<>> seats_;
  std::vector<std::string> changed_;  // keys of seats with news
  Alarm settle_ = 0;
  Alarm sweep_ = 0;
};

}  // namespace reality
