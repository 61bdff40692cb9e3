// SPDX-License-Identifier: MIT
#include "world/area/area_entries.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/text.h"
#include "world/area/area_words.h"
#include "world/area/literal.h"
#include "world/prose/fragments.h"

namespace reality {

namespace {

constexpr size_t kLongestValue = 64 << 10;
constexpr size_t kMostEntries = 1'000;

using Kinds = uint8_t;
constexpr Kinds bit(RecordKind kind) {
  return static_cast<Kinds>(1U << static_cast<unsigned>(kind));
}
constexpr Kinds kArea = bit(RecordKind::area);
constexpr Kinds kRoom = bit(RecordKind::room);
constexpr Kinds kDoor = bit(RecordKind::door);
constexpr Kinds kThings = static_cast<Kinds>(~kArea);
constexpr Kinds kPlaced = kRoom | bit(RecordKind::thing) | bit(RecordKind::person);
constexpr Kinds kLockable = kDoor | bit(RecordKind::thing) | bit(RecordKind::kind);

std::string in_line(uint32_t line) {
  return "in line " + std::to_string(line);
}

/// "quay", "saltpan.jetty" or, for an exit, "saltpan.jetty.east".
bool is_reference(std::string_view word) {
  const auto parts = split(word, '.');
  return parts.size() <= 3 && std::all_of(parts.begin(), parts.end(), is_local_id);
}

}  // namespace

const std::array<AreaEntryReader::KeyRule, 35> AreaEntryReader::kRules = {{
    {"title", kArea, &AreaEntryReader::read_title},
    {"owners", kArea, &AreaEntryReader::read_owners},
    {"start", kArea, &AreaEntryReader::read_start},
    {"name", kThings, &AreaEntryReader::read_line},
    {"words", kThings, &AreaEntryReader::read_line},
    {"plural", kThings, &AreaEntryReader::read_line},
    {"pronoun", kThings, &AreaEntryReader::read_pronoun},
    {"text", kArea | kThings, &AreaEntryReader::read_prose},
    {"writing", kThings, &AreaEntryReader::read_prose},
    {"initial", kThings, &AreaEntryReader::read_prose},
    {"sound", kThings, &AreaEntryReader::read_prose},
    {"smell", kThings, &AreaEntryReader::read_prose},
    {"touch", kThings, &AreaEntryReader::read_prose},
    {"when_open", kThings, &AreaEntryReader::read_prose},
    {"when_shut", kThings, &AreaEntryReader::read_prose},
    {"fragment", kThings, &AreaEntryReader::read_fragment, "NAME"},
    {"like", kThings, &AreaEntryReader::read_like},
    {"behaviour", kArea | kThings, &AreaEntryReader::read_behaviours},
    {"tags", kThings, &AreaEntryReader::read_tags},
    {"key", kLockable, &AreaEntryReader::read_key},
    {"in", kPlaced, &AreaEntryReader::read_place},
    {"on", kPlaced, &AreaEntryReader::read_place},
    {"under", kPlaced, &AreaEntryReader::read_place},
    {"behind", kPlaced, &AreaEntryReader::read_place},
    {"worn by", kPlaced, &AreaEntryReader::read_place},
    {"held by", kPlaced, &AreaEntryReader::read_place},
    {"part of", kPlaced, &AreaEntryReader::read_place},
    {"was", kThings, &AreaEntryReader::read_was},
    {"exit", kRoom, &AreaEntryReader::read_exit, "DIRECTION"},
    {"joins", kDoor, &AreaEntryReader::read_joins},
    {"side", kDoor, &AreaEntryReader::read_side, "ROOM"},
    {"mentions", kThings, &AreaEntryReader::read_prose},
    {"taste", kThings, &AreaEntryReader::read_prose},
    {"slot", kThings, &AreaEntryReader::read_line},
    {"resets", kThings, &AreaEntryReader::read_line},
}};

const AreaEntryReader::KeyRule* AreaEntryReader::find_rule(std::string_view key) {
  const auto rule =
      std::find_if(kRules.begin(), kRules.end(), [&](const KeyRule& r) { return r.key == key; });
  return rule == kRules.end() ? nullptr : &*rule;
}

void AreaEntryReader::read(const RecordEntry& entry) {
  if (!read_first_time(entry)) return;
  if (entry.separator == '=') return read_property(entry);
  const KeyRule* rule = rule_for(entry);
  if (!rule) return;
  if (entry.value().empty())
    return problem(entry, "nothing stands after " + quoted(entry.title() + ':'));
  (this->*rule->read)(entry);
}

bool AreaEntryReader::read_first_time(const RecordEntry& entry) {
  if (lines_.size() == kMostEntries) problem(entry, "this record has too many lines");
  if (lines_.size() >= kMostEntries) return lines_.emplace(entry.title(), 0), false;
  const auto [before, first] = lines_.emplace(entry.title(), entry.line());
  if (!first)
    problem(entry, quoted(entry.title()) + " is there twice; first " + in_line(before->second));
  return first;
}

const AreaEntryReader::KeyRule* AreaEntryReader::rule_for(const RecordEntry& entry) {
  const KeyRule* rule = find_rule(entry.title());
  if (!rule) rule = find_rule(entry.key);
  const bool fits = rule && (rule->key == entry.title() || !rule->argument.empty());
  if (!fits || !(rule->kinds & bit(record_.kind))) {
    problem(entry, unknown_key(entry));
    return nullptr;
  }
  if (!rule->argument.empty() && entry.argument.empty()) {
    problem(entry, "write " + quoted(entry.key + ' ' + std::string(rule->argument) + ": ..."));
    return nullptr;
  }
  return rule;
}

std::string AreaEntryReader::unknown_key(const RecordEntry& entry) const {
  const std::string kind(record_kind_name(record_.kind));
  const std::string no_key =
      "there is no key " + quoted(entry.title()) + " for " + (kind == "area" ? "an " : "a ") + kind;
  std::vector<std::string_view> keys;
  for (const KeyRule& rule : kRules)
    if (rule.kinds & bit(record_.kind)) keys.push_back(rule.key);
  std::string near = suggest(entry.title(), keys);
  for (std::string_view key : keys)
    if (key.starts_with(entry.title() + ' ')) near = "; did you mean " + quoted(key) + '?';
  if (!near.empty() || find_rule(entry.key)) return no_key + near;
  return no_key + "; a property of your own is written " + quoted(entry.key + " = ...");
}

void AreaEntryReader::read_owners(const RecordEntry& entry) {
  const std::string value = entry.value();
  Value::List owners;
  for (std::string_view word : words_of(entry, value)) owners.emplace_back(word);
  set(entry, "owners", Value(std::move(owners)));
}

void AreaEntryReader::read_line(const RecordEntry& entry) {
  if (entry.value().find('\n') != std::string::npos)
    return problem(entry, quoted(entry.key) + " has no paragraphs");
  set_words(entry, entry.key);
}

void AreaEntryReader::read_pronoun(const RecordEntry& entry) {
  const std::string word = entry.value();
  if (word != "he" && word != "she" && word != "it" && word != "they")
    return problem(entry, "a pronoun is he, she, it or they, not " + quoted(word));
  set_words(entry, entry.key);
}

void AreaEntryReader::read_behaviours(const RecordEntry& entry) {
  const std::string value = entry.value();
  std::string names;
  for (std::string_view word : words_of(entry, value)) {
    if (!is_behaviour_name(word)) {
      problem(entry, quoted(word) + " is no name of a behaviour");
      continue;
    }
    const auto same = [&](const AreaReference& other) { return other.name == word; };
    if (std::any_of(record_.behaviours.begin(), record_.behaviours.end(), same)) {
      problem(entry, "the behaviour " + quoted(word) + " is there twice");
      continue;
    }
    record_.behaviours.push_back({std::string(word), entry.line()});
    names += (names.empty() ? "" : ", ") + std::string(word);
  }
  set(entry, "behaviour", Value(std::string_view(names)));
}

void AreaEntryReader::read_tags(const RecordEntry& entry) {
  const std::string value = entry.value();
  for (std::string_view word : words_of(entry, value)) read_tag(entry, word);
}

void AreaEntryReader::read_tag(const RecordEntry& entry, std::string_view word) {
  const TagWord* tag = find_tag(word);
  if (!tag) {
    const std::string near = suggest(word, tag_words());
    return problem(entry, "there is no tag " + quoted(word) +
                              (near.empty() ? "; a property of your own is written " +
                                                  quoted(std::string(word) + " = true")
                                            : near));
  }
  const bool fits =
      tag->scope == TagScope::any || record_.kind == RecordKind::kind ||
      record_.kind == (tag->scope == TagScope::place ? RecordKind::room : RecordKind::door);
  if (!fits)
    return problem(entry, "the tag " + quoted(word) + " is for " +
                              (tag->scope == TagScope::place ? "rooms" : "doors") +
                              (word == "lit" ? "; what gives light is `light`" : ""));
  const AreaProperty* before = find_property(record_, tag->key);
  if (before && !before->implied && before->value != Value(tag->value))
    return problem(entry,
                   "the tag " + quoted(word) + " contradicts what stands " + in_line(before->line));
  if (!before || before->implied) set(entry, tag->key, Value(tag->value));
  if (!tag->implied_key.empty()) imply(tag->implied_key, Value(true), entry.line());
}

void AreaEntryReader::read_place(const RecordEntry& entry) {
  if (placed_) return problem(entry, "a thing is in one place only");
  placed_ = true;
  if (entry.title() == "in" && entry.value() == kNowhereWord) return;
  record_.holder = reference(entry);
  record_.relation = parse_relation(entry.title());
}

void AreaEntryReader::read_exit(const RecordEntry& entry) {
  if (!is_direction(entry.argument))
    return problem(entry,
                   quoted(entry.argument) + " is no direction" + suggest_direction(entry.argument));
  AreaReference target = reference(entry);
  if (target) record_.exits.push_back({entry.argument, std::move(target), {}, {}});
}

void AreaEntryReader::read_side(const RecordEntry& entry) {
  AreaReference room = reference(entry, entry.argument);
  if (!room) return;
  for (const AreaSide& side : record_.sides)
    if (side.room.name == room.name) return problem(entry, "this side is there twice");
  record_.sides.push_back({std::move(room), entry.value()});
}

/// `fragment dust: ...`, or `fragment dust 20: ...` with its priority.
void AreaEntryReader::read_fragment(const RecordEntry& entry) {
  const std::string& argument = entry.argument;
  const size_t space = std::min(argument.find(' '), argument.size());
  const std::string name = argument.substr(0, space);
  int64_t priority = kUsualPriority;
  const char* const end = argument.data() + argument.size();
  const char* const digits = space < argument.size() ? argument.data() + space + 1 : nullptr;
  const bool ranked = digits && std::from_chars(digits, end, priority).ptr == end;
  if ((digits && !ranked) || !is_local_id(name))
    return problem(entry, "write " + quoted("fragment NAME: ...") + ", or " +
                              quoted("fragment NAME 20: ...") + " for its place among others");
  const std::string text = entry.value();
  if (text.size() > kLongestValue) return problem(entry, "this text is too long");
  for (const auto& [other, part] : fragments_)
    if (other == name) return problem(entry, "the fragment " + quoted(name) + " is there twice");
  if (fragments_line_ == 0) fragments_line_ = entry.line();
  fragments_.emplace_back(name, Value(Value::Map{{"priority", Value(priority)},
                                                 {"text", Value(std::string_view(text))}}));
}

void AreaEntryReader::read_property(const RecordEntry& entry) {
  if (!may_set(entry)) return;
  const Result<Value> value =
      parse_literal(entry.value(), [this](std::string_view word) { return name_number(word); });
  if (!value) return problem(entry, value.error());
  if (value->is_nil())
    return problem(entry, "nil is what a property is when it is not there: leave the line out");
  const KnownKey* known = find_known_key(entry.key);
  if (known && known->type != value->type())
    return problem(entry, quoted(entry.key) + " is of type " + std::string(type_name(known->type)) +
                              ", not " + std::string(type_name(value->type())));
  set(entry, entry.key, *value);
}

bool AreaEntryReader::may_set(const RecordEntry& entry) {
  const KeyRule* rule = find_rule(entry.title());
  if (!rule) rule = find_rule(entry.key);
  const bool only_words = rule && !find_known_key(rule->key);
  if (only_words || (rule && !rule->argument.empty())) {
    problem(entry, "write " + quoted(entry.title() + ": ..."));
  } else if (!entry.argument.empty() || !is_lua_name(entry.key)) {
    problem(entry, quoted(entry.title()) + " is no name for a property");
  } else if (is_reserved_property(entry.key)) {
    problem(entry, quoted(entry.key) + " is not set like this" +
                       (rule ? ": write " + quoted(entry.key + ": ...") : ": the server does it"));
  } else {
    return true;
  }
  return false;
}

void AreaEntryReader::finish() {
  if (!fragments_.empty())
    record_.properties.push_back(
        {"fragments", Value(std::move(fragments_)), fragments_line_, false});
  const auto imply_here = [this](std::string_view property, Value value) {
    imply(property, std::move(value), record_.line);
  };
  if (record_.kind == RecordKind::area) imply_here("name", Value(std::string_view(record_.id)));
  if (record_.kind == RecordKind::room) imply_here("room", Value(true));
  if (record_.kind == RecordKind::person) imply_here("person", Value(true));
  imply_states();
  if (record_.kind == RecordKind::door) {
    imply_here("door_thing", Value(true));
    imply_here("openable", Value(true));
    const AreaProperty* openable = find_property(record_, "openable");
    const bool shuts = !openable || openable->value.truthy();
    if (!record_.like && shuts) imply_here("open", Value(false));
    record_.relation = record_.joins.empty() ? Relation::nowhere : Relation::part;
    if (!record_.joins.empty()) record_.holder = record_.joins.front();
  }
  const bool on_stage = record_.kind == RecordKind::thing || record_.kind == RecordKind::person;
  if (on_stage && !placed_)
    problems_.add(source_.file_of(record_), record_.line,
                  "it is not said where this is: write `in: ROOM`, or `in: nowhere`");
}

// One property that says a thing for another: a lamp that is on shines.
void AreaEntryReader::imply_states() {
  const auto is_true = [this](std::string_view property) {
    const AreaProperty* found = find_property(record_, property);
    return found && found->value == Value(true);
  };
  // "flame" implies "luminous", which implies "switchable".
  if (is_true("luminous")) imply("switchable", Value(true), record_.line);
  if (is_true("luminous") && is_true("on")) imply("light", Value(true), record_.line);
  if (find_property(record_, "fixed_because")) imply("fixed", Value(true), record_.line);
}

void AreaEntryReader::set_words(const RecordEntry& entry, std::string_view property) {
  const std::string value = entry.value();
  if (value.size() > kLongestValue) return problem(entry, "this text is too long");
  set(entry, property, Value(std::string_view(value)));
}

void AreaEntryReader::set(const RecordEntry& entry, std::string_view property, Value value) {
  for (AreaProperty& before : record_.properties) {
    if (before.key != property) continue;
    if (!before.implied)
      return problem(entry, quoted(property) + " is set twice; first " + in_line(before.line));
    before = {before.key, std::move(value), entry.line(), false};
    return;
  }
  record_.properties.push_back({std::string(property), std::move(value), entry.line(), false});
}

void AreaEntryReader::imply(std::string_view property, Value value, uint32_t line) {
  if (find_property(record_, property)) return;
  record_.properties.push_back({std::string(property), std::move(value), line, true});
}

/// The words between commas; points into `value`.
std::vector<std::string_view> AreaEntryReader::words_of(const RecordEntry& entry,
                                                        const std::string& value) {
  std::vector<std::string_view> words;
  for (std::string_view word : split(value, ',')) {
    words.push_back(trim(word));
    if (!words.back().empty()) continue;
    words.pop_back();
    problem(entry, "there is a comma too many");
  }
  return words;
}

AreaReference AreaEntryReader::reference(const RecordEntry& entry, std::string_view word) {
  if (!is_reference(word)) {
    problem(entry, quoted(word) + " is no id: they are like `brass-key` or `library.brass-key`");
    return {};
  }
  const bool whole = word.find('.') != word.npos;
  return {whole ? std::string(word) : record_.area + '.' + std::string(word), entry.line()};
}

std::vector<AreaReference> AreaEntryReader::references(const RecordEntry& entry) {
  const std::string value = entry.value();
  std::vector<AreaReference> all;
  for (std::string_view word : words_of(entry, value))
    if (AreaReference one = reference(entry, word)) all.push_back(std::move(one));
  return all;
}

Result<ThingId> AreaEntryReader::name_number(std::string_view word) {
  if (!is_reference(word)) return Error{quoted(word) + " is no id"};
  const bool whole = word.find('.') != word.npos;
  std::string id = whole ? std::string(word) : record_.area + '.' + std::string(word);
  const auto [entry, added] = names_.emplace(std::move(id), source_.names.size() + 1);
  if (added) source_.names.push_back(entry->first);
  return ThingId{entry->second};
}

}  // namespace reality
