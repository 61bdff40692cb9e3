// SPDX-License-Identifier: MIT
#include "net/telnet_gateway.h"

#include <utility>

namespace reality {
namespace {

constexpr int64_t kSweepUs = 5'000'000;
// So many may be on their way out with a reason; whoever comes beyond them is closed without one.
constexpr size_t kRefusedAtOnce = 64;

constexpr std::string_view kFull = "The server is full. Please come back a little later.\n";
constexpr std::string_view kTooMany = "There are too many connections from your address.\n";
constexpr std::string_view kNotYet = "The world is not open. Please come back a little later.\n";

// Friends at one table, tests and local bots share this address; nobody else can.
bool is_local(std::string_view peer) {
  return peer.starts_with("127.") || peer == "::1" || peer == "unix";
}

bool reached(int64_t count, int64_t limit) {
  return limit > 0 && count >= limit;
}

}  // namespace

TelnetGateway::TelnetGateway(Network& network, Scheduler& scheduler, ReleaseGate& release_gate,
                             Metrics& metrics, const LimitSettings& limit_settings)
    : TelnetHost(release_gate, scheduler.clock(), limit_settings, metrics),
      network_(network),
      scheduler_(scheduler),
      count_(metrics.gauge("telnet_connections")) {}

TelnetGateway::~TelnetGateway() {
  scheduler_.cancel(sweep_);
}

Status TelnetGateway::listen(const Addresses& addresses) {
  std::vector<std::unique_ptr<Listener>> taken;
  for (const std::string& address : addresses) {
    auto listener = network_.listen(
        address, [this](std::unique_ptr<Transport> transport) { accept(std::move(transport)); });
    if (!listener) return Error{listener.error()};
    taken.push_back(std::move(*listener));
  }
  listeners_ = std::move(taken);
  return {};
}

std::vector<std::string> TelnetGateway::addresses() const {
  std::vector<std::string> all;
  for (const auto& listener : listeners_) all.push_back(listener->address());
  return all;
}

void TelnetGateway::abandon_all(std::string_view line) {
  for (const auto& connection : connections_) connection->abandon(line);
}

bool TelnetGateway::all_sent() const {
  for (const auto& connection : connections_)
    if (!connection->all_sent()) return false;
  return true;
}

void TelnetGateway::accept(std::unique_ptr<Transport> transport) {
  const std::string peer = transport->peer();
  const std::string_view why_not = refusal(peer);
  if (why_not.empty()) {
    TelnetConnection& connection = add(std::move(transport));
    connection.let_in = true;
    ++count_.value;
    ++let_in_;
    if (!is_local(peer)) ++by_address_[peer];
    return connection.open(*door_);
  }
  const size_t refused = connections_.size() - static_cast<size_t>(let_in_);
  if (refused < kRefusedAtOnce) add(std::move(transport)).dismiss(why_not);
}

std::string_view TelnetGateway::refusal(const std::string& peer) const {
  if (door_ == nullptr) return kNotYet;
  if (reached(let_in_, limits.connections)) return kFull;
  const auto found = by_address_.find(peer);
  if (found != by_address_.end() && reached(found->second, limits.connections_per_address))
    return kTooMany;
  return {};
}

TelnetConnection& TelnetGateway::add(std::unique_ptr<Transport> transport) {
  connections_.push_back(std::make_unique<TelnetConnection>(*this, std::move(transport)));
  connections_.back()->place = static_cast<uint32_t>(connections_.size() - 1);
  plan_sweep();
  return *connections_.back();
}

// The last one takes the place of the one that goes.
void TelnetGateway::gone(TelnetConnection& connection) {
  if (connection.let_in) {
    --count_.value;
    --let_in_;
    const auto found = by_address_.find(connection.peer());
    if (found != by_address_.end() && --found->second == 0) by_address_.erase(found);
  }
  const uint32_t place = connection.place;
  connections_.back()->place = place;
  std::swap(connections_[place], connections_.back());
  connections_.pop_back();
}

void TelnetGateway::plan_sweep() {
  if (sweep_ != 0) return;
  sweep_ = scheduler_.after_us(kSweepUs, [this] {
    sweep_ = 0;
    sweep();
  });
}

// An empty house sleeps: the next newcomer starts the sweeping again.
void TelnetGateway::sweep() {
  const int64_t now_us = clock.mono_us();
  for (const auto& connection : connections_) connection->sweep(now_us);
  if (!connections_.empty()) plan_sweep();
}

}  // namespace reality
