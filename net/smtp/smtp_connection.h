// SPDX-License-Identifier: MIT
//
// SmtpConnection: one sender's line to our post office. Joins a Transport (bytes), an SmtpDialogue
// (what is said), a HeldOutput (when it may be shown) and the PostDoor (who lives here). Owned by
// the SmtpGateway, its SmtpOffice, which it tells when it is over.
// Must hold: only the one domain of the settings is ours, for every peer, so nothing is relayed; a
// letter is said to be taken once its turn is durable and not before; a sender who waits for a
// verdict or does not take our replies is not read; whoever is slow beyond the limits is closed.
// It writes no mail: every refusal is a reply.
// Tests: tests/net/smtp/smtp_gateway_test.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/clock.h"
#include "engine/metrics.h"
#include "engine/release_gate.h"
#include "engine/settings.h"
#include "engine/transport.h"
#include "net/smtp/smtp_dialogue.h"
#include "world/letter.h"

namespace reality {

class SmtpConnection;

/// What all connections of a gateway have in common.
class SmtpOffice {
 public:
  SmtpOffice(ReleaseGate& g, const Clock& c, const Settings& s, Metrics& metrics);
  virtual ~SmtpOffice() = default;
  SmtpOffice(const SmtpOffice&) = delete;
  SmtpOffice& operator=(const SmtpOffice&) = delete;

  /// The connection is over and is to be destroyed, now.
  virtual void gone(SmtpConnection& connection) = 0;
  virtual PostAnswer may_write(std::string_view recipient, std::string_view sender) const = 0;
  /// Hands the letter in; answer() of the connection follows, unless it is gone by then.
  virtual void deliver(SmtpConnection& connection, OutsideLetter letter) = 0;
  /// Whether one more message from this address is too much for this hour.
  virtual bool has_sent_enough(std::string_view peer) const = 0;
  virtual void count_message(std::string_view peer) = 0;

  ReleaseGate& gate;
  const Clock& clock;
  const Settings& settings;
  Counter& messages;            // taken
  Counter& refused;             // read to their end and not taken
  Counter& recipients_refused;  // with a 4xx or a 5xx
  Counter& bytes_in;
  Histogram& message_time;  // from the last dot to the verdict
};

class SmtpConnection final : public TransportEvents, public SmtpHost, public ReleaseTarget {
 public:
  SmtpConnection(SmtpOffice& office, std::unique_ptr<Transport> transport);
  SmtpConnection(const SmtpConnection&) = delete;
  SmtpConnection& operator=(const SmtpConnection&) = delete;

  /// Says the banner and begins to read.
  void open();
  /// Says 421 with `text`, behind what is held, and closes.
  void dismiss(std::string_view text);
  /// Says 421 with `text` at once and closes; what is held is never shown.
  void abandon(std::string_view text);
  /// Closes as soon as no message is under way.
  void stop();
  /// What became of the letter that was delivered.
  void answer(const PostAnswer& answer);
  /// Closes what has been silent, slow or here for too long.
  void sweep(int64_t now_us);

  bool all_sent() const;
  std::string peer() const { return transport_->peer(); }

  /// Its place in the gateway's list, kept by that list.
  uint32_t place = 0;
  /// Let in and counted, or here only to be told why not. Kept by the gateway.
  bool let_in = false;
  /// Names the letter that is being delivered; 0 for none. Kept by the gateway.
  uint64_t ticket = 0;

  void on_bytes(std::string_view bytes) override;
  void on_closed() override;
  bool on_end_of_input() override;
  void on_drained() override;

  RecipientVerdict check_recipient(const SmtpPath& to, const SmtpPath& from) override;
  void message(SmtpEnvelope envelope, std::string data) override;
  void reply(std::string_view bytes, uint64_t turn) override;
  void close() override;

  void release(std::string_view bytes) override;

 private:
  SmtpReply judge_recipient(const SmtpPath& to, const SmtpPath& from, uint64_t& turn) const;
  void tell(const SmtpReply& reply, uint64_t turn);
  bool too_slow(int64_t now_us);
  bool too_slow_in_data(int64_t now_us);
  void settle();
  void follow_data();
  void close_when_released();
  void update_reading();

  SmtpOffice& office_;
  std::unique_ptr<Transport> transport_;
  SmtpDialogue dialogue_;
  HeldOutput held_;
  int64_t opened_us_;
  int64_t quiet_since_us_;    // the peer has had the word since then and said nothing
  int64_t message_us_ = 0;    // when the last message had come to its end
  int64_t data_us_ = 0;       // when the data that are under way began
  uint64_t data_bytes_ = 0;   // and how much has come since
  bool in_data_ = false;      // the two above are about something
  bool data_judged_ = false;  // the first minute of the data was fast enough
  bool paused_ = false;       // not reading
  bool stopping_ = false;     // to be dismissed between two messages
  bool input_ended_ = false;  // the peer will say no more
  bool closing_ = false;      // to be closed once everything has been released
};

}  // namespace reality
