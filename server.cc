// SPDX-License-Identifier: MIT
#include "server.h"

#include <csignal>
#include <iostream>
#include <utility>

#include "announce.h"
#include "loaded_world.h"
#include "measured_disk.h"

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

constexpr std::string_view kDiskFailure = "The server's disk has failed; the world stops here.";

}  // namespace

Server::Server(const Program& program, const Home& home, const Settings& settings)
    : program_(program),
      home_(home),
      settings_(settings),
      rng_(random_seed()),
      peers_(settings_.limits),
      telnet_(network_, loop_.scheduler(), gate_, metrics_, peers_, settings_.limits),
      http_(network_, loop_.scheduler(), gate_, metrics_, peers_, settings_,
            program_.share + "/data/web"),
      smtp_(network_, loop_.scheduler(), gate_, metrics_, peers_, settings_) {
  if (auto level = parse_log_level(settings_.log.level)) log_.set_level(*level);
}

Server::~Server() = default;

// Addresses come first: finding a port taken must cost nothing.
Status Server::prepare() {
  if (Status taken = listen(); !taken) return taken;
  if (Status started = start_world(); !started) return started;
  if (Status opened = open_control(); !opened) return opened;
  telnet_.open(*world_);
  http_.open(*world_, *world_);
  smtp_.open(*world_);
  watch_scripts();
  connect_signals();
  return {};
}

Status Server::listen() {
  Status taken = telnet_.listen(settings_.telnet.listen);
  if (taken) taken = http_.listen(settings_.http.listen);
  if (taken) taken = smtp_.listen(settings_.smtp.listen);
  return taken;
}

Status Server::start_world() {
  executor_ = std::make_unique<ThreadExecutor>(loop_, kHashers, kHashesWaiting);
  const WorldParts parts{loop_.scheduler(), *executor_, rng_,           log_,
                         metrics_,          settings_,  program_.share, home_.areas()};
  auto loaded = load_world(program_, home_, parts);
  if (!loaded) return Error{loaded.error()};
  world_ = std::move(loaded->world);
  store_ = std::make_unique<ThreadStore>(loop_, metrics_, std::move(loaded->writer),
                                         loaded->durable, store_limits(settings_.store));
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
  loop_.measure(metrics_.histogram("loop_stall"));
  loop_.set_pump([this] { return pump(); });
}

int Server::run() {
  announce();
  measure_disk(*store_, loop_, metrics_, log_, home_.dir());
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
  announce_doors(settings_, telnet_.addresses(), http_.addresses(), smtp_.addresses());
  if (const std::string code = world_->claim_code(); !code.empty())
    std::cerr << "Nobody keeps this world yet. To become its keeper, log in and type: claim "
              << code << "\n";
  std::cerr << "Ctrl-C stops it.\n" << std::flush;
  std::cout << "ready" + door("telnet", telnet_.addresses()) + door("http", http_.addresses()) +
                   door("smtp", smtp_.addresses()) + "\n"
            << std::flush;
}

bool Server::pump() {
  return !failed_ && !gate_.full() && world_->pump();
}

void Server::stop_listening() {
  telnet_.stop_listening();
  http_.stop_listening();
  smtp_.stop_listening();
}

size_t Server::connections() const {
  return telnet_.connections() + http_.connections() + smtp_.connections();
}

bool Server::all_sent() const {
  return telnet_.all_sent() && http_.all_sent() && smtp_.all_sent();
}

// Everybody hears a goodbye and what came before it, as far as they take it in time. A second
// signal waits for nothing but the disk.
void Server::stop() {
  if (end_by_us_ != 0) return loop_.stop();
  end_by_us_ = clock_.mono_us() + kStopUs;
  stop_listening();
  world_->stop(kGoodbye);
  plan_end();
}

void Server::plan_end() {
  loop_.scheduler().after_us(kCheckEndUs, [this] { check_end(); });
}

void Server::check_end() {
  quiet_checks_ = all_sent() ? quiet_checks_ + 1 : 0;
  const bool over =
      connections() == 0 || quiet_checks_ >= kQuietChecks || clock_.mono_us() >= end_by_us_;
  if (over) return loop_.stop();
  plan_end();
}

// Nothing is durable any more, so nothing that waits for the disk is ever released.
void Server::fail(const std::string& message) {
  if (std::exchange(failed_, true)) return;
  std::cerr << "reality: the world cannot be written to " + home_.database() + ": " + message +
                   "; nothing more is answered, and all that was answered is kept\n"
            << std::flush;
  stop_listening();
  telnet_.abandon_all(kDiskGoodbye);
  http_.abandon_all(kDiskFailure);
  smtp_.abandon_all(kDiskFailure);
  loop_.scheduler().after_us(kFailUs, [this] { loop_.stop(); });
}

}  // namespace reality
