// SPDX-License-Identifier: MIT
//
// HttpSite: what there is to be asked for: from a method and a path to whoever answers. Owned by
// the HttpGateway. Knows nothing of connections: each question comes with its reply. Must hold:
// only paths of known form reach the world; every question gets one reply, except those that wait
// when the site is closed. Tests: tests/net/http/http_gateway_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/metrics.h"
#include "engine/password.h"
#include "engine/release_gate.h"
#include "engine/scheduler.h"
#include "engine/settings.h"
#include "net/http/http_assets.h"
#include "net/http/http_exchange.h"
#include "net/http/http_play.h"
#include "world/page.h"
#include "world/session.h"

namespace reality {

class HttpSite {
 public:
  HttpSite(Scheduler& scheduler, ReleaseGate& gate, const Metrics& metrics,
           const Settings& settings, const std::string& assets_folder, Secrets secrets = {});

  void open(Door& door, PageDoor& pages);
  void handle(HttpRequest request, std::string_view peer, HttpReply reply);
  /// Hangs up on all who play; their replies are not called.
  void abandon_all() { play_.clear(); }

 private:
  enum class Subject : uint8_t {
    none,
    page,
    status,
    health,
    metrics,
    asset,
    play,
    enter,
    leave,
  };

  Subject subject_of(const std::vector<std::string>& path) const;
  void look(const HttpQuestion& question, Subject subject, const HttpReply& reply);
  void tell_health(const HttpReply& reply);
  void tell_figures(const HttpReply& reply, bool for_prometheus);
  void act(const HttpQuestion& question, Subject subject, const HttpReply& reply);
  void ask_page(const HttpQuestion& question, const HttpReply& reply);
  void answer_page(const HttpQuestion& question, const PageAnswer& answer, const HttpReply& reply);
  void wrong_method(std::string_view method, std::string_view allowed, const HttpReply& reply);
  void missing(const HttpReply& reply, uint64_t turn = 0) const;

  const Metrics& metrics_;
  const Settings& settings_;
  HttpAssets assets_;
  PlayRoom play_;
  PageDoor* pages_ = nullptr;
};

}  // namespace reality
