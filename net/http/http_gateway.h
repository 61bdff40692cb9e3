// SPDX-License-Identifier: MIT
//
// HttpGateway: the web door. Listens, lets newcomers in as far as the limits allow, keeps their
// connections and hands each request to the site with a ticket, by which the answer finds its way
// back. Owned by main; outlived by everything that it is given. Once it is gone the world must not
// pump any page that was asked for here.
// Must hold: an answer may come after its asker has gone; nobody who is refused costs more than an
// answer.
// Tests: tests/net/http/http_gateway_test.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/metrics.h"
#include "engine/release_gate.h"
#include "engine/result.h"
#include "engine/scheduler.h"
#include "engine/settings.h"
#include "net/connections.h"
#include "net/entrance.h"
#include "net/http/http_connection.h"
#include "net/http/http_site.h"
#include "net/listeners.h"
#include "net/peer_limits.h"
#include "world/page.h"
#include "world/session.h"

namespace reality {

class HttpGateway final : public HttpHost {
 public:
  /// `assets_folder` holds style.css and the like; it is read here and never again. `secrets` are
  /// the system's unless a test says otherwise.
  HttpGateway(Network& network, Scheduler& scheduler, ReleaseGate& release_gate, Metrics& metrics,
              PeerLimits& peer_limits, const Settings& settings, std::string assets_folder,
              Secrets secrets = {});
  ~HttpGateway() override;

  /// Takes the addresses, all or none. Newcomers are told to wait until open() was called.
  Status listen(const Addresses& addresses);
  /// The addresses as they were taken, with their real ports.
  std::vector<std::string> addresses() const { return listeners_.addresses(); }
  void open(Door& door, PageDoor& pages);
  /// Nobody new is let in.
  void stop_listening() { listeners_.close(); }
  /// 503 with `line` to all that wait, and closes all; what was held back is never shown.
  void abandon_all(std::string_view line);

  size_t connections() const { return connections_.size(); }
  /// Nothing is asked, held or waiting for a reader.
  bool all_sent() const;

  void asked(HttpConnection& connection, HttpRequest request) override;
  void answered(uint64_t ticket) override { tickets_.erase(ticket); }
  void gone(HttpConnection& connection) override;

 private:
  void accept(std::unique_ptr<Transport> transport);
  void reply(uint64_t ticket, const HttpAnswer& answer);

  Listeners listeners_;
  Entrance entrance_;
  HttpSite site_;
  bool open_ = false;
  std::unordered_map<uint64_t, HttpConnection*> tickets_;
  Connections<HttpConnection> connections_;
};

}  // namespace reality
