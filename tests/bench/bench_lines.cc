// SPDX-License-Identifier: MIT
//
// What it costs to understand a line and to look around where there is much to see, in one process
// and with the whole grammar of the server. Prints a short table; everything is compared with a
// plain `look` in the same run.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "tests/support/crowded_rooms.h"
#include "tests/support/hostile_lines.h"
#include "tests/support/stage.h"
#include "world/language/scene.h"
#include "world/session.h"
#include "world/state/keys.h"

namespace reality::bench {
namespace {

constexpr int kPasses = 9;
constexpr double kPassUs = 40'000;
constexpr double kHostilePassUs = 5'000;
constexpr const char* kPut = "put the small brass key in the wooden box";

/// A client that reads and forgets.
class Reader final : public SessionSink {
 public:
  void deliver(const Delivery& delivery) override { events += delivery.events.size(); }
  void set_wrap(bool) override {}
  size_t events = 0;
};

double now_us() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::micro>(now).count();
}

/// Microseconds for one run of `work`: the median of some passes.
double measure(const std::function<void()>& work, double pass_us = kPassUs) {
  const double began = now_us();
  work();
  const double once = std::max(now_us() - began, 0.1);
  const int runs = std::max(1, static_cast<int>(pass_us / once));
  std::vector<double> passes;
  for (int pass = 0; pass < kPasses; ++pass) {
    const double start = now_us();
    for (int i = 0; i < runs; ++i) work();
    passes.push_back((now_us() - start) / runs);
  }
  std::sort(passes.begin(), passes.end());
  return passes[passes.size() / 2];
}

class LineBench {
 public:
  LineBench() {
    use_crowded_rooms(share_);
    StageOptions options;
    options.share = share_.path();
    stage_ = std::make_unique<Stage>(options);
    session_ = &world().open(reader_, "192.0.2.7", "bench");
    session_->line("create Ann secret");
    stage_->settle();
  }
  ~LineBench() { session_->hang_up(); }
  LineBench(const LineBench&) = delete;
  LineBench& operator=(const LineBench&) = delete;

  void run() {
    std::printf("%-52s %10s %8s  %s\n", "", "us", "ratio", "goal");
    looks();
    commands();
    hostile();
  }

 private:
  World& world() { return stage_->world(); }
  Thing& ann() { return *world().things().find(world().account_book().find("Ann")->character); }

  void move_to(const std::string& room) {
    world().run_turn([&] {
      world().things().place(ann(), Relation::in, world().things().find("crowd." + room));
    });
    stage_->settle();
  }
  void print(const std::string& what, double us, const char* goal = "") {
    std::printf("%-52s %10.2f %8.2f  %s\n", what.c_str(), us, us / look_us_, goal);
    std::fflush(stdout);
  }

  /// From the line to the texts at the connection.
  double turn_us(const std::string& line) {
    return measure([&] {
      session_->line(line);
      while (world().pump()) {
      }
    });
  }
  double parse_us(const std::string& line, double pass_us = kPassUs) {
    return measure(
        [&] {
          Scene scene(world(), ann());
          Dialogue dialogue;
          const CommandList list = world().parser().split_commands(line, scene);
          if (!list.failure && !list.commands.empty())
            world().parser().parse(list.commands.front(), scene, dialogue);
        },
        pass_us);
  }

  void looks() {
    look_us_ = turn_us("look");
    print("look, a plain room: the whole turn", look_us_);
    move_to("workshop");
    print("look, 50 things", turn_us("look"));
    move_to("store");
    print("look, 200 things", turn_us("look"));
  }

  void commands() {
    move_to("plain");
    print("understand: look", parse_us("look"));
    move_to("workshop");
    print("understand, 50 things: take wheel (asks which)", parse_us("take wheel"));
    print("understand, 50 things: put the small brass key ...", parse_us(kPut), "15 us");
    print("the whole turn: x small brass key", turn_us("x small brass key"));
    move_to("store");
    print("understand, 200 things: take all", parse_us("take all"));
    print("understand, 200 things: take smal brass key", parse_us("take smal brass key"));
  }

  void hostile() {
    move_to("loft");
    std::printf("%s\n", "Lines of 2,000 words among 2,000 things");
    double worst = 0;
    for (const HostileLine& line : hostile_lines()) {
      const double us = parse_us(line.line, kHostilePassUs);
      worst = std::max(worst, us);
      print("  " + line.what, us);
    }
    print("the worst of them", worst, "50000 us");
  }

  ScratchShare share_;
  std::unique_ptr<Stage> stage_;
  Reader reader_;
  Session* session_ = nullptr;
  double look_us_ = 1;
};

}  // namespace
}  // namespace reality::bench

int main() {
  reality::bench::LineBench().run();
}
