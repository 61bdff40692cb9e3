// SPDX-License-Identifier: MIT
#include "world/area/area_loader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "world/area/literal.h"
#include "world/state/atom.h"
#include "world/state/journal.h"
#include "world/state/keys.h"

namespace reality {
namespace {

const std::string kWaterside = std::string(REALITY_SOURCE_DIR) + "/tests/areas/waterside";

class AreaLoader : public testing::Test {
 protected:
  LoadReport load_waterside() {
    Result<LoadReport> report = load_areas(kWaterside, things);
    EXPECT_TRUE(report.ok()) << (report.ok() ? "" : report.error());
    return report.ok() ? *report : LoadReport();
  }
  std::string error_of(const std::string& text, const AreaHooks& hooks = {}) {
    const AreaFile file{"t", text};
    Result<LoadReport> report = load_areas({&file, 1}, things, hooks);
    return report.ok() ? "" : report.error();
  }
  Thing& at(std::string_view id) {
    Thing* thing = things.find(id);
    EXPECT_NE(thing, nullptr) << id;
    return thing ? *thing : things.make(nullptr);
  }
  Value get(std::string_view id, std::string_view key) { return at(id).get(atoms.intern(key)); }
  Value ref(std::string_view id) { return Value(at(id).id()); }
  std::string id_of(ThingId thing) { return std::string(things.find(thing)->string(key::id)); }
  /// All things with all that is theirs, as text.
  std::string dump() {
    std::string out;
    things.for_each([&](Thing& thing) {
      out += std::to_string(thing.id().number) + ' ' + std::string(relation_name(thing.relation()));
      if (thing.holder()) out += ' ' + id_of(thing.holder()->id());
      if (thing.like()) out += " like " + id_of(thing.like()->id());
      for (const Property& p : thing.own())
        out += ' ' + std::string(atoms.word(p.key())) + '=' +
               print_literal(p, [&](ThingId t) { return id_of(t); });
      out += '\n';
    });
    return out;
  }

  Atoms atoms;
  Journal journal;
  Things things{atoms, journal};
};

TEST_F(AreaLoader, ReportsWhatItMade) {
  const LoadReport report = load_waterside();
  EXPECT_EQ(report.areas, 3u);
  EXPECT_EQ(report.rooms, 4u);
  EXPECT_EQ(report.exits, 5u);
  EXPECT_EQ(report.made.size(), 21u);
  EXPECT_EQ(things.count(), 21u);
  EXPECT_EQ(id_of(report.start), "saltpan.jetty");
  EXPECT_EQ(id_of(report.made.front()), "library");
  EXPECT_EQ(id_of(report.made.back()), "waterside.patience.out");
}

TEST_F(AreaLoader, ThingsThatBehaveAreReportedAndKindsAreNot) {
  std::vector<std::string> behaving;
  for (const ThingId thing : load_waterside().behaving) behaving.push_back(id_of(thing));
  EXPECT_EQ(behaving, (std::vector<std::string>{"waterside.patience", "waterside.clock",
                                                "waterside.machine"}));
}

TEST_F(AreaLoader, RoomsAndTheirExits) {
  load_waterside();
  const Thing& quay = at("waterside.quay");
  EXPECT_TRUE(quay.flag(key::room));
  EXPECT_EQ(quay.string(key::area), "waterside");
  EXPECT_EQ(quay.holder(), nullptr);
  const Thing& east = at("waterside.quay.east");
  EXPECT_TRUE(east.flag(key::exit));
  EXPECT_EQ(east.string(key::direction), "east");
  EXPECT_EQ(east.string(key::area), "waterside");
  EXPECT_EQ(east.holder(), &quay);
  EXPECT_EQ(east.relation(), Relation::part);
  EXPECT_EQ(east.get(key::to), ref("waterside.shed"));
  EXPECT_EQ(east.get(key::door), ref("waterside.shed-door"));
  EXPECT_EQ(get("waterside.shed.west", "to"), ref("waterside.quay"));
  EXPECT_EQ(get("saltpan.jetty.east", "to"), ref("waterside.patience"));
  EXPECT_TRUE(get("saltpan.jetty.east", "door").is_nil());
}

TEST_F(AreaLoader, Doors) {
  load_waterside();
  const Thing& door = at("waterside.shed-door");
  EXPECT_TRUE(door.flag(key::door_thing));
  EXPECT_EQ(door.holder(), &at("waterside.quay"));
  EXPECT_EQ(door.relation(), Relation::part);
  EXPECT_EQ(door.get(key::joins), Value(Value::List{ref("waterside.quay"), ref("waterside.shed")}));
  EXPECT_EQ(door.get(key::sides),
            Value(Value::Map{{"waterside.quay", Value("Somebody has chalked KEEP OUT on it.")}}));
  EXPECT_EQ(door.get(key::lock_key), ref("waterside.brass-key"));
  EXPECT_EQ(door.get(key::open), Value(false));
  EXPECT_EQ(door.get(key::locked), Value(true));
}

TEST_F(AreaLoader, PlacesPrototypesAndReferences) {
  load_waterside();
  EXPECT_EQ(at("waterside.patience").holder(), &at("waterside.quay"));
  EXPECT_EQ(at("waterside.brass-key").holder(), &at("waterside.crate"));
  EXPECT_EQ(at("waterside.brass-key").relation(), Relation::in);
  EXPECT_EQ(at("saltpan.rake").relation(), Relation::held);
  EXPECT_EQ(at("library.quiche").holder(), nullptr);
  EXPECT_TRUE(at("waterside.machine").is_a(at("library.vending-machine")));
  EXPECT_EQ(at("waterside.machine").string(key::name), "a vending machine");
  EXPECT_EQ(get("waterside.machine", "price"), Value(int64_t{3}));
  EXPECT_EQ(get("waterside.patience", "there"), ref("saltpan.jetty"));
  EXPECT_EQ(get("saltpan.tom", "friends"),
            Value(Value::List{ref("saltpan.tom"), ref("waterside.clock")}));
  EXPECT_EQ(get("waterside.clock", "behaviour"), Value("town_clock"));
}

TEST_F(AreaLoader, AreasAreThings) {
  load_waterside();
  const Thing& area = at("waterside");
  EXPECT_EQ(area.string(key::name), "The Waterside");
  EXPECT_EQ(area.holder(), nullptr);
  EXPECT_EQ(get("waterside", "owners"), Value(Value::List{Value("mira"), Value("tom")}));
  EXPECT_EQ(at("saltpan").string(key::name), "saltpan");
}

TEST_F(AreaLoader, ExitsThroughAHiddenDoorAreHidden) {
  ASSERT_EQ(error_of("area: a\n\nroom: x\nname: X\nexit up: d\n\nroom: y\nname: Y\nexit down: x\n\n"
                     "door: d\nname: a panel\njoins: x, y\ntags: closed, behind_door\n"),
            "");
  EXPECT_EQ(get("a.x.up", "behind_door"), Value(true));
  EXPECT_TRUE(get("a.y.down", "behind_door").is_nil());
}

TEST_F(AreaLoader, TheSameFilesMakeTheSameWorld) {
  load_waterside();
  Atoms other_atoms;
  other_atoms.intern("numbers of atoms differ here");
  Journal other_journal;
  Things other(other_atoms, other_journal);
  ASSERT_TRUE(load_areas(kWaterside, other).ok());
  things.for_each([&](Thing& thing) {
    const Thing* twin = other.find(thing.id());
    ASSERT_NE(twin, nullptr);
    EXPECT_EQ(twin->string(key::id), thing.string(key::id));
    EXPECT_EQ(twin->order(), thing.order());
    EXPECT_EQ(twin->own().size(), thing.own().size());
  });
  EXPECT_EQ(things.count(), other.count());
}

TEST_F(AreaLoader, AnUndoneTurnLeavesNothing) {
  load_waterside();
  EXPECT_FALSE(journal.changed_nothing());
  const std::string made = dump();
  EXPECT_NE(made.find("brass-key"), std::string::npos);
  journal.undo_to(0);
  EXPECT_EQ(dump(), "");
  EXPECT_EQ(things.find("waterside.quay"), nullptr);
  EXPECT_EQ(things.count(), 0u);
}

TEST_F(AreaLoader, WithAnyProblemNothingIsMade) {
  EXPECT_EQ(error_of("area: a\n\nroom: x\nname: X\nexit up: y\n"), "t:5: there is no `y`");
  EXPECT_EQ(things.count(), 0u);
  EXPECT_TRUE(journal.changed_nothing());
}

TEST_F(AreaLoader, ALaterAreaJoinsTheWorldThatIsThere) {
  load_waterside();
  ASSERT_EQ(error_of("area: loft\n\nroom: attic\nname: an attic\nexit down: waterside.shed\n\n"
                     "thing: oracle\nlike: library.vending-machine\nin: attic\n"),
            "");
  EXPECT_EQ(get("loft.attic.down", "to"), ref("waterside.shed"));
  EXPECT_TRUE(at("loft.oracle").is_a(at("library.vending-machine")));
  EXPECT_EQ(error_of("area: waterside\n\nroom: quay\nname: Q\n\n"
                     "room: z\nname: Z\nexit up: shed-door\n"),
            "t:1: `waterside` is in the world already\n"
            "t:3: `waterside.quay` is in the world already\n"
            "t:8: the door `shed-door` is not in these files");
}

TEST_F(AreaLoader, HooksJudgeBehavioursAndProperties) {
  AreaHooks hooks;
  hooks.check_behaviour = [](std::string_view behaviour, std::string_view area) {
    return behaviour == "clock"
               ? std::string()
               : "no behaviour " + std::string(behaviour) + " for " + std::string(area);
  };
  std::vector<std::string> asked;
  hooks.check_property = [&](std::span<const std::string> behaviours, std::string_view,
                             std::string_view property, const Value& value) {
    std::string names;
    for (const std::string& name : behaviours) names += ' ' + name;
    asked.push_back(std::string(property) + names);
    return value.type() == ValueType::integer ? std::string() : "no integer";
  };
  EXPECT_EQ(error_of("area: a\nowners: x\n\nkind: c\nname: c\nbehaviour: clock\nhour = 1\n\n"
                     "kind: d\nlike: c\nbehaviour: bell, clock\ntone = 2.5\nlight = true\n",
                     hooks),
            "t:11: no behaviour bell for a\nt:12: no integer");
  EXPECT_EQ(asked, (std::vector<std::string>{"hour clock", "tone bell clock clock"}));
  EXPECT_EQ(things.count(), 0u);
}

TEST_F(AreaLoader, HooksSeeBehavioursOfTheWorldToo) {
  load_waterside();
  AreaHooks hooks;
  std::vector<std::string> seen;
  hooks.check_property = [&](std::span<const std::string> behaviours, std::string_view,
                             std::string_view, const Value&) {
    seen.assign(behaviours.begin(), behaviours.end());
    return std::string();
  };
  EXPECT_EQ(error_of("area: b\n\nkind: k\nlike: waterside.machine\nx = 1\n", hooks), "");
  EXPECT_EQ(seen, std::vector<std::string>{"vending_machine"});
}

TEST(AreaFolder, MustBeThereAndHoldAreas) {
  const std::string missing = kWaterside + "/missing";
  const Result<std::vector<AreaFile>> gone = read_area_folder(missing);
  ASSERT_FALSE(gone.ok());
  EXPECT_TRUE(gone.error().starts_with(missing + ": cannot be read: "));
  const std::string tests = std::string(REALITY_SOURCE_DIR) + "/tests/fuzz";
  const Result<std::vector<AreaFile>> none = read_area_folder(tests);
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error(), tests + ": there is no file *.area in this folder");
}

TEST(AreaFolder, SubfoldersAreReadInTheOrderOfNames) {
  const Result<std::vector<AreaFile>> files =
      read_area_folder(std::string(REALITY_SOURCE_DIR) + "/tests/areas");
  ASSERT_TRUE(files.ok());
  std::vector<std::string> names;
  for (const AreaFile& file : *files) names.push_back(file.name);
  EXPECT_GE(names.size(), 3u);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_NE(std::find(names.begin(), names.end(), kWaterside + "/saltpan.area"), names.end());
}

TEST_F(AreaLoader, ADoorWithoutAnExitIsAWindowOfItsSecondRoom) {
  const std::string rooms =
      "area: a\n\nroom: one\nname: One\nexit east: gate\n\nroom: two\n"
      "name: Two\nexit west: gate\n\ndoor: gate\nname: a gate\njoins: one, two\n";
  EXPECT_EQ(error_of(rooms + "\ndoor: pane\nname: a pane\njoins: one, two\n"), "");
  EXPECT_EQ(get("a.two", "windows"), Value(Value::List{ref("a.pane")}));
  EXPECT_TRUE(get("a.one", "windows").is_nil());
}

}  // namespace
}  // namespace reality
