// SPDX-License-Identifier: MIT
#include "net/http/http_gateway.h"

#include <utility>

namespace reality {
namespace {

// So many may be on their way out with a reason; whoever comes beyond them is closed without one.
constexpr size_t kRefusedAtOnce = 64;

constexpr std::string_view kFull = "The server is full. Please come back a little later.\n";
constexpr std::string_view kTooMany = "There are too many connections from your address.\n";
constexpr std::string_view kNotYet = "The world is not open. Please come back a little later.\n";

}  // namespace

HttpGateway::HttpGateway(Network& network, Scheduler& scheduler_in, ReleaseGate& release_gate,
                         Metrics& metrics, PeerLimits& peer_limits, const Settings& settings,
                         std::string assets_folder)
    : HttpHost(release_gate, scheduler_in, metrics),
      listeners_(network),
      peer_limits_(peer_limits),
      count_(metrics.gauge("http_connections")),
      site_(scheduler_in, release_gate, metrics, settings, assets_folder),
      connections_(scheduler_in) {}

HttpGateway::~HttpGateway() {
  connections_.for_each([this](HttpConnection& connection) {
    if (connection.let_in) peer_limits_.leave(connection.peer());
  });
}

Status HttpGateway::listen(const Addresses& addresses) {
  return listeners_.take(
      addresses, [this](std::unique_ptr<Transport> transport) { accept(std::move(transport)); });
}

void HttpGateway::open(Door& door, PageDoor& pages) {
  site_.open(door, pages);
  open_ = true;
}

void HttpGateway::abandon_all(std::string_view line) {
  connections_.for_each([line](HttpConnection& connection) { connection.abandon(line); });
  site_.abandon_all();
}

bool HttpGateway::all_sent() const {
  bool all = true;
  connections_.for_each(
      [&all](const HttpConnection& connection) { all = all && connection.all_sent(); });
  return all;
}

void HttpGateway::accept(std::unique_ptr<Transport> transport) {
  const std::string peer = transport->peer();
  const PeerLimits::Verdict verdict = peer_limits_.judge(peer);
  const bool welcome = open_ && verdict == PeerLimits::Verdict::welcome;
  if (!welcome && connections_.size() - let_in_ >= kRefusedAtOnce) return;
  HttpConnection& connection =
      connections_.add(std::make_unique<HttpConnection>(*this, std::move(transport)));
  if (!open_) return connection.dismiss(503, kNotYet);
  if (verdict == PeerLimits::Verdict::full) return connection.dismiss(503, kFull);
  if (verdict == PeerLimits::Verdict::too_many) return connection.dismiss(429, kTooMany);
  connection.let_in = true;
  ++count_.value;
  ++let_in_;
  peer_limits_.enter(peer);
  connection.open();
}

void HttpGateway::asked(HttpConnection& connection, HttpRequest request) {
  const uint64_t ticket = connection.ticket();
  tickets_[ticket] = &connection;
  site_.handle(std::move(request), connection.peer(),
               [this, ticket](const HttpAnswer& answer) { reply(ticket, answer); });
}

void HttpGateway::reply(uint64_t ticket, const HttpAnswer& answer) {
  const auto found = tickets_.find(ticket);
  if (found != tickets_.end()) found->second->answer(answer);
}

void HttpGateway::gone(HttpConnection& connection) {
  answered(connection.ticket());
  if (connection.let_in) {
    --count_.value;
    --let_in_;
    peer_limits_.leave(connection.peer());
  }
  connections_.remove(connection);
}

}  // namespace reality
