// SPDX-License-Identifier: MIT
//
// TelnetConnection: one telnet player's line to the world. Joins a Transport (bytes), a TelnetCodec
// (lines), a Session (what is said) and a HeldOutput (when it may be shown). Owned by the
// TelnetGateway, which it tells when it is over. What the world means by a line is not known here.
// Must hold: everything that leaves passes the one HeldOutput, a delivery's text with its prompt in
// one piece; an idle connection holds no memory besides itself; the session is used until
// hang_up() or until a delivery says close, never after.
// Tests: tests/net/telnet/telnet_gateway_test.cc.
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
#include "net/telnet/telnet_codec.h"
#include "world/session.h"

namespace reality {

class TelnetConnection;

/// What all connections of a gateway have in common.
class TelnetHost {
 public:
  TelnetHost(ReleaseGate& g, const Clock& c, const LimitSettings& l, Metrics& metrics)
      : gate(g),
        clock(c),
        limits(l),
        lines(metrics.counter("telnet_lines")),
        bytes_out(metrics.counter("telnet_bytes_out")) {}
  virtual ~TelnetHost() = default;
  TelnetHost(const TelnetHost&) = delete;
  TelnetHost& operator=(const TelnetHost&) = delete;

  /// The connection is over and is to be destroyed, now.
  virtual void gone(TelnetConnection& connection) = 0;

  ReleaseGate& gate;
  const Clock& clock;
  const LimitSettings& limits;
  Counter& lines;
  Counter& bytes_out;
  /// Where a delivery is put together; used only during that delivery.
  std::string scratch;
};

class TelnetConnection final : public TransportEvents,
                               public TelnetEvents,
                               public SessionSink,
                               public ReleaseTarget {
 public:
  TelnetConnection(TelnetHost& host, std::unique_ptr<Transport> transport);
  ~TelnetConnection() override;
  TelnetConnection(const TelnetConnection&) = delete;
  TelnetConnection& operator=(const TelnetConnection&) = delete;

  /// Offers what telnet has to offer, opens the session and begins to read.
  void open(Door& door);
  /// Says `line`, behind what is held, and closes. The session is hung up.
  void dismiss(std::string_view line);
  /// Says `line` at once and closes; what is held is never shown.
  void abandon(std::string_view line);
  /// Closes what has not logged in or not taken its output for too long.
  void sweep(int64_t now_us);

  bool has_session() const { return session_ != nullptr; }
  bool all_sent() const { return held_.empty() && transport_->unsent() == 0; }
  std::string peer() const { return transport_->peer(); }

  /// Its place in the gateway's list, kept by the gateway.
  uint32_t place = 0;
  /// Let in and counted, or here only to be told why not. Kept by the gateway too.
  bool let_in = false;

  void on_bytes(std::string_view bytes) override;
  void on_closed() override;
  bool on_end_of_input() override;
  void on_drained() override;

  void line(std::string_view raw) override;
  void line_too_long() override;
  void window_size(uint16_t columns, uint16_t rows) override;
  void reply(std::string_view bytes) override;
  void interrupted(TelnetSignal signal) override;

  void deliver(const Delivery& delivery) override;
  void set_wrap(bool on) override { wrap_ = on; }

  void release(std::string_view bytes) override;

 private:
  void add_events(const Delivery& delivery, std::string& out);
  void add_prompt(std::string_view prompt, std::string& out);
  void end_session();
  void close_when_released();
  void update_reading(size_t lines_allowed);
  bool too_slow();

  TelnetHost& host_;
  std::unique_ptr<Transport> transport_;
  Session* session_ = nullptr;
  TelnetCodec codec_;
  HeldOutput held_;
  int64_t opened_us_;
  int64_t progress_us_ = 0;  // when a slow reader last took something
  size_t unsent_then_ = 0;   // and what was left at that time
  uint16_t columns_ = 0;
  bool wrap_ : 1 = true;
  bool at_prompt_ : 1 = false;  // the cursor stands behind a prompt
  bool secret_ : 1 = false;     // the client's echo is off
  bool building_ : 1 = false;   // replies belong into the delivery being put together
  bool paused_ : 1 = false;     // not reading
  bool lossy_ : 1 = false;      // output is being dropped until the reader has caught up
  bool closing_ : 1 = false;    // to be closed once everything has been released
};

}  // namespace reality
