// SPDX-License-Identifier: MIT
#include "tests/support/stage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "engine/password.h"
#include "engine/schema.h"
#include "engine/text.h"
#include "program/loaded_world.h"

namespace reality {

namespace {

constexpr const char* kAddress = "127.0.0.1:4000";
constexpr const char* kWebAddress = "127.0.0.1:8080";
constexpr const char* kMailAddress = "127.0.0.1:2525";
constexpr const char* kOutside = "192.0.2.25";
constexpr unsigned char kIac = 255;
constexpr unsigned char kSb = 250;
constexpr unsigned char kSe = 240;
constexpr unsigned char kWill = 251;

/// Text without telnet commands.
std::string strip(std::string_view bytes) {
  std::string text;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte == '\r') continue;
    if (byte != kIac) {
      text += bytes[i];
      continue;
    }
    const unsigned char command = ++i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0;
    if (command == kIac) text += bytes[i];
    if (command >= kWill && command != kIac) ++i;
    if (command == kSb)
      while (++i < bytes.size() && static_cast<unsigned char>(bytes[i]) != kSe) {
      }
  }
  return text;
}

}  // namespace

void Actor::type(std::string_view line) {
  transport_->send(line);
  transport_->send("\r\n");
}

std::string Actor::seen() {
  return strip(transport_->take());
}

Stage::Stage(const StageOptions& options)
    : rng_(options.seed),
      log_(LogLevel::info,
           [this](LogLevel, std::string_view line) { (log_text_ += line) += '\n'; }),
      withhold_(options.withhold_commits) {
  if (Status built = build(options); !built) error_ = built.error();
  EXPECT_EQ(error_, "");
}

Stage::~Stage() {
  cast_.clear();
}

void Stage::set(const StageOptions& options) {
  settings_.accounts.password_memory_kib = 8;
  settings_.accounts.password_passes = 1;
  settings_.telnet.listen = {kAddress};
  settings_.http.listen = {kWebAddress};
  settings_.smtp.listen = {kMailAddress};
  const std::string source = REALITY_SOURCE_DIR;
  if (!options.area.empty())
    settings_.world.area = options.area.front() == '/' ? options.area : source + "/" + options.area;
}

Status Stage::build(const StageOptions& options) {
  if (Status crypto = start_crypto(); !crypto) return crypto;
  set(options);
  const std::string source = REALITY_SOURCE_DIR;
  auto migrations = read_migrations(source + "/data/schema");
  if (!migrations) return Error{migrations.error()};
  const std::string share = options.share.empty() ? source : options.share;
  // Behaviours of an area stand beside its text.
  const size_t folder = settings_.world.area.rfind('/');
  const std::string areas =
      options.area.empty() ? share + "/areas" : settings_.world.area.substr(0, folder);
  served_ = std::make_unique<ServedWorld>(
      network_, WorldParts{scheduler_, executor_, rng_, log_, metrics_, settings_, share, areas,
                           true, Secrets::seeded(options.seed)});
  auto loaded = load_world(disk_, options.database, *migrations, served_->parts());
  if (!loaded) return Error{loaded.error()};
  const auto make_store = [this, &options](RowWriter writer, uint64_t durable) {
    auto store = std::make_unique<StepStore>(std::move(writer), durable, options.limits, clock_);
    store->measure(metrics_);
    store_ = store.get();
    return store;
  };
  if (Status started = served_->start(std::move(*loaded), make_store); !started) return started;
  while (store_->step()) {
  }
  if (Status taken = served_->listen(); !taken) return taken;
  served_->open();
  return {};
}

void Stage::settle() {
  bool busy = true;
  while (busy) {
    busy = network_.pump();
    scheduler_.run_due();
    busy = served_->pump() || busy;
    busy = executor_.step() || busy;
    if (!withhold_) busy = store_->step() || busy;
    // What was said without anything being stored is on its way, too.
    busy = network_.pump() || busy;
  }
}

Actor Stage::connect() {
  return Actor(network_.connect(kAddress));
}

Actor& Stage::arrive(const std::string& name) {
  auto& actor = cast_[name];
  actor = std::make_unique<Actor>(connect());
  settle();
  return *actor;
}

Actor& Stage::enter(const std::string& name) {
  auto& actor = cast_[name];
  actor = std::make_unique<Actor>(connect());
  actor->type("create " + name + " secret");
  settle();
  clear();
  return *actor;
}

WebActor& Stage::browser(const std::string& name) {
  auto& browser = browsers_[name];
  if (browser) return *browser;
  browser = std::make_unique<WebActor>([this](const std::string& request) {
    const auto client = network_.connect(kWebAddress);
    client->send(request);
    settle();
    return client->take();
  });
  return *browser;
}

WebActor& Stage::enter_by_web(const std::string& name) {
  WebActor& visitor = browser(name);
  visitor.get("/play");
  visitor.post("/play/enter", {{"name", name}, {"password", "secret"}, {"new", "1"}});
  clear();
  return visitor;
}

MailActor Stage::mail(const MailToSend& letter) {
  MailActor sender(network_.connect(kMailAddress, kOutside), [this] { settle(); });
  sender.send(letter);
  return sender;
}

void Stage::type(const std::string& name, std::string_view line) {
  if (browses(name)) {
    browser(name).say(std::string(line));
  } else {
    cast_.at(name)->type(line);
  }
  settle();
}

std::string Stage::seen(const std::string& name) {
  return browses(name) ? browser(name).seen() : cast_.at(name)->seen();
}

void Stage::pass(int64_t seconds) {
  settle();
  while (seconds > 0) {
    const int64_t step = std::min<int64_t>(seconds, 1);
    clock_.advance_us(step * 1'000'000);
    settle();
    seconds -= step;
  }
}

void Stage::clear() {
  for (auto& [name, actor] : cast_) actor->bytes();
  for (auto& [name, browser] : browsers_) browser->seen();
}

std::string Stage::evaluate(const std::string& expression) {
  std::string answer;
  const std::string source =
      "return { check = function() refuse('{it}', { it = tostring(" + expression + ") }) end }";
  world().run_turn([&] {
    auto script = world().machine().load("check", source);
    if (!script) {
      answer = script.error();
      return;
    }
    answer = world().calls().ask(*script, "check");
    world().machine().discard(*script);
  });
  return answer;
}

}  // namespace reality
