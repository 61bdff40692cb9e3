// SPDX-License-Identifier: MIT
//
// Listeners: the addresses at which one gateway listens. Owned by the gateway; outlived by the
// Network and by whatever the accept call uses. Must hold: all addresses are taken, or none.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/listener.h"
#include "engine/result.h"
#include "engine/settings.h"

namespace reality {

class Listeners {
 public:
  explicit Listeners(Network& network) : network_(network) {}

  Status take(const Addresses& addresses, const AcceptCall& accept) {
    std::vector<std::unique_ptr<Listener>> taken;
    for (const std::string& address : addresses) {
      auto listener = network_.listen(address, accept);
      if (!listener) return Error{listener.error()};
      taken.push_back(std::move(*listener));
    }
    taken_ = std::move(taken);
    return {};
  }
  /// As they were taken, with their real ports.
  std::vector<std::string> addresses() const {
    std::vector<std::string> all;
    for (const auto& listener : taken_) all.push_back(listener->address());
    return all;
  }
  /// Nobody new comes.
  void close() { taken_.clear(); }

 private:
  Network& network_;
  std::vector<std::unique_ptr<Listener>> taken_;
};

}  // namespace reality
