// SPDX-License-Identifier: MIT
//
// HttpConnection: one HTTP/1.1 connection. Joins a Transport (bytes), an HttpParser (requests) and
// a HeldOutput (when an answer may leave). Owned by the HttpGateway, which it tells when it is
// over. What a request means is not known here. Must hold: one request at a time is handed on, and
// the next only once the answer to it has been put, so pipelined answers leave in order; whatever
// is neither asked, answered nor taken in time is closed; nothing is handed on from inside an
// answer, so an answer may come from the world's pump. Tests: tests/net/http/http_gateway_test.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/byte_queue.h"
#include "engine/metrics.h"
#include "engine/release_gate.h"
#include "engine/scheduler.h"
#include "engine/transport.h"
#include "net/http/http_exchange.h"
#include "net/http/http_parser.h"

namespace reality {

class HttpConnection;

/// What all connections of a gateway have in common.
class HttpHost {
 public:
  HttpHost(ReleaseGate& release_gate, Scheduler& s, Metrics& metrics);
  virtual ~HttpHost() = default;
  HttpHost(const HttpHost&) = delete;
  HttpHost& operator=(const HttpHost&) = delete;

  /// Names an exchange; never used again. 0 is none.
  uint64_t new_ticket() { return ++last_ticket_; }
  /// A whole request of `connection`, whose ticket() names it from now on.
  virtual void asked(HttpConnection& connection, HttpRequest request) = 0;
  /// The exchange is over.
  virtual void answered(uint64_t ticket) = 0;
  /// The connection is over and is to be destroyed, now.
  virtual void gone(HttpConnection& connection) = 0;
  /// The present time for a Date field, written once a second.
  const std::string& date();

  ReleaseGate& gate;
  Scheduler& scheduler;
  const Clock& clock;
  Counter& requests;
  Counter& refused;
  Counter& bytes_out;
  Histogram& request_time;

 private:
  uint64_t last_ticket_ = 0;
  int64_t date_second_ = -1;
  std::string date_;
};

class HttpConnection final : public TransportEvents, public ReleaseTarget {
 public:
  HttpConnection(HttpHost& host, std::unique_ptr<Transport> transport);
  ~HttpConnection() override;
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  /// Begins to read.
  void open() { transport_->attach(this); }
  /// Says why nobody is let in, and closes.
  void dismiss(int status, std::string_view line);
  /// Answers 503 at once to who waits, and closes; what is held is never shown.
  void abandon(std::string_view line);
  /// The answer to what was asked last.
  void answer(const HttpAnswer& answer);
  /// Closes what takes too long.
  void sweep(int64_t now_us);

  /// Names the exchange under way; 0 = none.
  uint64_t ticket() const { return ticket_; }
  bool all_sent() const { return ticket_ == 0 && held_.empty() && transport_->unsent() == 0; }
  std::string peer() const { return transport_->peer(); }

  /// Its place in the gateway's list, kept by the gateway.
  uint32_t place = 0;
  /// Let in and counted, or here only to be told why not. Kept by the gateway too.
  bool let_in = false;

  void on_bytes(std::string_view bytes) override;
  void on_closed() override;
  bool on_end_of_input() override;
  void on_drained() override;
  void release(std::string_view bytes) override;

 private:
  void take();
  HttpParser::Progress take_some();
  void note_progress(bool anything);
  void ask();
  void refuse(int status, std::string_view reason);
  bool busy() const;
  void end_ticket();
  void resume_soon();
  void update_reading();
  void close_when_released();
  bool stalled(int64_t now_us);

  HttpHost& host_;
  std::unique_ptr<Transport> transport_;
  HttpParser parser_;
  HeldOutput held_;
  ByteQueue rest_;  // has arrived, is not yet parsed
  uint64_t ticket_ = 0;
  Alarm resume_ = 0;
  int64_t since_us_;            // idle, or in a head or a body, since then
  int64_t asked_us_ = 0;        // when the request was complete
  int64_t progress_us_ = 0;     // when a slow reader last took something
  size_t unsent_then_ = 0;      // and what was left at that time
  bool begun_ : 1 = false;      // a byte of the request has come
  bool head_done_ : 1 = false;  // its empty line has come
  bool keep_alive_ : 1 = false;
  bool head_only_ : 1 = false;  // the request under way is a HEAD
  bool taking_ : 1 = false;     // inside take()
  bool paused_ : 1 = false;     // not reading
  bool ended_ : 1 = false;      // the peer will send no more
  bool closing_ : 1 = false;    // to be closed once everything has been released
};

}  // namespace reality
