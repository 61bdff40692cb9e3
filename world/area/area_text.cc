// SPDX-License-Identifier: MIT
#include "world/area/area_text.h"

#include <algorithm>
#include <array>

#include "world/area/area_check.h"
#include "world/area/area_entries.h"
#include "world/area/area_words.h"

namespace reality {

namespace {

constexpr std::array<std::string_view, 6> kKindNames = {"area",  "room", "door",
                                                        "thing", "kind", "person"};

/// Reads files into records.
class AreaReader {
 public:
  AreaReader(AreaSource& source, Problems& problems) : source_(source), problems_(problems) {}

  void read_file(const AreaFile& file) {
    source_.files.push_back(file.name);
    area_.clear();
    for (const Record& record : read_records(file.name, file.text, problems_).records)
      if (!record.entries.empty()) read_record(record);
  }

 private:
  void problem(uint32_t line, std::string message) {
    problems_.add(source_.files.back(), line, std::move(message));
  }

  void read_record(const Record& text) {
    AreaRecord record;
    if (!read_header(text, record)) return;
    const auto before = source_.by_id.find(record.id);
    if (before != source_.by_id.end() && record.kind == RecordKind::area) {
      if (text.entries.size() > 1)
        problem(text.entries[1].line(), "the area's own lines stand " + place_of(before->second));
      return;
    }
    AreaEntryReader reader(record, source_, problems_, names_);
    for (size_t i = 1; i < text.entries.size(); ++i) reader.read(text.entries[i]);
    reader.finish();
    if (before != source_.by_id.end())
      return problem(record.line, "the id " + quoted(text.entries.front().value()) +
                                      " is taken already " + place_of(before->second));
    source_.by_id.emplace(record.id, source_.records.size());
    source_.records.push_back(std::move(record));
  }

  bool read_header(const Record& text, AreaRecord& record) {
    const RecordEntry& header = text.entries.front();
    const auto kind = std::find(kKindNames.begin(), kKindNames.end(), header.title());
    if (kind == kKindNames.end() || header.separator != ':') {
      // Where the first line could not be read, that has been said already.
      if (!text.damaged) problem(header.line(), bad_header(header));
      return false;
    }
    record.kind = static_cast<RecordKind>(kind - kKindNames.begin());
    record.file = static_cast<uint32_t>(source_.files.size() - 1);
    record.line = header.line();
    const std::string local = header.value();
    if (!is_local_id(local) || local == kNowhereWord) {
      problem(header.line(), quoted(local) + " is no id for " + std::string(*kind) +
                                 ": small letters, digits and hyphens, a letter first");
      return false;
    }
    if (record.kind == RecordKind::area) area_ = local;
    if (area_.empty()) {
      problem(header.line(), "a file starts with its `area: NAME`");
      area_ = "unknown";
    }
    record.area = area_;
    record.id = record.kind == RecordKind::area ? local : area_ + '.' + local;
    return true;
  }

  static std::string bad_header(const RecordEntry& header) {
    const bool sign =
        std::find(kKindNames.begin(), kKindNames.end(), header.title()) != kKindNames.end();
    if (sign) return "write " + quoted(header.title() + ": ID");
    const std::vector<std::string_view> kinds(kKindNames.begin(), kKindNames.end());
    return "a record starts with area, room, door, thing, kind or person and `: ID`, not with " +
           quoted(header.title()) + suggest(header.title(), kinds);
  }

  std::string place_of(size_t index) const {
    const AreaRecord& record = source_.records[index];
    return "in " + source_.file_of(record) + ':' + std::to_string(record.line);
  }

  AreaSource& source_;
  Problems& problems_;
  std::map<std::string, uint64_t, std::less<>> names_;
  std::string area_;  // that the records belong to now
};

}  // namespace

std::string_view record_kind_name(RecordKind kind) {
  return kKindNames[static_cast<size_t>(kind)];
}

const AreaRecord* AreaSource::find(std::string_view id) const {
  const auto entry = by_id.find(id);
  return entry == by_id.end() ? nullptr : &records[entry->second];
}

std::string exit_id(const AreaRecord& room, const AreaExit& exit) {
  return room.id + '.' + exit.direction;
}

const AreaProperty* find_property(const AreaRecord& record, std::string_view key) {
  for (const AreaProperty& property : record.properties)
    if (property.key == key) return &property;
  return nullptr;
}

AreaSource read_areas(std::span<const AreaFile> files, Problems& problems,
                      const KnownOutside& outside) {
  AreaSource source;
  AreaReader reader(source, problems);
  for (const AreaFile& file : files) reader.read_file(file);
  check_areas(source, problems, outside);
  return source;
}

}  // namespace reality
