// SPDX-License-Identifier: MIT
//
// ServedWorld: a world with its store, its doors and the gate between them, standing on the four
// seams. The real server, the tests' stage and the simulation all serve this one, each on seams of
// its own, so that what the simulation proves is what is served. Owned by whoever brings the seams.
// Must hold: nobody is let in before the world is loaded; output is released when its turn is
// durable, before anybody else hears that it is; after a failed commit nothing that was held back
// leaves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "engine/listener.h"
#include "engine/release_gate.h"
#include "engine/result.h"
#include "engine/store.h"
#include "net/http/http_gateway.h"
#include "net/peer_limits.h"
#include "net/smtp/smtp_gateway.h"
#include "net/telnet/telnet_gateway.h"
#include "program/loaded_world.h"
#include "world/world.h"

namespace reality {

/// Makes the store that a world is served from.
using MakeStore = std::function<std::unique_ptr<Store>(RowWriter writer, uint64_t durable)>;

class ServedWorld {
 public:
  /// The network and what `parts` refers to must outlive this.
  ServedWorld(Network& network, const WorldParts& parts);
  ~ServedWorld();
  ServedWorld(const ServedWorld&) = delete;
  ServedWorld& operator=(const ServedWorld&) = delete;

  /// Takes the addresses that the settings name. Whoever comes waits for open().
  Status listen();
  /// Starts the world, read with the parts of this one, on a store of its database.
  Status start(LoadedWorld loaded, const MakeStore& make_store);
  /// Lets people in.
  void open();

  /// Acts on what waits; true when there is more to do now. Where too much output is held back
  /// nothing more is acted on.
  bool pump() { return !failed_ && !gate_.full() && world_->pump(); }
  /// Lets nobody in any more and says goodbye to all. Call pump() until it answers false.
  void say_goodbye();
  size_t connections() const;
  /// Everything that was said has been taken by whom it was said to.
  bool all_sent() const;

  const WorldParts& parts() const { return parts_; }
  World& world() { return *world_; }
  const World& world() const { return *world_; }
  Store& store() { return *store_; }
  ReleaseGate& gate() { return gate_; }
  const TelnetGateway& telnet() const { return telnet_; }
  const HttpGateway& http() const { return http_; }
  const SmtpGateway& smtp() const { return smtp_; }
  bool failed() const { return failed_; }

  /// Called once, with why, when the disk has failed: the world has stopped.
  std::function<void(const std::string& message)> on_failure;

 private:
  void stop_listening();
  void fail(const std::string& message);

  WorldParts parts_;
  ReleaseGate gate_;
  std::unique_ptr<World> world_;
  std::unique_ptr<Store> store_;
  PeerLimits peers_;
  TelnetGateway telnet_;
  HttpGateway http_;
  SmtpGateway smtp_;
  bool failed_ = false;
};

}  // namespace reality
