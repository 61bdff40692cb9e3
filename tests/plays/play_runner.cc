// SPDX-License-Identifier: MIT
#include "tests/plays/play_runner.h"

#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "engine/text.h"
#include "tests/support/stage.h"
#include "world/area/record_text.h"

namespace reality {

namespace {

std::string fold(std::string_view text) {
  std::string folded;
  for (const char c : fold_case(text)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank) {
      folded += c;
    } else if (!folded.empty() && folded.back() != ' ') {
      folded += ' ';
    }
  }
  return folded;
}

class Player {
 public:
  explicit Player(std::string file) : file_(std::move(file)) {}

  std::string play(const RecordText& text) {
    for (const Record& record : text.records)
      for (const RecordEntry& entry : record.entries) step(entry);
    return failures_;
  }

 private:
  void step(const RecordEntry& entry) {
    const std::string value = entry.value();
    if (entry.key == "play") return;
    if (entry.key == "cast") return enter_all(value);
    if (cast_.empty()) return fail(entry, "a play begins with its cast");
    const std::string who = entry.argument.empty() ? cast_.front() : find(entry.argument);
    if (entry.key == "in") return type(who, value);
    if (entry.key == "wait") return wait(entry, value);
    if (entry.key == "then") return then(entry, value);
    const bool positive = entry.key == "has" || entry.key == "sees";
    if (!positive && entry.key != "not" && entry.key != "sees-not")
      return fail(entry, "there is no step \"" + entry.key + "\"");
    const std::string screen = stage_->knows(who) ? screens_[who] : "";
    if (matches(screen, value) == positive) return;
    fail(entry, (positive ? "not shown to " : "shown to ") + who + ": " + value +
                    "\n      on the screen: " + screen);
  }

  void enter_all(const std::string& names) {
    stage_ = std::make_unique<Stage>();
    for (std::string_view name : split(names, ',')) cast_.emplace_back(trim(name));
    for (const std::string& name : cast_) stage_->enter(name);
    collect();
    screens_.clear();
  }

  /// The name as the cast spells it.
  std::string find(const std::string& name) const {
    for (const std::string& known : cast_)
      if (fold_case(known) == fold_case(name)) return known;
    return name;
  }

  // Screens hold what came since the last step; each one is wiped when something new happens.
  void type(const std::string& who, const std::string& line) {
    screens_.clear();
    stage_->type(who, line);
    collect();
  }

  void wait(const RecordEntry& entry, const std::string& value) {
    int64_t amount = 0;
    char unit = 's';
    std::istringstream(value) >> amount >> unit;
    const std::map<char, int64_t> seconds = {{'s', 1}, {'m', 60}, {'h', 3600}};
    if (!seconds.contains(unit)) return fail(entry, "wait 90s, 10m or 2h");
    screens_.clear();
    stage_->pass(amount * seconds.at(unit));
    collect();
  }

  void then(const RecordEntry& entry, const std::string& value) {
    const std::string answer = stage_->evaluate(value);
    if (answer != "true") fail(entry, "should be true, but is " + answer + ": " + value);
  }

  void collect() {
    for (const std::string& name : cast_) screens_[name] += (*stage_)[name].seen();
  }

  static bool matches(const std::string& screen, const std::string& wanted) {
    const std::string shown = fold(screen);
    for (size_t from = 0; from <= wanted.size();) {
      const size_t bar = std::min(wanted.find(" | ", from), wanted.size());
      if (shown.find(fold(wanted.substr(from, bar - from))) != std::string::npos) return true;
      from = bar + 3;
    }
    return false;
  }

  void fail(const RecordEntry& entry, const std::string& what) {
    failures_ += file_ + ":" + std::to_string(entry.line()) + ": " + what + "\n";
  }

  std::string file_;
  std::unique_ptr<Stage> stage_;
  std::vector<std::string> cast_;
  std::map<std::string, std::string> screens_;
  std::string failures_;
};

}  // namespace

std::string run_play(const std::string& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  Problems problems;
  const RecordText records = read_records(path, text.str(), problems);
  if (!problems.none()) return problems.text();
  return Player(path).play(records);
}

}  // namespace reality
