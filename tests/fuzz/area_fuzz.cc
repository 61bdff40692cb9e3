// SPDX-License-Identifier: MIT
//
// Fuzzes area text: no input crashes the reader; tidying is done after one pass; a text without
// problems loads, in a world where containment holds and an undo leaves nothing; a literal that is
// read comes back from its print. Input: the text of one file, or of two with a 0xFF byte between.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "world/area/area_loader.h"
#include "world/area/literal.h"
#include "world/state/keys.h"

namespace {

using namespace reality;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_tidy(std::string_view text) {
  Problems problems;
  const std::string tidy = write_records(read_records("f", text, problems));
  Problems none;
  require(write_records(read_records("f", tidy, none)) == tidy);
  require(none.none());
}

void check_literal(std::string_view text) {
  const auto resolve = [](std::string_view) { return Result<ThingId>(ThingId{1}); };
  const auto name = [](ThingId) { return std::string("x"); };
  const Result<Value> value = parse_literal(text, resolve);
  if (!value) return require(!value.error().empty());
  const std::string printed = print_literal(*value, name);
  const Result<Value> again = parse_literal(printed, resolve);
  require(again.ok() && print_literal(*again, name) == printed);
}

void check_load(const std::vector<AreaFile>& files) {
  Atoms atoms;
  Journal journal;
  Things things(atoms, journal);
  const Result<LoadReport> report = load_areas(files, things);
  if (!report) {
    require(!report.error().empty() && things.count() == 0);
    return;
  }
  require(report->made.size() == things.count());
  things.for_each([&](Thing& thing) {
    require(things.find(thing.string(key::id)) == &thing);
    require((thing.holder() == nullptr) == (thing.relation() == Relation::nowhere));
    size_t depth = 0;
    for (const Thing* holder = thing.holder(); holder; holder = holder->holder())
      require(++depth <= things.count());
  });
  journal.undo_to(0);
  require(things.count() == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_tidy(text);
  check_literal(text);
  std::vector<AreaFile> files;
  size_t start = 0;
  for (size_t end = 0; end != text.npos && files.size() < 2; start = end + 1) {
    end = text.find('\xff', start);
    files.push_back({std::to_string(files.size()), std::string(text.substr(start, end - start))});
  }
  check_load(files);
  return 0;
}
