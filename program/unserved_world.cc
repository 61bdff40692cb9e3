// SPDX-License-Identifier: MIT
#include "program/unserved_world.h"

#include <optional>
#include <utility>

#include "engine/clock.h"
#include "engine/executor.h"
#include "engine/metrics.h"
#include "engine/rng.h"
#include "engine/scheduler.h"
#include "engine/storage.h"
#include "net/control/control_client.h"
#include "program/loaded_world.h"

namespace reality {
namespace {

/// What a server has and a single request does not need much of. The scheduler is never run.
struct Seams {
  explicit Seams(const Settings& s) : settings(s) {}

  const Settings& settings;
  SystemClock clock;
  Scheduler scheduler{clock};
  StepExecutor executor;
  Rng rng{random_seed()};
  Log log{LogLevel::warn};
  Metrics metrics;
};

// Until the answer is there, or until nothing moves any more.
void run(World& world, StepExecutor& executor, StepStore& store,
         const std::optional<std::string>& answer) {
  bool moved = true;
  while (moved && !answer) {
    moved = world.pump();
    moved = executor.step() || moved;
    moved = store.step() || moved;
  }
  while (store.step()) {
  }
}

}  // namespace

Result<std::vector<std::string>> ask_unserved(const Program& program, const Home& home,
                                              const ControlRequest& request) {
  const auto settings = home_settings(home.dir(), {});
  if (!settings) return Error{settings.error()};
  Seams seams(*settings);
  const WorldParts parts{seams.scheduler, seams.executor, seams.rng,     seams.log,
                         seams.metrics,   seams.settings, program.share, home.areas()};
  DiskStorage disk;
  auto loaded = load_world(disk, home.database(), program.migrations, parts);
  if (!loaded) return Error{loaded.error()};
  const std::unique_ptr<World> world = std::move(loaded->world);
  StepStore store(std::move(loaded->writer), loaded->durable);
  std::string failure;
  store.on_failure = [&failure](const std::string& message) { failure = message; };
  if (Status started = world->start(store); !started) return Error{started.error()};
  std::optional<std::string> answer;
  answer_request(*world, request, [&answer](std::string text) { answer = std::move(text); });
  run(*world, seams.executor, store, answer);
  if (!failure.empty()) return Error{home.database() + ": " + failure};
  return read_answer(answer.value_or(""));
}

}  // namespace reality
