// SPDX-License-Identifier: MIT
#include "net/smtp/smtp_gateway.h"

#include <cassert>
#include <utility>

namespace reality {
namespace {

constexpr int64_t kMinuteUs = 60'000'000;
constexpr int64_t kHourUs = 60 * kMinuteUs;
constexpr size_t kMostAddresses = 4096;
constexpr std::string_view kFull = "4.3.2 the post office is full, come back a little later";
constexpr std::string_view kNotYet = "4.3.2 the post office is not open, come back later";
constexpr std::string_view kTooMany = "4.7.0 too many connections from your address";
constexpr std::string_view kTooOften = "4.7.0 you come too often, slow down";

}  // namespace

bool SmtpRates::connect(std::string_view peer, int64_t now_us) {
  if (is_local_peer(peer)) return true;
  return ++visits(peer, now_us).connections <= kConnectionsPerMinute;
}

void SmtpRates::count_message(std::string_view peer, int64_t now_us) {
  if (!is_local_peer(peer)) ++visits(peer, now_us).messages;
}

bool SmtpRates::has_sent_enough(std::string_view peer, int64_t now_us) const {
  const auto found = by_address_.find(peer);
  if (found == by_address_.end() || now_us - found->second.hour_us >= kHourUs) return false;
  return found->second.messages >= kMessagesPerHour;
}

SmtpRates::Visits& SmtpRates::visits(std::string_view peer, int64_t now_us) {
  auto found = by_address_.find(peer);
  if (found == by_address_.end()) {
    make_room(now_us);
    found = by_address_.emplace(std::string(peer), Visits{now_us, now_us}).first;
  }
  Visits& visits = found->second;
  if (now_us - visits.minute_us >= kMinuteUs) {
    visits.minute_us = now_us;
    visits.connections = 0;
  }
  if (now_us - visits.hour_us >= kHourUs) {
    visits.hour_us = now_us;
    visits.messages = 0;
  }
  return visits;
}

// So many different addresses in an hour are no single sender, and counting them stops nobody: it
// is begun afresh.
void SmtpRates::make_room(int64_t now_us) {
  if (by_address_.size() < kMostAddresses) return;
  std::erase_if(by_address_, [now_us](const auto& entry) {
    return now_us - entry.second.minute_us >= kMinuteUs && now_us - entry.second.hour_us >= kHourUs;
  });
  if (by_address_.size() >= kMostAddresses) by_address_.clear();
}

SmtpGateway::SmtpGateway(Network& network, Scheduler& scheduler, ReleaseGate& release_gate,
                         Metrics& metrics, PeerLimits& peers, const Settings& all_settings)
    : SmtpOffice(release_gate, scheduler.clock(), all_settings, metrics),
      listeners_(network),
      entrance_(peers, metrics.gauge("smtp_connections")),
      connections_(scheduler) {}

SmtpGateway::~SmtpGateway() {
  connections_.for_each([this](SmtpConnection& connection) { leave(connection); });
}

Status SmtpGateway::listen(const Addresses& addresses) {
  return listeners_.take(
      addresses, [this](std::unique_ptr<Transport> transport) { accept(std::move(transport)); });
}

void SmtpGateway::stop_listening() {
  listeners_.close();
  connections_.for_each([](SmtpConnection& connection) { connection.stop(); });
}

void SmtpGateway::abandon_all(std::string_view line) {
  const std::string text = "4.3.0 " + std::string(line.substr(0, line.find_first_of("\r\n")));
  connections_.for_each([&text](SmtpConnection& connection) { connection.abandon(text); });
}

bool SmtpGateway::all_sent() const {
  return connections_.all_of(
      [](const SmtpConnection& connection) { return connection.all_sent(); });
}

void SmtpGateway::gone(SmtpConnection& connection) {
  leave(connection);
  connections_.remove(connection);
}

PostAnswer SmtpGateway::may_write(std::string_view recipient, std::string_view sender) const {
  assert(door_ != nullptr);
  return door_->may_write(recipient, sender);
}

// By ticket, for the answer may come long after its asker has gone.
void SmtpGateway::deliver(SmtpConnection& connection, OutsideLetter letter) {
  assert(door_ != nullptr);
  const uint64_t ticket = ++last_ticket_;
  connection.ticket = ticket;
  waiting_.emplace(ticket, &connection);
  door_->take(std::move(letter),
              [this, ticket](PostAnswer post_answer) { answer(ticket, post_answer); });
}

bool SmtpGateway::has_sent_enough(std::string_view peer) const {
  return rates_.has_sent_enough(peer, clock.mono_us());
}

void SmtpGateway::count_message(std::string_view peer) {
  rates_.count_message(peer, clock.mono_us());
}

void SmtpGateway::accept(std::unique_ptr<Transport> transport) {
  const std::string peer = transport->peer();
  const std::string_view why_not = refusal(peer);
  if (why_not.empty()) {
    SmtpConnection& connection = add(std::move(transport));
    entrance_.let_in(connection);
    return connection.open();
  }
  if (entrance_.may_refuse(connections_.size())) add(std::move(transport)).dismiss(why_not);
}

std::string_view SmtpGateway::refusal(const std::string& peer) {
  if (door_ == nullptr) return kNotYet;
  if (!rates_.connect(peer, clock.mono_us())) return kTooOften;
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

SmtpConnection& SmtpGateway::add(std::unique_ptr<Transport> transport) {
  return connections_.add(std::make_unique<SmtpConnection>(*this, std::move(transport)));
}

void SmtpGateway::answer(uint64_t ticket, const PostAnswer& answer) {
  const auto found = waiting_.find(ticket);
  if (found == waiting_.end()) return;
  SmtpConnection& connection = *found->second;
  waiting_.erase(found);
  connection.ticket = 0;
  connection.answer(answer);
}

void SmtpGateway::leave(SmtpConnection& connection) {
  waiting_.erase(connection.ticket);
  entrance_.leave(connection);
}

}  // namespace reality
