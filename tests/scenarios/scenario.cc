// SPDX-License-Identifier: MIT
#include "tests/scenarios/scenario.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "engine/text.h"

namespace reality {

namespace {

constexpr size_t kLongestTyped = 1 << 20;

struct StepWord {
  std::string_view key;
  StepKind kind;
};
constexpr std::array kStepWords = std::to_array<StepWord>({{"in", StepKind::in},
                                                           {"event", StepKind::event},
                                                           {"setup", StepKind::setup},
                                                           {"wait", StepKind::wait},
                                                           {"has", StepKind::has},
                                                           {"sees", StepKind::has},
                                                           {"not", StepKind::has_not},
                                                           {"sees-not", StepKind::has_not},
                                                           {"then", StepKind::then},
                                                           {"check", StepKind::check}});

std::optional<StepKind> step_kind(std::string_view key) {
  for (const StepWord& word : kStepWords)
    if (word.key == key) return word.kind;
  return std::nullopt;
}

/// Lines of Lua keep their ends; prose is one line.
std::string text_of(const RecordEntry& entry, StepKind kind) {
  if (kind != StepKind::setup && kind != StepKind::check) return entry.value();
  std::string text;
  for (const RecordLine& line : entry.lines) (text += line.text) += '\n';
  return text;
}

bool is_assertion(StepKind kind) {
  return kind == StepKind::has || kind == StepKind::has_not || kind == StepKind::then ||
         kind == StepKind::check;
}

class Reader {
 public:
  Reader(ScenarioFile& file, Problems& problems) : file_(file), problems_(problems) {}

  void read(const Record& record) {
    const bool header = std::none_of(record.entries.begin(), record.entries.end(),
                                     [](const RecordEntry& entry) { return entry.key == "id"; });
    if (header) return read_header(record);
    Scenario scenario;
    scenario.line = record.entries.front().line();
    for (const RecordEntry& entry : record.entries) read(entry, scenario);
    finish(scenario);
  }

 private:
  void problem(uint32_t line, std::string message) {
    problems_.add(file_.path, line, std::move(message));
  }

  void read_header(const Record& record) {
    for (const RecordEntry& entry : record.entries) {
      if (entry.key == "area") {
        file_.area = entry.value();
      } else if (entry.key == "cast") {
        file_.cast.clear();
        const std::string names = fold_case(entry.value());
        for (std::string_view name : split(names, ',')) file_.cast.emplace_back(trim(name));
      } else if (entry.key != "title") {
        problem(entry.line(), "a record without an id has area, cast and title only");
      }
    }
  }

  void read(const RecordEntry& entry, Scenario& scenario) {
    if (entry.separator != ':') return problem(entry.line(), "write `key: value`");
    if (entry.key == "id") {
      scenario.id = entry.value();
    } else if (entry.key == "title") {
      scenario.title = entry.value();
    } else if (entry.key == "world") {
      scenario.world = entry.value();
    } else if (entry.key == "client") {
      scenario.plain_client = entry.value() == "plain";
      if (!scenario.plain_client) problem(entry.line(), "the only `client:` is plain");
    } else if (entry.key != "covers") {
      read_step(entry, scenario);
    }
  }

  void read_step(const RecordEntry& entry, Scenario& scenario) {
    const auto kind = step_kind(entry.key);
    if (!kind) return problem(entry.line(), "there is no key `" + entry.key + "`");
    const bool anybody = *kind == StepKind::in || entry.key.starts_with("sees");
    if (!anybody && !entry.argument.empty())
      return problem(entry.line(), "`" + entry.key + "` takes no name");
    std::string who = fold_case(entry.argument);
    if (who.empty()) who = file_.cast.front();
    const bool begun = std::any_of(scenario.steps.begin(), scenario.steps.end(),
                                   [](const auto& step) { return step.kind != StepKind::setup; });
    if (*kind == StepKind::setup && !begun) scenario.set_up = true;
    scenario.steps.push_back({*kind, std::move(who), text_of(entry, *kind), entry.line()});
  }

  void finish(Scenario& scenario) {
    const bool asserts = std::any_of(scenario.steps.begin(), scenario.steps.end(),
                                     [](const auto& step) { return is_assertion(step.kind); });
    if (!asserts) problem(scenario.line, scenario.id + " asserts nothing");
    for (const Scenario& other : file_.scenarios)
      if (other.id == scenario.id) problem(scenario.line, scenario.id + " is there twice");
    file_.scenarios.push_back(std::move(scenario));
  }

  ScenarioFile& file_;
  Problems& problems_;
};

/// "<2000 x word >": the text between the marks, so many times; nothing if it is not that.
std::optional<std::string> repeated(std::string_view inside) {
  size_t count = 0;
  const auto [end, error] = std::from_chars(inside.data(), inside.data() + inside.size(), count);
  const std::string_view rest = inside.substr(static_cast<size_t>(end - inside.data()));
  if (error != std::errc() || !rest.starts_with(" x ")) return std::nullopt;
  const std::string_view text = rest.substr(3);
  if (text.empty() || count > kLongestTyped / text.size()) return std::nullopt;
  std::string out;
  for (size_t i = 0; i < count; ++i) out += text;
  return out;
}

}  // namespace

ScenarioFile read_scenarios(const std::string& path, std::string_view text, Problems& problems) {
  ScenarioFile file;
  file.path = path;
  file.cast = {"ann", "bob"};
  Reader reader(file, problems);
  for (const Record& record : read_records(path, text, problems).records)
    if (!record.entries.empty()) reader.read(record);
  return file;
}

std::string typed_line(std::string_view text) {
  if (text == "<empty>") return "";
  std::string out;
  for (size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with("\\n")) {
      out += "\r\n";
      at += 2;
      continue;
    }
    const size_t close = text[at] == '<' ? text.find('>', at) : std::string_view::npos;
    const auto many = close == std::string_view::npos
                          ? std::nullopt
                          : repeated(text.substr(at + 1, close - at - 1));
    if (many) {
      out += *many;
      at = close + 1;
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace reality
