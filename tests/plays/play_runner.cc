// SPDX-License-Identifier: MIT
#include "tests/plays/play_runner.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "engine/text.h"
#include "tests/support/stage.h"
#include "world/area/record_text.h"

namespace reality {

namespace {

constexpr std::string_view kByWeb = " by web";
constexpr std::string_view kStranger = "stranger";

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
    if (entry.key == "area") return void(area_ = value);
    if (entry.key == "cast") return enter_all(value);
    if (cast_.empty()) return fail(entry, "a play begins with its cast");
    if (entry.key == "wait") return wait(entry, value);
    if (entry.key == "then") return then(entry, value);
    if (entry.key == "letter") return letter(entry, value);
    if (entry.key == "code") return code(entry, value);
    const std::string who = entry.argument.empty() ? cast_.front() : find(entry.argument);
    if (entry.key.starts_with("page") || entry.key == "press") return browse(entry, who, value);
    if (!is_cast(who)) return fail(entry, "nobody in the cast is called " + who);
    if (entry.key == "in") return type(who, value);
    if (entry.key == "has" || entry.key == "sees") return look(entry, who, screens_[who], true);
    if (entry.key == "not" || entry.key == "sees-not")
      return look(entry, who, screens_[who], false);
    fail(entry, "there is no step \"" + entry.key + "\"");
  }

  void look(const RecordEntry& entry, const std::string& who, const std::string& screen,
            bool wanted) {
    const std::string value = entry.value();
    if (matches(screen, value) == wanted) return;
    fail(entry, (wanted ? "not shown to " : "shown to ") + who + ": " + value +
                    "\n      on the screen: " + screen);
  }

  void enter_all(const std::string& names) {
    StageOptions options;
    options.area = area_;
    stage_ = std::make_unique<Stage>(options);
    if (!stage_->error().empty()) failures_ += stage_->error() + "\n";
    for (std::string_view name : split(names, ',')) enter(std::string(trim(name)));
    collect();
    screens_.clear();
  }

  void enter(const std::string& name) {
    const bool by_web = name.ends_with(kByWeb);
    cast_.push_back(by_web ? name.substr(0, name.size() - kByWeb.size()) : name);
    if (by_web) {
      stage_->enter_by_web(cast_.back());
    } else {
      stage_->enter(cast_.back());
    }
  }

  bool is_cast(const std::string& name) const {
    return std::find(cast_.begin(), cast_.end(), name) != cast_.end();
  }

  void browse(const RecordEntry& entry, const std::string& who, const std::string& value) {
    if (who != kStranger && !stage_->browses(who)) return fail(entry, who + " has no browser");
    WebActor& browser = stage_->browser(who);
    if (entry.key == "page-has") return look(entry, who, browser.text(), true);
    if (entry.key == "page-not") return look(entry, who, browser.text(), false);
    if (entry.key == "page") return browser.get(value);
    if (entry.key != "press") return fail(entry, "there is no step \"" + entry.key + "\"");
    screens_.clear();
    if (!browser.press(value))
      fail(entry, "no button \"" + value + "\" before " + who + ": " + browser.text());
    collect();
  }

  void letter(const RecordEntry& entry, const std::string& value) {
    const auto parts = split(value, '|');
    if (parts.size() != 3) return fail(entry, "letter TO: NAME@DOMAIN | SUBJECT | TEXT");
    screens_.clear();
    const std::string to = entry.argument + "@localhost";
    code_ = stage_
                ->mail({std::string(trim(parts[0])), to, std::string(trim(parts[1])),
                        std::string(trim(parts[2]))})
                .outcome();
    collect();
  }

  void code(const RecordEntry& entry, const std::string& value) {
    const std::string code = std::to_string(code_);
    if (code != value) fail(entry, "the letter was answered with " + code + ", not " + value);
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
    for (const std::string& name : cast_) screens_[name] += stage_->seen(name);
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
  std::string area_;
  std::unique_ptr<Stage> stage_;
  std::vector<std::string> cast_;
  std::map<std::string, std::string> screens_;
  int code_ = 0;  // with which the last letter was answered
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
