// SPDX-License-Identifier: MIT
#include "server.h"

#include <csignal>
#include <iostream>
#include <utility>

#include "loaded_world.h"

namespace reality {
namespace {

constexpr size_t kHashers = 1;
constexpr size_t kHashesWaiting = 64;
constexpr int64_t kCheckEndUs = 20'000;
// A goodbye on its way to a client that does not close needs a moment, not an answer.
constexpr int kQuietChecks = 10;
constexpr int64_t kStopUs = 5'000'000;
constexpr int64_t kFailUs = 1'000'000;

constexpr std::string_view kGoodbye = "The world is going to sleep. Goodbye.";
constexpr std::string_view kDiskGoodbye =
    "\nThe server's disk has failed, so the world stops here. All that you were told is kept.\n";

bool is_local(std::string_view address) {
  return address.starts_with("127.") || address.starts_with("[::1]");
}

/// "127.0.0.1:4000" as the arguments of the telnet program.
std::string telnet_arguments(const std::string& address) {
  const size_t colon = address.rfind(':');
  std::string host = address.substr(0, colon);
  if (host.front() == '[') host = host.substr(1, host.size() - 2);
  if (host == "0.0.0.0" || host == "::") host = "localhost";
  return host + " " + address.substr(colon + 1);
}

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : ",") + part;
  return all;
}

}  // namespace

Server::Server(const Program& program, const Home& home, const Settings& settings)
    : program_(program),
      home_(home),
      settings_(settings),
      rng_(random_seed()),
      telnet_(network_, loop_.scheduler(), gate_, metrics_, settings_.limits) {
  if (auto level = parse_log_level(settings_.log.level)) log_.set_level(*level);
}

Server::~Server() = default;

// Addresses come first: finding a port taken must cost nothing.
Status Server::prepare() {
  if (Status taken = telnet_.listen(settings_.telnet.listen); !taken) return taken;
  if (Status started = start_world(); !started) return started;
  if (Status opened = open_control(); !opened) return opened;
  telnet_.open(*world_);
  watch_scripts();
  connect_signals();
  return {};
}

Status Server::start_world() {
  executor_ = std::make_unique<ThreadExecutor>(loop_, kHashers, kHashesWaiting);
  const WorldParts parts{loop_.scheduler(), *executor_, rng_,           log_,
                         metrics_,          settings_,  program_.share, home_.areas()};
  auto loaded = load_world(program_, home_, parts);
  if (!loaded) return Error{loaded.error()};
  world_ = std::move(loaded->world);
  store_ =
      std::make_unique<ThreadStore>(loop_, metrics_, std::move(loaded->writer), loaded->durable,
                                    static_cast<size_t>(settings_.store.queue));
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

Status Server::open_control() {
  control_ = std::make_unique<ControlGateway>(network_, *world_, log_);
  return control_->listen(home_.control());
}

// A missing watch costs a convenience, not the server.
void Server::watch_scripts() {
  watch_ = std::make_unique<FileWatch>(loop_, [this] {
    if (end_by_us_ == 0 && !failed_) world_->scripts_changed();
  });
  for (const std::string& folder : {program_.share + "/scripts", home_.areas()})
    if (Status watched = watch_->add(folder); !watched)
      log_.warn("not_watched", {{"why", watched.error()}});
}

void Server::connect_signals() {
  for (const int signal : {SIGTERM, SIGINT}) loop_.on_signal(signal, [this] { stop(); });
  loop_.set_pump([this] { return pump(); });
}

int Server::run() {
  announce();
  loop_.run();
  if (failed_) return kDiskFailed;
  if (Status drained = store_->drain(); !drained) {
    fail(drained.error());
    return kDiskFailed;
  }
  log_.info("stopped");
  return kDone;
}

// The one line on standard output is for programs, all else is for people.
void Server::announce() const {
  const std::vector<std::string> addresses = telnet_.addresses();
  const std::string name = settings_.world.name;
  if (addresses.empty()) std::cerr << name << " is awake, but telnet.listen opens no door.\n";
  for (const std::string& address : addresses) {
    std::cerr << name << " is awake. To play: telnet " << telnet_arguments(address) << "\n";
    if (!is_local(address))
      std::cerr << "warning: " << address << " may be reached from other machines, and telnet "
                << "hides nothing: passwords can be read on the way\n";
  }
  if (const std::string code = world_->claim_code(); !code.empty())
    std::cerr << "Nobody keeps this world yet. To become its keeper, log in and type: claim "
              << code << "\n";
  std::cerr << "Ctrl-C stops it.\n" << std::flush;
  const std::string telnet = addresses.empty() ? "" : " telnet=" + joined(addresses);
  std::cout << "ready" + telnet + "\n" << std::flush;
}

bool Server::pump() {
  return !failed_ && world_->pump();
}

// Everybody hears a goodbye and what came before it, as far as they take it in time. A second
// signal waits for nothing but the disk.
void Server::stop() {
  if (end_by_us_ != 0) return loop_.stop();
  end_by_us_ = clock_.mono_us() + kStopUs;
  telnet_.stop_listening();
  world_->stop(kGoodbye);
  plan_end();
}

void Server::plan_end() {
  loop_.scheduler().after_us(kCheckEndUs, [this] { check_end(); });
}

void Server::check_end() {
  quiet_checks_ = telnet_.all_sent() ? quiet_checks_ + 1 : 0;
  const bool over =
      telnet_.connections() == 0 || quiet_checks_ >= kQuietChecks || clock_.mono_us() >= end_by_us_;
  if (over) return loop_.stop();
  plan_end();
}

// Nothing is durable any more, so nothing that waits for the disk is ever released.
void Server::fail(const std::string& message) {
  if (std::exchange(failed_, true)) return;
  std::cerr << "reality: the world cannot be written to " + home_.database() + ": " + message +
                   "; nothing more is answered, and all that was answered is kept\n"
            << std::flush;
  telnet_.stop_listening();
  telnet_.abandon_all(kDiskGoodbye);
  loop_.scheduler().after_us(kFailUs, [this] { loop_.stop(); });
}

}  // namespace reality
