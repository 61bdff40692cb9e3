// SPDX-License-Identifier: MIT
//
// SmtpGateway: the post office's door. Listens, lets senders in as far as the limits allow, keeps
// their connections and brings the world's verdict on a letter to the one who handed it in. Owned
// by main; outlived by the PostDoor, the Network and everything else that it is given.
// Must hold: a verdict for a sender who has gone is dropped; nobody who is counted in the
// PeerLimits is counted twice; what is remembered about addresses is bounded.
// Tests: tests/net/smtp/smtp_gateway_test.cc.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/metrics.h"
#include "engine/release_gate.h"
#include "engine/result.h"
#include "engine/scheduler.h"
#include "engine/settings.h"
#include "net/connections.h"
#include "net/entrance.h"
#include "net/listeners.h"
#include "net/peer_limits.h"
#include "net/smtp/smtp_connection.h"
#include "world/letter.h"

namespace reality {

/// How often an address has come and sent of late. This machine's own is not counted.
class SmtpRates {
 public:
  static constexpr int64_t kConnectionsPerMinute = 30;
  static constexpr int64_t kMessagesPerHour = 60;

  /// Counts one that comes; false if that is too often.
  bool connect(std::string_view peer, int64_t now_us);
  void count_message(std::string_view peer, int64_t now_us);
  bool has_sent_enough(std::string_view peer, int64_t now_us) const;

 private:
  struct Visits {
    int64_t minute_us;  // when the count of connections began
    int64_t hour_us;    // and that of messages
    int64_t connections = 0;
    int64_t messages = 0;
  };
  Visits& visits(std::string_view peer, int64_t now_us);
  void make_room(int64_t now_us);

  std::map<std::string, Visits, std::less<>> by_address_;
};

class SmtpGateway final : public SmtpOffice {
 public:
  SmtpGateway(Network& network, Scheduler& scheduler, ReleaseGate& release_gate, Metrics& metrics,
              PeerLimits& peers, const Settings& all_settings);
  ~SmtpGateway() override;

  /// Takes the addresses, all or none. Senders wait until open() was called and the loop runs.
  Status listen(const Addresses& addresses);
  /// The addresses as they were taken, with their real ports.
  std::vector<std::string> addresses() const { return listeners_.addresses(); }
  void open(PostDoor& door) { door_ = &door; }
  /// Nobody new is let in; who is between two messages is sent away, the others after theirs.
  void stop_listening();
  /// Tells everybody at once to try again, for the reason in `line`, and closes; what was held
  /// back is never shown.
  void abandon_all(std::string_view line);

  size_t connections() const { return connections_.size(); }
  /// No verdict is due, nothing is held and nothing waits for a reader.
  bool all_sent() const;

  void gone(SmtpConnection& connection) override;
  PostAnswer may_write(std::string_view recipient, std::string_view sender) const override;
  void deliver(SmtpConnection& connection, OutsideLetter letter) override;
  bool has_sent_enough(std::string_view peer) const override;
  void count_message(std::string_view peer) override;

 private:
  void accept(std::unique_ptr<Transport> transport);
  std::string_view refusal(const std::string& peer);
  SmtpConnection& add(std::unique_ptr<Transport> transport);
  void answer(uint64_t ticket, const PostAnswer& answer);
  void leave(SmtpConnection& connection);

  Listeners listeners_;
  Entrance entrance_;
  PostDoor* door_ = nullptr;
  SmtpRates rates_;
  std::map<uint64_t, SmtpConnection*> waiting_;  // for a verdict, by ticket
  uint64_t last_ticket_ = 0;
  Connections<SmtpConnection> connections_;
};

}  // namespace reality
