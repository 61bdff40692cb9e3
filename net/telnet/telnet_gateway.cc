// SPDX-License-Identifier: MIT
#include "net/telnet/telnet_gateway.h"

#include <utility>

namespace reality {
namespace {

constexpr std::string_view kFull = "The server is full. Please come back a little later.\n";
constexpr std::string_view kTooMany = "There are too many connections from your address.\n";
constexpr std::string_view kNotYet = "The world is not open. Please come back a little later.\n";

}  // namespace

TelnetGateway::TelnetGateway(Network& network, Scheduler& scheduler, ReleaseGate& release_gate,
                             Metrics& metrics, PeerLimits& peers,
                             const LimitSettings& limit_settings)
    : TelnetHost(release_gate, scheduler.clock(), limit_settings, metrics),
      listeners_(network),
      entrance_(peers, metrics.gauge("telnet_connections")),
      connections_(scheduler) {}

TelnetGateway::~TelnetGateway() {
  connections_.for_each([this](TelnetConnection& connection) { entrance_.leave(connection); });
}

Status TelnetGateway::listen(const Addresses& addresses) {
  return listeners_.take(
      addresses, [this](std::unique_ptr<Transport> transport) { accept(std::move(transport)); });
}

void TelnetGateway::abandon_all(std::string_view line) {
  connections_.for_each([line](TelnetConnection& connection) { connection.abandon(line); });
}

bool TelnetGateway::all_sent() const {
  return connections_.all_of(
      [](const TelnetConnection& connection) { return connection.all_sent(); });
}

void TelnetGateway::accept(std::unique_ptr<Transport> transport) {
  const std::string peer = transport->peer();
  const std::string_view why_not = refusal(peer);
  if (why_not.empty()) {
    TelnetConnection& connection = add(std::move(transport));
    entrance_.let_in(connection);
    return connection.open(*door_);
  }
  if (entrance_.may_refuse(connections_.size())) add(std::move(transport)).dismiss(why_not);
}

std::string_view TelnetGateway::refusal(const std::string& peer) const {
  if (door_ == nullptr) return kNotYet;
  switch (entrance_.judge(peer)) {
    case PeerLimits::Verdict::full:
      return kFull;
    case PeerLimits::Verdict::too_many:
      return kTooMany;
    case PeerLimits::Verdict::welcome:
      break;
  }
  return {};
}

TelnetConnection& TelnetGateway::add(std::unique_ptr<Transport> transport) {
  return connections_.add(std::make_unique<TelnetConnection>(*this, std::move(transport)));
}

void TelnetGateway::gone(TelnetConnection& connection) {
  entrance_.leave(connection);
  connections_.remove(connection);
}

}  // namespace reality
