// SPDX-License-Identifier: MIT
#include "tests/properties/reading_judge.h"

#include <algorithm>
#include <array>
#include <utility>

#include "world/state/keys.h"

namespace reality {

namespace {

/// Verbs that pass on what was typed, word for word.
constexpr auto kRaw = std::to_array<std::string_view>(
    {"ask", "say", "whisper", "shout", "yell", "tell", "page", "emote", "pose", "me"});

/// A question may still be open so many lines later.
constexpr int kAnswers = 3;

/// Words to somebody ("Fred, go north") are speech, too.
bool is_raw(const std::string& line) {
  if (line.find_first_of("'\":") == 0 || line.find(", ") != std::string::npos) return true;
  return std::find(kRaw.begin(), kRaw.end(), line.substr(0, line.find(' '))) != kRaw.end();
}

/// Several commands: between them more can be seen than before the line and after it.
bool is_several(const std::string& line) {
  if (line.find_first_of(".;") != std::string::npos) return true;
  return line.find(" then ") != std::string::npos || line.find(" and go ") != std::string::npos;
}

/// `g`, `again` and `oops`, also with a slip of the finger.
bool repeats(const std::string& line) {
  return line.size() <= 6 || line.starts_with("oops");
}

}  // namespace

/// One reader's part in what is judged.
struct ReadingJudge::Case {
  size_t typist = 0;
  const std::string& line;
  size_t reader = 0;
  const Words& known;
  const Words& near;  // the persons around the typist
  const std::string& question;
  bool roster = false;
};

ReadingJudge::ReadingJudge(const Things& things, const Markers& markers, EyeRules rules,
                           std::vector<ThingId> players)
    : things_(things),
      markers_(markers),
      rules_(rules),
      players_(std::move(players)),
      memories_(players_.size()) {
  look();
}

Knowledge ReadingJudge::look() {
  const SlowEye eye(things_, rules_);
  Knowledge knowledge(players_.size());
  for (size_t i = 0; i < players_.size(); ++i) {
    Words& words = knowledge[i];
    for (const Thing* thing : eye.known_to(player(i))) words.merge(markers_.of_name(*thing));
    for (const Thing* thing : eye.seen_by(player(i))) words.merge(markers_.of_texts(*thing));
    add_places(i, words);
    memories_[i].met.insert(words.begin(), words.end());
  }
  return knowledge;
}

// Places are known by having been there, and by the ways that lead to them.
void ReadingJudge::add_places(size_t number, Words& words) {
  std::set<ThingId>& visited = memories_[number].visited;
  if (const Thing* here = room_around(player(number))) visited.insert(here->id());
  for (const ThingId id : visited) {
    const Thing* room = things_.find(id);
    if (!room) continue;
    words.merge(markers_.of_name(*room));
    for (const Thing* next : rooms_next_to(things_, *room)) words.merge(markers_.of_name(*next));
  }
}

// True when several commands were carried out. A question in the middle of them holds the rest
// back until it is answered; and the answer to "Shout what?" is shouted, even after a slip.
bool ReadingJudge::note_line(size_t typist, const std::string& line, const Readings& readings) {
  if (line.empty()) return false;
  Memory& memory = memories_[typist];
  memory.typed.push_back({line, is_raw(line) || memory.answers > 0});
  const bool several = is_several(line) || memory.rest_waits;
  memory.question.clear();
  for (const Event& event : readings[typist])
    if (event.kind == EventKind::question) memory.question = event.text;
  memory.answers = memory.question.empty() ? std::max(memory.answers - 1, 0) : kAnswers;
  memory.rest_waits = several && !memory.question.empty();
  return several;
}

std::string ReadingJudge::judge(size_t typist, const std::string& line, const Readings& readings,
                                const Knowledge& before, const Knowledge& after) {
  const std::string question = memories_[typist].question;
  if (note_line(typist, line, readings)) return "";
  const Words near = persons_near(typist);
  for (size_t i = 0; i < players_.size(); ++i) {
    Words known = before[i];
    known.insert(after[i].begin(), after[i].end());
    const Case now{typist, line, i, known, near, question, i == typist && is_roster(readings[i])};
    for (const Event& event : readings[i]) {
      std::string wrong = judge_event(now, event);
      if (!wrong.empty()) return std::string(player(i).string(key::name)) + wrong;
    }
  }
  return "";
}

std::string ReadingJudge::judge_event(const Case& now, const Event& event) const {
  for (const std::string& word : markers_.in(event.text)) {
    if (now.known.contains(word) || is_excused(now, event, word)) continue;
    return " cannot perceive \"" + word + "\", but reads (" +
           std::string(event_kind_name(event.kind)) + "): " + event.text;
  }
  return "";
}

bool ReadingJudge::is_excused(const Case& now, const Event& event, const std::string& word) const {
  if (markers_.kind(word) == Markers::Of::text || now.line.empty()) return false;
  if (was_typed(now, word) || is_missed(now, event, word)) return true;
  if (now.roster && is_player(word)) return true;
  // Voices are known in the dark, and one hears whom they speak to.
  return event.kind == EventKind::speech && now.near.contains(word);
}

// The line may ask for what was typed before.
bool ReadingJudge::was_typed(const Case& now, const std::string& word) const {
  const std::vector<Typed>& typed = memories_[now.typist].typed;
  for (size_t i = repeats(now.line) ? 0 : typed.size() - 1; i < typed.size(); ++i)
    if ((now.reader == now.typist || typed[i].raw) && markers_.in(typed[i].line).contains(word))
      return true;
  return false;
}

// "You no longer see Bexul here.": said of what one has seen.
bool ReadingJudge::is_missed(const Case& now, const Event& event, const std::string& word) const {
  if (now.reader != now.typist || !memories_[now.reader].met.contains(word)) return false;
  if (rules_.stale_questions && event.text == now.question) return true;
  return event.text.find("no longer") != std::string::npos;
}

bool ReadingJudge::is_player(const std::string& word) const {
  for (size_t i = 0; i < players_.size(); ++i)
    if (markers_.of_name(player(i)).contains(word)) return true;
  return false;
}

// Who is awake in the world is no business of the senses: `who` names them all.
bool ReadingJudge::is_roster(std::span<const Event> events) const {
  Words named;
  for (const Event& event : events) named.merge(markers_.in(event.text));
  for (size_t i = 0; i < players_.size(); ++i)
    for (const std::string& word : markers_.of_name(player(i)))
      if (!named.contains(word)) return false;
  return true;
}

Words ReadingJudge::persons_near(size_t number) const {
  Words words;
  const Thing* room = room_around(player(number));
  things_.for_each([&](const Thing& thing) {
    if (thing.flag(key::person) && room_around(thing) == room) words.merge(markers_.of_name(thing));
  });
  return words;
}

}  // namespace reality
