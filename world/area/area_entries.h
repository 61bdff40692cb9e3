// SPDX-License-Identifier: MIT
//
// Area entries: reads the lines below a record's header into an AreaRecord: which keys each kind of
// record has, what each says, which property it sets. Part of reading area text, used by
// world/area/area_text.cc alone; references are only written down here and checked by area_check.
// Tests: tests/world/area/area_text_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "world/area/area_text.h"

namespace reality {

/// Reads the entries of one record into an AreaRecord. What references what is checked later.
class AreaEntryReader {
 public:
  AreaEntryReader(AreaRecord& record, AreaSource& source, Problems& problems,
                  std::map<std::string, uint64_t, std::less<>>& names)
      : record_(record), source_(source), problems_(problems), names_(names) {}

  void read(const RecordEntry& entry);
  /// Adds what follows from the kind of record.
  void finish();

 private:
  void imply_states();
  using Read = void (AreaEntryReader::*)(const RecordEntry&);
  struct KeyRule {
    std::string_view key;
    uint8_t kinds;
    Read read;
    std::string_view argument = {};  // what has to follow the key: `exit DIRECTION`
  };
  static const std::array<KeyRule, 35> kRules;
  static const KeyRule* find_rule(std::string_view key);

  void problem(const RecordEntry& entry, std::string message) {
    problems_.add(source_.file_of(record_), entry.line(), std::move(message));
  }
  bool read_first_time(const RecordEntry& entry);
  const KeyRule* rule_for(const RecordEntry& entry);
  std::string unknown_key(const RecordEntry& entry) const;

  void read_title(const RecordEntry& entry) { set_words(entry, "name"); }
  void read_owners(const RecordEntry& entry);
  void read_start(const RecordEntry& entry) { record_.start = reference(entry); }
  void read_line(const RecordEntry& entry);
  void read_prose(const RecordEntry& entry) { set_words(entry, entry.key); }
  void read_pronoun(const RecordEntry& entry);
  void read_like(const RecordEntry& entry) { record_.like = reference(entry); }
  void read_behaviours(const RecordEntry& entry);
  void read_tags(const RecordEntry& entry);
  void read_tag(const RecordEntry& entry, std::string_view word);
  void read_key(const RecordEntry& entry) { record_.key = reference(entry); }
  void read_place(const RecordEntry& entry);
  void read_was(const RecordEntry& entry) { record_.was = references(entry); }
  void read_exit(const RecordEntry& entry);
  void read_joins(const RecordEntry& entry) { record_.joins = references(entry); }
  void read_side(const RecordEntry& entry);
  void read_fragment(const RecordEntry& entry);
  void read_property(const RecordEntry& entry);
  bool may_set(const RecordEntry& entry);

  void set_words(const RecordEntry& entry, std::string_view property);
  void set(const RecordEntry& entry, std::string_view property, Value value);
  void imply(std::string_view property, Value value, uint32_t line);
  std::vector<std::string_view> words_of(const RecordEntry& entry, const std::string& value);
  AreaReference reference(const RecordEntry& entry, std::string_view word);
  AreaReference reference(const RecordEntry& entry) { return reference(entry, entry.value()); }
  std::vector<AreaReference> references(const RecordEntry& entry);
  Result<ThingId> name_number(std::string_view word);

  AreaRecord& record_;
  AreaSource& source_;
  Problems& problems_;
  std::map<std::string, uint64_t, std::less<>>& names_;
  std::map<std::string, uint32_t> lines_;  // of the titles so far
  Value::Map fragments_;
  uint32_t fragments_line_ = 0;
  bool placed_ = false;
};

}  // namespace reality
