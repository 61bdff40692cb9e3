// SPDX-License-Identifier: MIT
#include "net/http/http_gateway.h"

#include <utility>

namespace reality {
namespace {

constexpr std::string_view kFull = "The server is full. Please come back a little later.\n";
constexpr std::string_view kTooMany = "There are too many connections from your address.\n";
constexpr std::string_view kNotYet = "The world is not open. Please come back a little later.\n";

}  // namespace

HttpGateway::HttpGateway(Network& network, Scheduler& scheduler_in, ReleaseGate& release_gate,
                         Metrics& metrics, PeerLimits& peer_limits, const Settings& settings,
                         std::string assets_folder, Secrets secrets)
    : HttpHost(release_gate, scheduler_in, metrics),
      listeners_(network),
      entrance_(peer_limits, metrics.gauge("http_connections")),
      site_(scheduler_in, release_gate, metrics, settings, assets_folder, secrets),
      connections_(scheduler_in) {}

HttpGateway::~HttpGateway() {
  connections_.for_each([this](HttpConnection& connection) { entrance_.leave(connection); });
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
  return connections_.all_of(
      [](const HttpConnection& connection) { return connection.all_sent(); });
}

void HttpGateway::accept(std::unique_ptr<Transport> transport) {
  const PeerLimits::Verdict verdict = entrance_.judge(transport->peer());
  const bool welcome = open_ && verdict == PeerLimits::Verdict::welcome;
  if (!welcome && !entrance_.may_refuse(connections_.size())) return;
  HttpConnection& connection =
      connections_.add(std::make_unique<HttpConnection>(*this, std::move(transport)));
  if (!open_) return connection.dismiss(503, kNotYet);
  if (verdict == PeerLimits::Verdict::full) return connection.dismiss(503, kFull);
  if (verdict == PeerLimits::Verdict::too_many) return connection.dismiss(429, kTooMany);
  entrance_.let_in(connection);
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
  entrance_.leave(connection);
  connections_.remove(connection);
}

}  // namespace reality
