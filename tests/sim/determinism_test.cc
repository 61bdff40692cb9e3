// SPDX-License-Identifier: MIT
//
// One seed is one run: a game played twice, by lots drawn from the seed, leaves the same
// transcripts, releases, log and rows. The last test prints a hash of them, the same for every
// compiler: docs/repeatable.md says how to compare.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "engine/password.h"
#include "tests/support/scratch_share.h"
#include "tests/support/stage.h"
#include "world/state/rows.h"

namespace reality {
namespace {

constexpr size_t kMoves = 250;

// With what newcomers, the post, timers, the prose and broken scripts have to say.
constexpr std::string_view kLines[] = {
    "look",
    "inventory",
    "up",
    "down",
    "east",
    "west",
    "north",
    "south",
    "northwest",
    "take coin",
    "drop coin",
    "take all",
    "drop all",
    "give coin to tom",
    "who",
    "say hello",
    "'how odd",
    ":waves to tom",
    "examine tom",
    "read letter",
    "letters",
    "claim letters",
    "take lanp",
    "put coin in coin",
    "open door",
    "loop",
    "loop caught",
    "hog",
    "count up",
    "remember",
    "mutate list",
    "halfgive coin to tom",
    "set global",
    "refuse late",
    "score",
    "write letter to tom",
    "The tide is late.",
    ".",
    "time",
    "wait",
    "listen",
    "follow ann",
    "shout hoy",
    "sit",
    "stand",
    "xyzzy",
    "take it",
    "give it to ann",
    "help take",
    "exits",
};

void append(std::string& out, const Cell& cell) {
  std::visit(
      [&out](const auto& value) {
        using Kind = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Kind, std::monostate>) {
          out += "nil";
        } else if constexpr (std::is_same_v<Kind, double>) {
          char text[40];
          std::snprintf(text, sizeof text, "%a", value);
          out += text;
        } else if constexpr (std::is_same_v<Kind, std::string>) {
          out += value;
        } else {
          out += std::to_string(value);
        }
        out += '\t';
      },
      cell);
}

std::string text_of(const std::vector<StoredRow>& rows) {
  std::string text;
  for (const StoredRow& row : rows) {
    text += std::to_string(row.table) + '\t';
    for (const Cell& cell : row.key) append(text, cell);
    for (const Cell& cell : row.values) append(text, cell);
    text += '\n';
  }
  return text;
}

/// The lines in which two texts differ first; "" if they do not.
std::string difference(const std::string& one, const std::string& other) {
  const auto [at, beside] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
  if (at == one.end() && beside == other.end()) return "";
  const auto offset = static_cast<size_t>(at - one.begin());
  const size_t line = offset == 0 ? 0 : one.rfind('\n', offset - 1) + 1;
  const auto shown = [line](const std::string& text) {
    return text.substr(line, text.find('\n', line) - line);
  };
  return "one: " + shown(one) + "\nother: " + shown(other);
}

/// What one run leaves behind.
struct Played {
  std::string transcript;  // what everybody saw, to the byte, and every answer to a letter
  std::string releases;    // how far the store was after each move
  std::string log;
  std::string rows;
};

class Game {
 public:
  explicit Game(uint64_t seed) : rng_(seed), stage_(options(share_, seed)) {}

  Played play() {
    stage_.enter("Ann");
    stage_.enter("Tom");
    stage_.enter_by_web("Cid");
    for (size_t i = 0; i < kMoves; ++i) {
      move();
      note();
    }
    played_.log = stage_.log_text();
    played_.rows = text_of(all_rows(stage_.world().state()));
    return std::move(played_);
  }

 private:
  static StageOptions options(const ScratchShare& share, uint64_t seed) {
    StageOptions chosen;
    chosen.share = share.path();
    chosen.seed = seed;
    return chosen;
  }

  std::string_view line() { return kLines[rng_.below(std::size(kLines))]; }

  void move() {
    const uint64_t lot = rng_.below(20);
    if (lot == 0) return stage_.pass(static_cast<int64_t>(1 + rng_.below(90)));
    if (lot == 1) return send_letter();
    if (lot == 2) return see_page();
    if (lot == 3) return come_back();
    if (lot < 7) return stage_.type("Cid", line());
    stage_.type(lot < 14 ? "Ann" : "Tom", line());
  }

  void send_letter() {
    const std::string to = rng_.below(2) == 0 ? "ann" : "oracle";
    const std::string number = std::to_string(rng_.below(3));
    const MailActor sender =
        stage_.mail({"nina@far.example.org", to + "@localhost", "No. " + number, "The herring?"});
    played_.transcript += "<mail " + std::to_string(sender.outcome()) + ">";
  }

  void see_page() {
    WebActor& stranger = stage_.browser("stranger");
    stranger.get(rng_.below(2) == 0 ? "/" : "/thing/oracle");
    played_.transcript +=
        "<page " + std::to_string(stranger.status()) + " " + stranger.text() + ">";
  }

  void come_back() {
    if (rng_.below(2) == 0) stage_["Tom"].vanish();
    stage_.settle();
    stage_.arrive("Tom");
    stage_.type("Tom", "connect Tom secret");
  }

  void note() {
    for (const char* name : {"Ann", "Tom"})
      played_.transcript += std::string(name) + ": " + stage_[name].bytes() + "\n";
    played_.transcript += "Cid: " + stage_.seen("Cid") + "\n";
    played_.releases += std::to_string(stage_.store().durable()) + " ";
  }

  ScratchShare share_;
  Rng rng_;
  Stage stage_;
  Played played_;
};

TEST(Determinism, OneSeedIsOneRun) {
  const Played one = Game(5).play();
  const Played same = Game(5).play();
  EXPECT_EQ(difference(one.transcript, same.transcript), "");
  EXPECT_EQ(one.releases, same.releases);
  EXPECT_EQ(difference(one.log, same.log), "");
  EXPECT_EQ(difference(one.rows, same.rows), "");
}

TEST(Determinism, AnotherSeedIsAnotherRun) {
  const Played one = Game(5).play();
  const Played other = Game(6).play();
  EXPECT_NE(difference(one.transcript, other.transcript), "");
  EXPECT_NE(difference(one.rows, other.rows), "");
}

// What is printed is the same whichever compiler made the program, and whatever the machine.
TEST(Determinism, PrintsItsHash) {
  const Played played = Game(7).play();
  // A game in which nothing of this came up would prove little.
  for (const char* word : {"<mail 250>", "<page 200", "Tom says", "nothing of it has happened"})
    EXPECT_NE(played.transcript.find(word), std::string::npos) << word;
  std::printf("determinism: transcript %.16s releases %.16s rows %.16s\n",
              content_hash(played.transcript).c_str(), content_hash(played.releases).c_str(),
              content_hash(played.rows).c_str());
}

}  // namespace
}  // namespace reality
