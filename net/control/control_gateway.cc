// SPDX-License-Identifier: MIT
#include "net/control/control_gateway.h"

#include <utility>

#include "net/control/control_request.h"
#include "net/line_buffer.h"

namespace reality {
namespace {

constexpr uint32_t kLineLimit = 8192;
// Only the owner of the home can come in; the limit is against a program of theirs gone wild.
constexpr size_t kAtOnce = 64;

}  // namespace

/// Collects one request and waits for its answer.
class ControlConnection final : public TransportEvents, public LineEvents {
 public:
  ControlConnection(ControlGateway& gateway, uint64_t id, std::unique_ptr<Transport> transport)
      : gateway_(gateway), id_(id), transport_(std::move(transport)), lines_(kLineLimit) {
    transport_->attach(this);
  }

  void send_and_close(std::string_view text) {
    transport_->send(text);
    transport_->close_when_sent();
  }

  void on_bytes(std::string_view bytes) override { lines_.feed(bytes, *this); }
  void on_closed() override { gateway_.gone(id_); }

  // What comes after the request is not read.
  void line(std::string_view raw) override {
    if (asked_) return;
    const bool first = request_.empty();
    if (first) request_ = raw;
    asked_ = !first || !needs_password(request_);
    if (asked_) gateway_.ask(id_, std::move(request_), std::string(first ? "" : raw));
  }
  void line_too_long() override {
    if (!std::exchange(asked_, true)) send_and_close("error the request is too long\n");
  }

 private:
  ControlGateway& gateway_;
  uint64_t id_;
  std::unique_ptr<Transport> transport_;
  LineBuffer lines_;
  std::string request_;
  bool asked_ = false;
};

ControlGateway::ControlGateway(Network& network, Operator& world, Log& log)
    : network_(network), world_(world), log_(log) {}

ControlGateway::~ControlGateway() = default;

Status ControlGateway::listen(const std::string& path) {
  auto listener = network_.listen("unix:" + path, [this](std::unique_ptr<Transport> transport) {
    accept(std::move(transport));
  });
  if (!listener) return Error{listener.error()};
  listener_ = std::move(*listener);
  return {};
}

void ControlGateway::accept(std::unique_ptr<Transport> transport) {
  if (connections_.size() >= kAtOnce) return;
  const uint64_t id = ++last_id_;
  connections_.emplace(id, std::make_unique<ControlConnection>(*this, id, std::move(transport)));
}

void ControlGateway::ask(uint64_t id, std::string line, std::string password) {
  log_.info("control", {{"request", line}});
  const ControlRequest request{std::move(line), std::move(password)};
  answer_request(world_, request, [this, id](std::string text) { answer(id, text); });
}

void ControlGateway::answer(uint64_t id, std::string_view text) {
  const auto found = connections_.find(id);
  if (found != connections_.end()) found->second->send_and_close(text);
}

void ControlGateway::gone(uint64_t id) {
  connections_.erase(id);
}

}  // namespace reality
