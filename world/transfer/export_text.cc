// SPDX-License-Identifier: MIT
#include "world/transfer/export_text.h"

#include <algorithm>
#include <map>
#include <utility>

#include "world/area/area_words.h"
#include "world/area/literal.h"
#include "world/state/keys.h"
#include "world/state/state.h"
#include "world/transfer/value_text.h"

namespace reality {

namespace {

std::string number(ThingId id) {
  return std::to_string(id.number);
}

Value text_value(std::string_view text) {
  return Value(text);
}

RecordEntry word_entry(const std::string& key, std::string text) {
  return {key, "", ':', {{{}, std::move(text), 0}}};
}

/// Writes one thing after the other as records.
class ThingWriter {
 public:
  explicit ThingWriter(const State& state) : state_(state) {
    state.accounts.for_each([&](const std::string& name, const Account& account) {
      accounts_.emplace(account.character, name);
    });
    state.post.for_each_correspondent(
        [&](ThingId player, const std::string& address, int64_t since_ms) {
          correspondents_.emplace(player, std::pair(address, since_ms));
        });
  }

  Record record(const Thing& thing) const {
    Record record;
    const std::string called = name(thing.id());
    record.entries.push_back(word_entry("thing", called));
    if (called != number(thing.id()))
      record.entries.push_back(word_entry("serial", number(thing.id())));
    if (thing.like()) record.entries.push_back(word_entry("like", name(thing.like()->id())));
    add_place(record, thing);
    add_properties(record, thing, called);
    add_timers(record, thing.id());
    add_account(record, thing.id());
    add_post(record, thing.id());
    return record;
  }

 private:
  // By its id where that is one; a number is always a serial number.
  std::string name(ThingId id) const {
    const Thing* thing = state_.things.find(id);
    const Value* own = thing ? thing->own(key::id) : nullptr;
    if (!own || own->type() != ValueType::string) return number(id);
    const std::string_view word = own->as_string();
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789_-.";
    const bool fit = !word.empty() && word.find_first_not_of(kLetters) == word.npos &&
                     word.find_first_not_of("0123456789") != word.npos;
    return fit ? std::string(word) : number(id);
  }

  void add_literal(Record& record, const std::string& key, const Value& value) const {
    record.entries.push_back(
        write_literal(key, ':', value, [this](ThingId id) { return name(id); }));
  }

  void add_place(Record& record, const Thing& thing) const {
    if (!thing.holder()) {
      if (thing.order() != 0)
        record.entries.push_back(word_entry("rank", std::to_string(thing.order())));
      return;
    }
    const std::string relation(relation_name(thing.relation()));
    const size_t space = relation.find(' ');
    RecordEntry place = word_entry(relation.substr(0, space), name(thing.holder()->id()));
    if (space != std::string::npos) place.argument = relation.substr(space + 1);
    record.entries.push_back(std::move(place));
    record.entries.push_back(word_entry("rank", std::to_string(thing.order())));
  }

  // Those that the server knows in its order, the others by name.
  void add_properties(Record& record, const Thing& thing, std::string_view called) const {
    std::vector<const Property*> all;
    for (const Property& property : thing.own())
      if (property.key() != key::id || property.type() != ValueType::string ||
          property.as_string() != called)
        all.push_back(&property);
    std::sort(all.begin(), all.end(), [this](const Property* a, const Property* b) {
      const bool known_a = a->key().number < kKnownKeys.size();
      const bool known_b = b->key().number < kKnownKeys.size();
      if (known_a && known_b) return a->key().number < b->key().number;
      if (known_a != known_b) return known_a;
      return state_.atoms.word(a->key()) < state_.atoms.word(b->key());
    });
    for (const Property* property : all)
      add_property(record, std::string(state_.atoms.word(property->key())), property->value());
  }

  void add_property(Record& record, const std::string& key, const Value& value) const {
    const NameThing names = [this](ThingId id) { return name(id); };
    if (!is_plain_key(key))
      return add_literal(record, "property",
                         Value(Value::Map{{"key", text_value(key)}, {"value", value}}));
    record.entries.push_back(is_transfer_word(key) ? write_literal(key, '=', value, names)
                                                   : write_value(key, value, names));
  }

  void add_timers(Record& record, ThingId id) const {
    for (const TimerName& timer : state_.timers.of(id)) {
      const Timer& beat = *state_.timers.find(timer);
      Value::Map map{{"name", text_value(timer.name)}, {"due", Value(beat.due_ms)}};
      if (beat.every_ms) map.emplace_back("every", Value(*beat.every_ms));
      add_literal(record, "timer", Value(std::move(map)));
    }
  }

  void add_account(Record& record, ThingId id) const {
    const auto [first, last] = accounts_.equal_range(id);
    for (auto it = first; it != last; ++it) {
      const Account& account = *state_.accounts.find(it->second);
      add_literal(record, "account",
                  Value(Value::Map{{"name", text_value(it->second)},
                                   {"role", text_value(role_name(account.role))},
                                   {"created", Value(account.created_ms)},
                                   {"password", text_value(account.password_hash)}}));
    }
  }

  void add_post(Record& record, ThingId id) const {
    if (const LetterRecord* letter = state_.post.letter(id))
      add_literal(record, "letter",
                  Value(Value::Map{{"state", text_value(letter_state_name(letter->state))},
                                   {"sender", text_value(letter->sender)},
                                   {"received", Value(letter->received_ms)}}));
    const auto [first, last] = correspondents_.equal_range(id);
    for (auto it = first; it != last; ++it)
      add_literal(record, "correspondent",
                  Value(Value::Map{{"address", text_value(it->second.first)},
                                   {"since", Value(it->second.second)}}));
  }

  const State& state_;
  std::multimap<ThingId, std::string> accounts_;
  std::multimap<ThingId, std::pair<std::string, int64_t>> correspondents_;
};

std::string file_for(const State& state, const Thing& thing) {
  if (state.post.letter(thing.id())) return "letters";
  if (thing.own(key::player)) return "people";
  const Value* area = thing.own(key::area);
  if (area && area->type() == ValueType::string && is_local_id(area->as_string()))
    return "areas/" + std::string(area->as_string());
  return "things";
}

void add_fact(Record& record, const std::string& name, const Value& value) {
  const Value::Map fact{{"name", text_value(name)}, {"value", value}};
  record.entries.push_back(
      write_literal("fact", ':', Value(fact), [](ThingId id) { return number(id); }));
}

}  // namespace

Status export_things(const State& state, const PutTransferFile& put) {
  std::map<std::string, std::vector<const Thing*>> files;
  state.things.for_each(
      [&](const Thing& thing) { files[file_for(state, thing)].push_back(&thing); });
  const ThingWriter writer(state);
  for (const auto& [name, things] : files) {
    TransferFile file{name + std::string(kTextEnding), std::string(kTransferMark) + "\n"};
    for (const Thing* thing : things) {
      RecordText text;
      text.records.push_back(writer.record(*thing));
      file.text += "\n" + write_records(text);
    }
    if (Status status = put(file); !status) return status;
  }
  return {};
}

std::string export_index(const State* state, const std::vector<std::string>& files,
                         const std::vector<std::string>& scripts) {
  RecordText text;
  Record& record = text.records.emplace_back();
  const std::string format = state ? std::to_string(kTransferFormat) : "unfinished";
  record.entries.push_back(word_entry("world", format));
  if (state) record.entries.push_back(word_entry("next", number(state->things.next_id())));
  for (const std::string& file : files) record.entries.push_back(word_entry("file", file));
  for (const std::string& script : scripts) record.entries.push_back(word_entry("script", script));
  if (state) {
    state->facts.for_each(
        [&](const std::string& name, const Value& value) { add_fact(record, name, value); });
    state->post.for_each_receipt([&](const std::string& digest, int64_t received_ms) {
      const Value::Map receipt{{"digest", text_value(digest)}, {"received", Value(received_ms)}};
      record.entries.push_back(
          write_literal("receipt", ':', Value(receipt), [](ThingId id) { return number(id); }));
    });
  }
  return std::string(kTransferMark) + "\n\n" + write_records(text);
}

}  // namespace reality
