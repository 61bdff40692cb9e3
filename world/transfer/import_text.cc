// SPDX-License-Identifier: MIT
#include "world/transfer/import_text.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "engine/text.h"
#include "world/area/area_words.h"
#include "world/area/literal.h"
#include "world/state/keys.h"
#include "world/state/state.h"
#include "world/transfer/transfer_records.h"
#include "world/transfer/value_text.h"

namespace reality {

namespace {

std::optional<int64_t> integer_of(std::string_view text) {
  int64_t number = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (wrong != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

const RecordEntry* find_entry(const Record& record, std::string_view key) {
  for (const RecordEntry& entry : record.entries)
    if (entry.separator == ':' && entry.key == key) return &entry;
  return nullptr;
}

/// The parts of a value such as {name = "ring", due = 12}.
class Fields {
 public:
  explicit Fields(Value value) : value_(std::move(value)) {}

  const Value* find(std::string_view name) const {
    if (value_.type() != ValueType::map) return nullptr;
    for (const auto& [key, value] : value_.as_map())
      if (key == name) return &value;
    return nullptr;
  }
  std::optional<std::string> text(std::string_view name) const {
    const Value* value = find(name);
    if (!value || value->type() != ValueType::string) return std::nullopt;
    return std::string(value->as_string());
  }
  std::optional<int64_t> integer(std::string_view name) const {
    const Value* value = find(name);
    if (!value || value->type() != ValueType::integer) return std::nullopt;
    return value->as_integer();
  }

 private:
  Value value_;
};

class Importer {
 public:
  Importer(State& state, Problems& problems) : state_(state), problems_(problems) {}

  // First who there is, so that all else can refer to them.
  void run(const TransferFile& index, std::span<const TransferFile> files) {
    in(index, [this](const Record& record) { read_counter(record); });
    for (const TransferFile& file : files)
      in(file, [this](const Record& record) { announce(record); });
    for (const Waiting& waiting : waiting_) {
      file_ = waiting.file;
      announce(waiting.name, ThingId{next_++}, waiting.line);
    }
    in(index, [this](const Record& record) { fill_world(record); });
    // What cannot be read was told of in the first pass.
    Problems told;
    for (const TransferFile& file : files) {
      file_ = file.name;
      for_each_record(file, told, [this](const Record& record) { fill(record); });
    }
    if (!problems_.none()) return;
    for (const Place& place : places_)
      state_.things.load_place(*place.thing, place.relation, place.holder,
                               place.rank ? *place.rank : ++last_rank_);
    if (const Status sound = state_.things.finish_loading(ThingId{next_}); !sound)
      problems_.add(file_, 0, sound.error());
  }

 private:
  struct Waiting {
    std::string name;
    std::string file;
    uint32_t line = 0;
  };

  struct Place {
    Thing* thing;
    Relation relation;
    Thing* holder;
    std::optional<int64_t> rank;  // none: last, in the order of the files
  };

  void in(const TransferFile& file, const std::function<void(const Record&)>& visit) {
    file_ = file.name;
    for_each_record(file, problems_, visit);
  }
  void problem(const RecordEntry& entry, std::string message) {
    problems_.add(file_, entry.line(), std::move(message));
  }

  void read_counter(const Record& record) {
    const RecordEntry* next = find_entry(record, "next");
    if (!next) return;
    const ThingId number = parse_serial(next->value());
    if (!number) return problem(*next, "the next serial number is a number from 1");
    next_ = std::max(next_, number.number);
  }

  // A name of digits is the serial number; any other has it in an entry of its own, or gets one.
  void announce(const Record& record) {
    const RecordEntry& first = record.entries.front();
    if (first.key != "thing" || first.separator != ':')
      return problem(first, "a record begins with `thing: NAME`");
    const std::string name = first.value();
    const RecordEntry* entry = find_entry(record, "serial");
    if (!entry && !parse_serial(name)) {
      waiting_.push_back({name, file_, first.line()});
      return;
    }
    const RecordEntry& says = entry ? *entry : first;
    const ThingId serial = parse_serial(says.value());
    if (!serial) return problem(says, quoted(says.value()) + " is no serial number");
    if (entry && parse_serial(name))
      return problem(says, "a thing that is called by a number has that as its serial number");
    next_ = std::max(next_, serial.number + 1);
    announce(parse_serial(name) ? "" : name, serial, says.line());
  }

  void announce(const std::string& name, ThingId serial, uint32_t line) {
    if (state_.things.find(serial)) {
      const std::string number = std::to_string(serial.number);
      return problems_.add(file_, line, "the serial number " + number + " is given twice");
    }
    if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-.") != name.npos)
      return problems_.add(file_, line, quoted(name) + " is no id: small letters, digits, . - _");
    if (!name.empty() && !serials_.emplace(name, serial).second)
      return problems_.add(file_, line, "the id " + quoted(name) + " is given twice");
    state_.things.load(serial);
  }

  Result<ThingId> resolve(std::string_view name) const {
    if (const ThingId number = parse_serial(name)) return number;
    const auto found = serials_.find(name);
    if (found != serials_.end()) return found->second;
    return Error{"there is no thing " + quoted(name)};
  }
  /// A thing that has to be there; null, and a problem, otherwise.
  Thing* thing_of(const RecordEntry& entry) {
    const Result<ThingId> id = resolve(entry.value());
    Thing* thing = id ? state_.things.find(*id) : nullptr;
    if (!thing) problem(entry, "there is no thing " + quoted(entry.value()));
    return thing;
  }

  void fill(const Record& record) {
    const RecordEntry& first = record.entries.front();
    const Result<ThingId> id = resolve(first.value());
    Thing* thing = id ? state_.things.find(*id) : nullptr;
    if (!thing) return;  // a problem already
    if (!parse_serial(first.value())) set_id(*thing, first, Value(std::string_view(first.value())));
    for (const RecordEntry& entry : record.entries) {
      if (&entry == &first || (entry.key == "serial" && entry.separator == ':')) continue;
      if (entry.separator == ':' && is_transfer_word(entry.key))
        fill_word(*thing, record, entry);
      else
        fill_property(*thing, entry, entry.key, read_value(entry, names_));
    }
  }

  void fill_word(Thing& thing, const Record& record, const RecordEntry& entry) {
    const Relation relation = parse_relation(entry.title());
    if (relation != Relation::nowhere) return fill_place(thing, relation, record, entry);
    if (entry.key == "like") {
      Thing* like = thing_of(entry);
      if (thing.like()) return problem(entry, "a thing is like one other");
      if (like) state_.things.load_like(thing, like);
    } else if (entry.key == "rank") {
      if (!integer_of(entry.value())) problem(entry, "a rank is a whole number");
    } else {
      fill_fields(thing, entry);
    }
  }

  void fill_place(Thing& thing, Relation relation, const Record& record, const RecordEntry& entry) {
    Thing* holder = thing_of(entry);
    if (!holder) return;
    if (!places_.empty() && places_.back().thing == &thing)
      return problem(entry, "a thing is in one place");
    const RecordEntry* says = find_entry(record, "rank");
    const auto rank = says ? integer_of(says->value()) : std::nullopt;
    last_rank_ = std::max(last_rank_, rank.value_or(0));
    places_.push_back({&thing, relation, holder, rank});
  }

  void fill_property(Thing& thing, const RecordEntry& entry, const std::string& key,
                     const Result<Value>& value) {
    if (!value) return problem(entry, value.error());
    if (value->is_nil()) return problem(entry, "a property cannot be nil: leave the line out");
    const Atom atom = state_.things.atoms().intern(key);
    if (thing.own(atom)) return problem(entry, quoted(key) + " is there twice");
    if (atom == key::id) return set_id(thing, entry, *value);
    state_.things.load_property(thing, atom, *value);
  }

  void set_id(Thing& thing, const RecordEntry& entry, const Value& value) {
    if (value.type() == ValueType::string && state_.things.find(value.as_string()))
      return problem(entry, "the id " + quoted(value.as_string()) + " is given twice");
    state_.things.load_property(thing, key::id, value);
  }

  void fill_fields(Thing& thing, const RecordEntry& entry) {
    Result<Value> value = read_literal(entry, names_);
    if (!value) return problem(entry, value.error());
    const Fields fields(*std::move(value));
    bool good = false;
    if (entry.key == "property") return fill_odd_property(thing, entry, fields);
    if (entry.key == "timer") good = fill_timer(thing, fields);
    if (entry.key == "account") good = fill_account(thing, fields);
    if (entry.key == "letter") good = fill_letter(thing, fields);
    if (entry.key == "correspondent") good = fill_correspondent(thing, fields);
    if (!good) problem(entry, "this is no " + entry.key + " as an export writes it");
  }

  void fill_odd_property(Thing& thing, const RecordEntry& entry, const Fields& fields) {
    const auto key = fields.text("key");
    const Value* value = fields.find("value");
    if (!key || !value) return problem(entry, "this is no property as an export writes it");
    fill_property(thing, entry, *key, *value);
  }

  bool fill_timer(Thing& thing, const Fields& fields) {
    const auto name = fields.text("name");
    const auto due = fields.integer("due");
    if (!name || !due || state_.timers.find({thing.id(), *name})) return false;
    if (fields.find("every") && !fields.integer("every")) return false;
    const Timer timer{*due, fields.integer("every")};
    if (!check_timer(timer)) return false;
    state_.timers.load({thing.id(), *name}, timer);
    return true;
  }

  bool fill_account(Thing& thing, const Fields& fields) {
    const auto name = fields.text("name");
    const auto role = parse_role(fields.text("role").value_or(""));
    const auto password = fields.text("password");
    const auto created = fields.integer("created");
    if (!name || !role || !password || !created || state_.accounts.find(*name)) return false;
    state_.accounts.load(*name, {thing.id(), *password, *role, *created});
    return true;
  }

  bool fill_letter(Thing& thing, const Fields& fields) {
    const auto state = parse_letter_state(fields.text("state").value_or(""));
    const auto sender = fields.text("sender");
    const auto received = fields.integer("received");
    if (!state || !sender || !received || state_.post.letter(thing.id())) return false;
    state_.post.load_letter(thing.id(), {*sender, *state, *received});
    return true;
  }

  bool fill_correspondent(Thing& thing, const Fields& fields) {
    const auto address = fields.text("address");
    const auto since = fields.integer("since");
    if (!address || !since || state_.post.accepted_ms(thing.id(), *address)) return false;
    state_.post.load_correspondent(thing.id(), *address, *since);
    return true;
  }

  void fill_world(const Record& record) {
    for (const RecordEntry& entry : record.entries) {
      if (entry.key != "fact" && entry.key != "receipt") continue;
      Result<Value> value = read_literal(entry, names_);
      if (!value) {
        problem(entry, value.error());
        continue;
      }
      const Fields fields(*std::move(value));
      if (entry.key == "fact" ? !fill_fact(fields) : !fill_receipt(fields))
        problem(entry, "this is no " + entry.key + " as an export writes it");
    }
  }

  bool fill_fact(const Fields& fields) {
    const auto name = fields.text("name");
    const Value* value = fields.find("value");
    const bool good =
        value && (value->type() == ValueType::string || value->type() == ValueType::integer);
    if (!name || !good || *name == "turn" || *name == "next_thing") return false;
    state_.facts.load(*name, *value);
    return true;
  }

  bool fill_receipt(const Fields& fields) {
    const auto digest = fields.text("digest");
    const auto received = fields.integer("received");
    if (!digest || !received || state_.post.receipt(*digest)) return false;
    state_.post.load_receipt(*digest, *received);
    return true;
  }

  State& state_;
  Problems& problems_;
  const ResolveThing names_ = [this](std::string_view name) { return resolve(name); };
  std::string file_;
  std::map<std::string, ThingId, std::less<>> serials_;
  std::vector<Waiting> waiting_;
  std::vector<Place> places_;
  uint64_t next_ = 1;
  int64_t last_rank_ = 0;
};

}  // namespace

bool is_transfer_path(std::string_view path) {
  if (!path.ends_with(kTextEnding)) return false;
  path.remove_suffix(kTextEnding.size());
  constexpr std::string_view kAreas = "areas/";
  if (path.starts_with(kAreas)) return is_local_id(path.substr(kAreas.size()));
  return path == "people" || path == "letters" || path == "things";
}

Result<TransferIndex> read_transfer_index(const TransferFile& file) {
  TransferIndex index;
  Problems problems;
  bool found = false;
  for_each_record(file, problems, [&](const Record& record) {
    const RecordEntry& first = record.entries.front();
    if (first.key != "world") return problems.add(file.name, first.line(), "this is no `world:`");
    const std::string format = first.value();
    index.finished = format == std::to_string(kTransferFormat);
    if (!index.finished && format != "unfinished")
      problems.add(file.name, first.line(), "this was written by a newer program");
    found = true;
    for (const RecordEntry& entry : record.entries) {
      if (entry.key == "script") index.scripts.push_back(entry.value());
      if (entry.key != "file") continue;
      index.files.push_back(entry.value());
      if (!is_transfer_path(entry.value()))
        problems.add(file.name, entry.line(), quoted(entry.value()) + " is no file of an export");
    }
  });
  if (problems.none() && !found) problems.add(file.name, 1, "there is no `world:` in it");
  if (!problems.none()) return Error{problems.list().front().text()};
  return index;
}

void import_world(const TransferFile& index, std::span<const TransferFile> files, State& state,
                  Problems& problems) {
  Importer(state, problems).run(index, files);
}

}  // namespace reality
