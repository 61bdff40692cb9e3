// SPDX-License-Identifier: MIT
#include "program/server.h"

#include <csignal>
#include <iostream>
#include <utility>

#include "program/announce.h"
#include "program/loaded_world.h"
#include "program/measured_disk.h"

namespace reality {
namespace {

constexpr size_t kHashers = 1;
constexpr size_t kHashesWaiting = 64;
constexpr int64_t kCheckEndUs = 20'000;
// A goodbye on its way to a client that does not close needs a moment, not an answer.
constexpr int kQuietChecks = 10;
constexpr int64_t kStopUs = 5'000'000;
constexpr int64_t kFailUs = 1'000'000;

}  // namespace

Server::Server(const Program& program, const Home& home, const Settings& settings)
    : program_(program),
      home_(home),
      settings_(settings),
      rng_(random_seed()),
      executor_(loop_, kHashers, kHashesWaiting),
      served_(network_, WorldParts{loop_.scheduler(), executor_, rng_, log_, metrics_, settings_,
                                   program_.share, home_.areas()}) {
  if (auto level = parse_log_level(settings_.log.level)) log_.set_level(*level);
}

Server::~Server() = default;

// Addresses come first: finding a port taken must cost nothing.
Status Server::prepare() {
  if (Status taken = served_.listen(); !taken) return taken;
  if (Status started = start_world(); !started) return started;
  if (Status opened = open_control(); !opened) return opened;
  served_.open();
  watch_scripts();
  connect_signals();
  return {};
}

Status Server::start_world() {
  auto loaded = load_world(disk_, home_.database(), program_.migrations, served_.parts());
  if (!loaded) return Error{loaded.error()};
  served_.on_failure = [this](const std::string& message) { fail(message); };
  return served_.start(std::move(*loaded), [this](RowWriter writer, uint64_t durable) {
    auto store = std::make_unique<ThreadStore>(loop_, metrics_, std::move(writer), durable,
                                               store_limits(settings_.store));
    store_ = store.get();
    return store;
  });
}

Status Server::open_control() {
  control_ = std::make_unique<ControlGateway>(network_, served_.world(), log_);
  return control_->listen(home_.control());
}

// A missing watch costs a convenience, not the server.
void Server::watch_scripts() {
  watch_ = std::make_unique<FileWatch>(loop_, [this] {
    if (end_by_us_ == 0 && !served_.failed()) served_.world().scripts_changed();
  });
  for (const std::string& folder : {program_.share + "/scripts", home_.areas()})
    if (Status watched = watch_->add(folder); !watched)
      log_.warn("not_watched", {{"why", watched.error()}});
}

void Server::connect_signals() {
  for (const int signal : {SIGTERM, SIGINT}) loop_.on_signal(signal, [this] { stop(); });
  loop_.measure(metrics_.histogram("loop_stall"));
  loop_.set_pump([this] { return served_.pump(); });
}

int Server::run() {
  announce();
  measure_disk(*store_, loop_, metrics_, log_, home_.dir());
  loop_.run();
  if (served_.failed()) return kDiskFailed;
  if (Status drained = store_->drain(); !drained) {
    fail(drained.error());
    return kDiskFailed;
  }
  log_.info("stopped");
  return kDone;
}

// The one line on standard output is for programs, all else is for people.
void Server::announce() const {
  const auto telnet = served_.telnet().addresses();
  const auto http = served_.http().addresses();
  const auto smtp = served_.smtp().addresses();
  announce_doors(settings_, telnet, http, smtp);
  if (const std::string code = served_.world().claim_code(); !code.empty())
    std::cerr << "Nobody keeps this world yet. To become its keeper, log in and type: claim "
              << code << "\n";
  std::cerr << "Ctrl-C stops it.\n" << std::flush;
  std::cout << "ready" + door("telnet", telnet) + door("http", http) + door("smtp", smtp) + "\n"
            << std::flush;
}

// Everybody hears a goodbye and what came before it, as far as they take it in time. A second
// signal waits for nothing but the disk.
void Server::stop() {
  if (end_by_us_ != 0) return loop_.stop();
  end_by_us_ = clock_.mono_us() + kStopUs;
  served_.say_goodbye();
  plan_end();
}

void Server::plan_end() {
  loop_.scheduler().after_us(kCheckEndUs, [this] { check_end(); });
}

void Server::check_end() {
  quiet_checks_ = served_.all_sent() ? quiet_checks_ + 1 : 0;
  const bool over =
      served_.connections() == 0 || quiet_checks_ >= kQuietChecks || clock_.mono_us() >= end_by_us_;
  if (over) return loop_.stop();
  plan_end();
}

void Server::fail(const std::string& message) {
  std::cerr << "reality: the world cannot be written to " + home_.database() + ": " + message +
                   "; nothing more is answered, and all that was answered is kept\n"
            << std::flush;
  loop_.scheduler().after_us(kFailUs, [this] { loop_.stop(); });
}

}  // namespace reality
