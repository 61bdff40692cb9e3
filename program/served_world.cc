// SPDX-License-Identifier: MIT
#include "program/served_world.h"

#include <utility>

namespace reality {
namespace {

constexpr std::string_view kGoodbye = "The world is going to sleep. Goodbye.";
constexpr std::string_view kDiskGoodbye =
    "\nThe server's disk has failed, so the world stops here. All that you were told is kept.\n";
constexpr std::string_view kDiskFailure = "The server's disk has failed; the world stops here.";

}  // namespace

ServedWorld::ServedWorld(Network& network, const WorldParts& parts)
    : parts_(parts),
      peers_(parts.settings.limits),
      telnet_(network, parts.scheduler, gate_, parts.metrics, peers_, parts.settings.limits),
      http_(network, parts.scheduler, gate_, parts.metrics, peers_, parts.settings,
            parts.share + "/data/web", parts.secrets),
      smtp_(network, parts.scheduler, gate_, parts.metrics, peers_, parts.settings) {}

ServedWorld::~ServedWorld() = default;

Status ServedWorld::listen() {
  Status taken = telnet_.listen(parts_.settings.telnet.listen);
  if (taken) taken = http_.listen(parts_.settings.http.listen);
  if (taken) taken = smtp_.listen(parts_.settings.smtp.listen);
  return taken;
}

Status ServedWorld::start(LoadedWorld loaded, const MakeStore& make_store) {
  world_ = std::move(loaded.world);
  store_ = make_store(std::move(loaded.writer), loaded.durable);
  if (Status started = world_->start(*store_); !started) return started;
  gate_.advance(store_->durable());
  // Output first: whoever else waits for the disk may say more.
  store_->on_durable = [this, next = std::move(store_->on_durable)] {
    gate_.advance(store_->durable());
    if (next) next();
  };
  store_->on_failure = [this](const std::string& message) { fail(message); };
  return {};
}

void ServedWorld::open() {
  telnet_.open(*world_);
  http_.open(*world_, *world_);
  smtp_.open(*world_);
}

void ServedWorld::say_goodbye() {
  stop_listening();
  world_->stop(kGoodbye);
}

void ServedWorld::stop_listening() {
  telnet_.stop_listening();
  http_.stop_listening();
  smtp_.stop_listening();
}

size_t ServedWorld::connections() const {
  return telnet_.connections() + http_.connections() + smtp_.connections();
}

bool ServedWorld::all_sent() const {
  return telnet_.all_sent() && http_.all_sent() && smtp_.all_sent();
}

// Nothing is durable any more, so nothing that waits for the disk is ever released.
void ServedWorld::fail(const std::string& message) {
  if (std::exchange(failed_, true)) return;
  if (on_failure) on_failure(message);
  stop_listening();
  telnet_.abandon_all(kDiskGoodbye);
  http_.abandon_all(kDiskFailure);
  smtp_.abandon_all(kDiskFailure);
}

}  // namespace reality
