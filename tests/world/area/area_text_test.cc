// SPDX-License-Identifier: MIT
#include "world/area/area_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "world/area/area_loader.h"

namespace reality {
namespace {

const std::string kWaterside = std::string(REALITY_SOURCE_DIR) + "/tests/areas/waterside";

/// All mistakes in one file `t.area` that goes on after `area: a` and two rooms, from line 8 on.
std::string mistakes(const std::string& text, const KnownOutside& outside = {}) {
  Problems problems;
  const AreaFile file{"t", "area: a\n\nroom: quay\nname: Q\n\nroom: shed\nname: S\n" + text};
  read_areas({&file, 1}, problems, outside);
  return problems.text();
}

AreaSource read(const std::string& text) {
  Problems problems;
  const AreaFile file{"t", text};
  AreaSource source = read_areas({&file, 1}, problems);
  EXPECT_EQ(problems.text(), "");
  return source;
}

Value property(const AreaSource& source, std::string_view id, std::string_view key) {
  const AreaRecord* record = source.find(id);
  const AreaProperty* found = record ? find_property(*record, key) : nullptr;
  return found ? found->value : Value();
}

class Waterside : public testing::Test {
 protected:
  Waterside() : files(*read_area_folder(kWaterside)), source(read_areas(files, problems)) {}

  Problems problems;
  std::vector<AreaFile> files;
  AreaSource source;
};

TEST_F(Waterside, HasNoProblems) {
  EXPECT_EQ(problems.text(), "");
  ASSERT_EQ(files.size(), 3u);
  EXPECT_EQ(files[0].name, kWaterside + "/library.area");
  EXPECT_EQ(source.records.size(), 16u);
}

TEST_F(Waterside, ComesBackByteForByte) {
  for (const AreaFile& file : files)
    EXPECT_EQ(write_records(read_records(file.name, file.text, problems)), file.text);
}

TEST_F(Waterside, Rooms) {
  const AreaRecord& quay = *source.find("waterside.quay");
  EXPECT_EQ(quay.kind, RecordKind::room);
  EXPECT_EQ(quay.line, 6u);
  EXPECT_EQ(property(source, "waterside.quay", "name"), Value("the Quay of Hours"));
  EXPECT_EQ(property(source, "waterside.quay", "lit"), Value(true));
  EXPECT_EQ(property(source, "waterside.quay", "room"), Value(true));
  EXPECT_EQ(property(source, "waterside.quay", "text"),
            Value("Gulls quarrel under the great clock. A tarred shed leans over the water to "
                  "the east."));
  ASSERT_EQ(quay.exits.size(), 2u);
  EXPECT_EQ(exit_id(quay, quay.exits[0]), "waterside.quay.east");
  EXPECT_EQ(quay.exits[0].to, "waterside.shed");
  EXPECT_EQ(quay.exits[0].door, "waterside.shed-door");
  EXPECT_EQ(quay.exits[1].to, "waterside.patience");
  EXPECT_EQ(quay.exits[1].door, "");
  EXPECT_EQ(source.find("waterside.shed")->exits[0].to, "waterside.quay");
}

TEST_F(Waterside, DoorsFerriesAndKinds) {
  const AreaRecord& door = *source.find("waterside.shed-door");
  EXPECT_EQ(door.relation, Relation::part);
  EXPECT_EQ(door.holder.name, "waterside.quay");
  EXPECT_EQ(door.key.name, "waterside.brass-key");
  EXPECT_EQ(door.sides[0].room.name, "waterside.quay");
  EXPECT_EQ(property(source, "waterside.shed-door", "open"), Value(false));
  EXPECT_EQ(property(source, "waterside.shed-door", "locked"), Value(true));
  EXPECT_EQ(property(source, "waterside.shed-door", "openable"), Value(true));

  const AreaRecord& ferry = *source.find("waterside.patience");
  EXPECT_EQ(ferry.behaviours[0].name, "ferry");
  const Value there = property(source, "waterside.patience", "there");
  EXPECT_EQ(source.names[there.as_thing().number - 1], "saltpan.jetty");

  EXPECT_EQ(source.find("waterside.machine")->like.name, "library.vending-machine");
  EXPECT_EQ(property(source, "waterside.machine", "price"), Value(int64_t{3}));
  EXPECT_EQ(source.find("waterside.brass-key")->was[0].name, "waterside.key-1");
  EXPECT_EQ(source.find("library.quiche")->relation, Relation::nowhere);
  EXPECT_EQ(source.find("saltpan.rake")->relation, Relation::held);
  EXPECT_EQ(property(source, "saltpan.tom", "person"), Value(true));
  EXPECT_EQ(property(source, "library.vending-machine", "text"),
            Value("An enamelled cupboard with a dial.\n\nA card says what a quiche costs."));
}

TEST_F(Waterside, StartsInTheFirstRoomUnlessTheAreaSaysOtherwise) {
  EXPECT_EQ(source.start, "saltpan.jetty");
  EXPECT_EQ(read("area: a\nstart: b\n\nroom: x\nname: X\n\nroom: b\nname: B\n").start, "a.b");
}

TEST(AreaText, AnAreaMayTakeSeveralFiles) {
  const std::vector<AreaFile> files = {{"1", "area: a\ntitle: The A\n\nroom: x\nname: X\n"},
                                       {"2", "area: a\n\nroom: y\nname: Y\nexit up: x\n"}};
  Problems problems;
  const AreaSource source = read_areas(files, problems);
  EXPECT_EQ(problems.text(), "");
  EXPECT_EQ(source.find("a.y")->exits[0].to, "a.x");
  EXPECT_EQ(property(source, "a", "name"), Value("The A"));

  const std::vector<AreaFile> twice = {files[0], {"2", "area: a\ntitle: Again\n"}};
  read_areas(twice, problems);
  EXPECT_EQ(problems.text(), "2:2: the area's own lines stand in 1:1");
}

TEST(AreaText, TagsSetPropertiesAndLiteralsWinOverWhatTheyImply) {
  const AreaSource source = read(
      "area: a\n\nkind: box\nname: a box\ntags: container, open\nopenable = false\n\n"
      "kind: cup\nname: a cup\ntags: portable,light,closed,openable\n\n"
      "kind: cave\nname: a cave\ntags: dark, indoors\n");
  EXPECT_EQ(property(source, "a.box", "open"), Value(true));
  EXPECT_EQ(property(source, "a.box", "openable"), Value(false));
  EXPECT_EQ(property(source, "a.cup", "fixed"), Value(false));
  EXPECT_EQ(property(source, "a.cup", "light"), Value(true));
  EXPECT_EQ(property(source, "a.cup", "open"), Value(false));
  EXPECT_EQ(property(source, "a.cave", "lit"), Value(false));
}

TEST(AreaText, ADoorIsClosedUnlessItSaysOtherwise) {
  const std::string rooms = "area: a\n\nroom: x\nname: X\n\nroom: y\nname: Y\n\n";
  const AreaSource shut = read(rooms + "door: d\nname: a door\njoins: x, y\n");
  EXPECT_EQ(property(shut, "a.d", "open"), Value(false));
  EXPECT_EQ(property(shut, "a.d", "openable"), Value(true));
  EXPECT_EQ(property(shut, "a.d", "door_thing"), Value(true));
  const AreaSource open = read(rooms + "door: d\nname: a door\njoins: x, y\ntags: open\n");
  EXPECT_EQ(property(open, "a.d", "open"), Value(true));
  const AreaSource heir = read(rooms + "kind: k\nname: a gate\n\ndoor: d\nlike: k\njoins: x, y\n");
  EXPECT_EQ(property(heir, "a.d", "open"), Value());
}

TEST(AreaText, ThingsMayWaitNowhere) {
  const AreaSource source = read("area: a\n\nthing: moon\nname: the moon\nin: nowhere\n");
  EXPECT_EQ(source.find("a.moon")->relation, Relation::nowhere);
  EXPECT_FALSE(source.find("a.moon")->holder);
}

struct Mistake {
  const char* text;
  const char* message;
};

void PrintTo(const Mistake& mistake, std::ostream* out) {
  *out << mistake.text;
}

class AreaMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(AreaMistakes, AreNamedWithTheirLine) {
  EXPECT_EQ(mistakes(GetParam().text), GetParam().message);
}

// The lines before `text` are seven, and the last of them belongs to room `shed`.
INSTANTIATE_TEST_SUITE_P(
    Headers, AreaMistakes,
    testing::Values(
        Mistake{"\nrooom: x\n",
                "t:9: a record starts with area, room, door, thing, kind or person and `: ID`, "
                "not with `rooom`; did you mean `room`?"},
        Mistake{"\nname: x\n",
                "t:9: a record starts with area, room, door, thing, kind or person and `: ID`, "
                "not with `name`"},
        Mistake{"\nroom = \"x\"\n", "t:9: write `room: ID`"},
        Mistake{"\nkind: Big Box\n",
                "t:9: `Big Box` is no id for kind: small letters, digits and hyphens, a letter "
                "first"},
        Mistake{"\nkind: nowhere\nname: n\n",
                "t:9: `nowhere` is no id for kind: small letters, digits and hyphens, a letter "
                "first"},
        Mistake{"\nkind: quay\nname: x\n", "t:9: the id `quay` is taken already in t:3"},
        Mistake{"\nkind box\nname: x\n",
                "t:9: a line is `key: words` or `key = literal`; indent it to continue the one "
                "above"}));

INSTANTIATE_TEST_SUITE_P(
    Keys, AreaMistakes,
    testing::Values(
        Mistake{"txet: x\n", "t:8: there is no key `txet` for a room; did you mean `text`?"},
        Mistake{"price: 3\n",
                "t:8: there is no key `price` for a room; a property of your own is written "
                "`price = ...`"},
        Mistake{"joins: a, b\n", "t:8: there is no key `joins` for a room"},
        Mistake{"text two: a\n", "t:8: there is no key `text two` for a room"},
        Mistake{"part: quay\n", "t:8: there is no key `part` for a room; did you mean `part of`?"},
        Mistake{"name: Again\n", "t:8: `name` is there twice; first in line 7"},
        Mistake{"words:\n", "t:8: nothing stands after `words:`"},
        Mistake{"words: a\n  .\n  b\n", "t:8: `words` has no paragraphs"},
        Mistake{"pronoun: him\n", "t:8: a pronoun is he, she, it or they, not `him`"},
        Mistake{"exit: quay\n", "t:8: write `exit DIRECTION: ...`"},
        Mistake{"in: quay\non: quay\n", "t:9: a thing is in one place only"},
        Mistake{"behaviour: Town-Clock\n", "t:8: `Town-Clock` is no name of a behaviour"},
        Mistake{"behaviour: clock, clock\n", "t:8: the behaviour `clock` is there twice"},
        Mistake{"behaviour: clock,, bell\n", "t:8: there is a comma too many"},
        Mistake{"\nthing: x\nname: x\n",
                "t:9: it is not said where this is: write `in: ROOM`, or `in: nowhere`"},
        Mistake{"\nthing: x\nin: quay\n",
                "t:9: `x` has no `name:`, and is like nothing that has one"}));

INSTANTIATE_TEST_SUITE_P(
    Tags, AreaMistakes,
    testing::Values(
        Mistake{"tags: lit, outdors\n", "t:8: there is no tag `outdors`; did you mean `outdoors`?"},
        Mistake{"tags: magnetic\n",
                "t:8: there is no tag `magnetic`; a property of your own is written "
                "`magnetic = true`"},
        Mistake{"tags: open, closed\n", "t:8: the tag `closed` contradicts what stands in line 8"},
        Mistake{"locked = true\ntags: unlocked\n",
                "t:9: the tag `unlocked` contradicts what stands in line 8"},
        Mistake{"tags: locked\nlocked = true\n", "t:9: `locked` is set twice; first in line 8"},
        Mistake{"tags: behind_door\n", "t:8: the tag `behind_door` is for doors"},
        Mistake{"\nthing: x\nname: x\nin: quay\ntags: lit\n",
                "t:12: the tag `lit` is for rooms; what gives light is `light`"}));

INSTANTIATE_TEST_SUITE_P(
    Literals, AreaMistakes,
    testing::Values(
        Mistake{"price = cheap\n",
                "t:8: `cheap` is no value: text stands in quotes (\"cheap\"), a thing after @ "
                "(@cheap)"},
        Mistake{"price =\n", "t:8: there is no value"},
        Mistake{"price = nil\n",
                "t:8: nil is what a property is when it is not there: leave the line out"},
        Mistake{"open = 1\n", "t:8: `open` is of type boolean, not integer"},
        Mistake{"id = \"x\"\n", "t:8: `id` is not set like this: the server does it"},
        Mistake{"behaviour = \"x\"\n",
                "t:8: `behaviour` is not set like this: write `behaviour: ...`"},
        Mistake{"like = @quay\n", "t:8: write `like: ...`"},
        Mistake{"exit east = @quay\n", "t:8: write `exit east: ...`"},
        Mistake{"big-price = 3\n", "t:8: `big-price` is no name for a property"},
        Mistake{"the price = 3\n", "t:8: `the price` is no name for a property"},
        Mistake{"name = \"x\"\n", "t:8: `name` is there twice; first in line 7"},
        Mistake{"near = {@quay, @quy}\n", "t:8: there is no `quy`; did you mean `quay`?"},
        Mistake{"near = @a..b\n", "t:8: `a..b` is no id"}));

INSTANTIATE_TEST_SUITE_P(
    References, AreaMistakes,
    testing::Values(
        Mistake{"in: quya\n", "t:8: there is no `quya`; did you mean `quay`?"},
        Mistake{"in: b.quay\n", "t:8: there is no `b.quay`; did you mean `a.quay`?"},
        Mistake{"in: elsewhere\n", "t:8: there is no `elsewhere`"},
        Mistake{"in: @quay\n",
                "t:8: `@quay` is no id: they are like `brass-key` or `library.brass-key`"},
        Mistake{"exit east: nowhere\n", "t:8: there is no `nowhere`"},
        Mistake{"exit eest: quay\n", "t:8: `eest` is no direction; did you mean `east`?"},
        Mistake{"exit n: quay\n", "t:8: `n` is no direction; write `north`"},
        Mistake{"exit east: tom\n\nperson: tom\nname: Tom\nin: quay\n",
                "t:8: an exit cannot lead to `tom`: that is a person"},
        Mistake{"held by: quay\n",
                "t:8: `quay` is no person: it cannot have anything `held by` it"},
        Mistake{"like: tom\n\nperson: tom\nname: Tom\nin: quay\n",
                "t:8: a room cannot be like `tom`, which is a person"},
        Mistake{"\nthing: x\nin: quay\nlike: shed\n",
                "t:11: a thing cannot be like `shed`, which is a room"},
        Mistake{"\nkind: x\nname: x\nkey: quay\n", "t:11: `quay` is no key but a room"},
        Mistake{"was: quay\n", "t:8: `quay` is the id of another thing now"},
        Mistake{"was: x, x\n", "t:8: another thing was `x` too"}));

INSTANTIATE_TEST_SUITE_P(
    Doors, AreaMistakes,
    testing::Values(
        Mistake{"\ndoor: d\nname: d\n", "t:9: a door joins two rooms: write `joins: ROOM, ROOM`"},
        Mistake{"\ndoor: d\nname: d\njoins: quay\n",
                "t:11: a door joins two rooms: write `joins: ROOM, ROOM`"},
        Mistake{"\ndoor: d\nname: d\njoins: quay, quay\n",
                "t:11: a door joins two rooms: write `joins: ROOM, ROOM`"},
        Mistake{"\nkind: k\nname: k\n\ndoor: d\nname: d\njoins: quay, k\n",
                "t:14: `k` is no room but a kind"},
        Mistake{"\ndoor: d\nname: d\njoins: quay, shde\n",
                "t:11: there is no `shde`; did you mean `shed`?"},
        Mistake{"\ndoor: d\nname: d\njoins: quay, shed\nside loft: x\n",
                "t:12: this door has no side in `loft`"},
        Mistake{"\ndoor: d\nname: d\njoins: quay, shed\nside shed: x\nside a.shed: y\n",
                "t:13: this side is there twice"},
        Mistake{"\nroom: loft\nname: L\nexit down: d\n\ndoor: d\nname: d\njoins: quay, shed\n",
                "t:11: the door `d` does not join `loft`"}));

INSTANTIATE_TEST_SUITE_P(
    Circles, AreaMistakes,
    testing::Values(
        Mistake{"in: shed\n", "t:8: this is in itself, by way of its places"},
        Mistake{"in: box\n\nthing: box\nname: a box\non: table\n\nthing: table\nname: a table\n"
                "in: shed\n",
                "t:8: this is in itself, by way of its places"},
        Mistake{"in: d\n\ndoor: d\nname: d\njoins: shed, quay\n",
                "t:8: this is in itself, by way of its places"},
        Mistake{"\nkind: x\nname: x\nlike: x\n",
                "t:11: this is like itself, by way of what it is like"},
        Mistake{"\nkind: x\nlike: y\n\nkind: y\nlike: x\nname: y\n\nkind: z\nlike: x\n",
                "t:10: this is like itself, by way of what it is like"}));

TEST(AreaText, EveryMistakeIsReported) {
  EXPECT_EQ(mistakes("in: quya\ntags: lti\nprice = x y\n\nthing: box\nin: shde\n"),
            "t:8: there is no `quya`; did you mean `quay`?\n"
            "t:9: there is no tag `lti`; did you mean `lit`?\n"
            "t:10: `x` is no value: text stands in quotes (\"x\"), a thing after @ (@x)\n"
            "t:12: `box` has no `name:`, and is like nothing that has one\n"
            "t:13: there is no `shde`; did you mean `shed`?");
}

TEST(AreaText, AreasAreNoPlacesAndHaveRoomsToStartIn) {
  Problems problems;
  const std::vector<AreaFile> files = {{"t", "room: x\nname: X\n"},
                                       {"u", "area: u\nstart: k\n\nkind: k\nname: k\n"}};
  read_areas(files, problems);
  EXPECT_EQ(problems.text(),
            "t:1: a file starts with its `area: NAME`\nu:2: `k` is no room but a kind");
}

TEST(AreaText, WhatTheWorldHasMayBeReferredToButNotMadeAgain) {
  const KnownOutside outside = [](std::string_view id) -> std::optional<RecordKind> {
    if (id == "b.pier") return RecordKind::room;
    if (id == "b.gate") return RecordKind::door;
    if (id == "b.ann") return RecordKind::person;
    if (id == "b.box") return RecordKind::thing;
    if (id == "a.old" || id == "a.shed.up") return RecordKind::thing;
    return std::nullopt;
  };
  EXPECT_EQ(mistakes("exit east: b.pier\nin: b.pier\nx = @b.box\n\n"
                     "thing: cap\nlike: b.box\nworn by: b.ann\n",
                     outside),
            "");
  EXPECT_EQ(mistakes("exit east: b.gate\n", outside),
            "t:8: the door `b.gate` is not in these files");
  EXPECT_EQ(mistakes("exit up: quay\n\nkind: old\nname: o\n", outside),
            "t:6: `a.shed.up` is in the world already\nt:10: `a.old` is in the world already");
}

TEST(AreaText, RecordsAreBounded) {
  std::string many;
  for (int i = 0; i < 1'500; ++i) many += "p" + std::to_string(i) + " = 1\n";
  EXPECT_EQ(mistakes(many), "t:1007: this record has too many lines");
  std::string prose = "text: x\n";
  for (int i = 0; i < 4'000; ++i) prose += "  A line of prose, and another.\n";
  EXPECT_EQ(mistakes(prose), "t:8: this text is too long");
}

TEST(AreaText, FragmentsHaveAPlaceAmongOthers) {
  const AreaSource source = read(
      "area: a\n\nroom: quay\nname: Q\nfragment dust: Dust lies\n  about.\nfragment air -5: "
      "Cool.\n");
  const Value fragments = property(source, "a.quay", "fragments");
  ASSERT_EQ(fragments.type(), ValueType::map);
  const auto part = [](const char* text, int64_t priority) {
    return Value(Value::Map{{"priority", Value(priority)}, {"text", Value(text)}});
  };
  EXPECT_EQ(fragments,
            Value(Value::Map{{"air", part("Cool.", -5)}, {"dust", part("Dust lies about.", 50)}}));
}

TEST(AreaText, FragmentsWithMistakes) {
  const char* const way_out =
      "write `fragment NAME: ...`, or `fragment NAME 20: ...` for its place among others";
  EXPECT_EQ(mistakes("fragment dust high: x\n"), std::string("t:8: ") + way_out);
  EXPECT_EQ(mistakes("fragment Dust: x\n"), std::string("t:8: ") + way_out);
  EXPECT_EQ(mistakes("fragment dust: x\nfragment dust 20: y\n"),
            "t:9: the fragment `dust` is there twice");
  EXPECT_NE(mistakes("fragments = {}\n").find("is not set like this"), std::string::npos);
}

TEST(AreaText, AnArchwayHasNothingToOpen) {
  const AreaSource source = read(
      "area: a\n\nroom: quay\nname: Q\n\nroom: shed\nname: S\n\ndoor: arch\nname: an arch\n"
      "joins: quay, shed\ntags: archway\n\ndoor: plank\nname: a plank\njoins: quay, shed\n");
  EXPECT_EQ(property(source, "a.arch", "openable"), Value(false));
  EXPECT_TRUE(property(source, "a.arch", "open").is_nil());
  EXPECT_EQ(property(source, "a.plank", "open"), Value(false));
}

}  // namespace
}  // namespace reality
