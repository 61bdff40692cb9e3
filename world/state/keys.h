// SPDX-License-Identifier: MIT
//
// Keys: the property names that C++ itself knows, as atoms with fixed numbers, with their type and
// meaning. Everything else about a thing is named by areas and behaviours. Tags of area text are
// boolean properties (`tags: closed` sets open = false).
#pragma once

#include <array>
#include <string_view>

#include "world/state/atom.h"
#include "world/state/value.h"

namespace reality {

struct KnownKey {
  std::string_view word;
  ValueType type;
  std::string_view meaning;
};

// clang-format off
inline constexpr std::array kKnownKeys = std::to_array<KnownKey>({
    {"", ValueType::nil, "no atom"},
    {"id", ValueType::string, "AREA.NAME by which area text and scripts call the thing"},
    {"name", ValueType::string, "name with its article, as in text: a small brass key"},
    {"words", ValueType::string, "more words that people call it by"},
    {"plural", ValueType::string, "name of several of them: gold coins"},
    {"text", ValueType::string, "what one reads on looking at it"},
    {"writing", ValueType::string, "what one reads on reading it"},
    {"behaviour", ValueType::string, "names of the Lua behaviours attached, with commas"},
    {"area", ValueType::string, "the area that the thing belongs to"},
    {"room", ValueType::boolean, "a place to be in"},
    {"person", ValueType::boolean, "an actor: player or not"},
    {"player", ValueType::boolean, "the character of somebody's account"},
    {"container", ValueType::boolean, "things can be put in it"},
    {"surface", ValueType::boolean, "things can be put on it"},
    {"openable", ValueType::boolean, "can be opened and closed by hand"},
    {"open", ValueType::boolean, "is open now"},
    {"locked", ValueType::boolean, "is locked now"},
    {"key", ValueType::thing, "what locks and unlocks it"},
    {"transparent", ValueType::boolean, "one sees through it when it is closed"},
    {"fixed", ValueType::boolean, "cannot be taken"},
    {"scenery", ValueType::boolean, "not listed in a room's description"},
    {"wearable", ValueType::boolean, "can be worn"},
    {"light", ValueType::boolean, "gives light now"},
    {"lit", ValueType::boolean, "a room with light of its own"},
    {"outdoors", ValueType::boolean, "a room under the sky"},
    {"proper", ValueType::boolean, "its name takes no article"},
    {"pronoun", ValueType::string, "he, she, it or they"},
    {"direction", ValueType::string, "where an exit leads from its room: east"},
    {"to", ValueType::thing, "the room that an exit leads to"},
    {"door", ValueType::thing, "the door that an exit goes through"},
    {"joins", ValueType::list, "the two rooms of a door"},
    {"sides", ValueType::map, "a door's text for each side, by room id"},
    {"home", ValueType::thing, "where a character appears"},
    {"asleep", ValueType::boolean, "a character that nobody plays now"},
    {"mute_kinds", ValueType::list, "kinds of ambient events this reader does not want"},
    {"wrap", ValueType::boolean, "wrap lines at the window's width"},
    {"guest", ValueType::boolean, "a character that is gone when its player leaves"},
    {"initial", ValueType::string, "sentence in the room's text while it has not been moved"},
    {"behind_door", ValueType::boolean, "an exit that is not listed while its door is closed"},
    {"role", ValueType::string, "player, author or keeper"},
    {"door_thing", ValueType::boolean, "a door: seen from both rooms it joins"},
    {"exit", ValueType::boolean, "a way out of a room"},
    {"address", ValueType::string, "the name by which letters and the web reach it"},
    {"letter", ValueType::boolean, "a letter"},
    {"from", ValueType::string, "the name that a letter is signed with"},
    {"subject", ValueType::string, "what a letter is about, in one line"},
    {"addressee", ValueType::string, "the name on a letter's envelope"},
    {"postmark", ValueType::boolean, "a letter that came from outside"},
    {"writer", ValueType::thing, "who wrote a letter, if that was somebody in the world"},
    {"letters_from", ValueType::string, "nobody, correspondents or everybody"},
    {"pigeon_hole", ValueType::thing, "where the post keeps a player's letters"},
    {"shown", ValueType::boolean, "a player agrees to be named on the world's web page"},
    {"weight", ValueType::integer, "how heavy it is by itself; 1 if it is not said"},
    {"bulk", ValueType::integer, "how much room it takes up; 1 if it is not said"},
    {"capacity", ValueType::integer, "how much bulk goes in, on it, or into somebody's hands"},
    {"strength", ValueType::integer, "how much weight somebody carries in all"},
    {"seat", ValueType::boolean, "one can sit and stand on it"},
    {"bed", ValueType::boolean, "one can lie on it, too"},
    {"enterable", ValueType::boolean, "one can get into it"},
    {"seats", ValueType::integer, "how many people have room on or in it"},
    {"posture", ValueType::string, "of a person: sitting or lying; not there for who stands"},
    {"slot", ValueType::string, "what it covers when worn, with commas: body, legs"},
    {"layer", ValueType::integer, "1 is worn next to the skin, 3 outermost"},
    {"embarrassing", ValueType::boolean, "not a thing to be seen taking off"},
    {"switchable", ValueType::boolean, "can be turned on and off"},
    {"on", ValueType::boolean, "is turned on now"},
    {"luminous", ValueType::boolean, "gives light while it is on"},
    {"flame", ValueType::boolean, "burns while it is on: is lit, and blown out"},
    {"fuel", ValueType::integer, "seconds that it still burns"},
    {"holds", ValueType::integer, "a vessel: how many measures go into it"},
    {"liquid", ValueType::string, "what liquid is in it: water"},
    {"amount", ValueType::integer, "how many measures of it"},
    {"measure", ValueType::string, "what its measure is called: cup"},
    {"endless", ValueType::boolean, "its liquid never runs out"},
    {"edible", ValueType::boolean, "can be eaten"},
    {"portions", ValueType::integer, "how often one can eat of it"},
    {"taste", ValueType::string, "what one tastes"},
    {"tether", ValueType::thing, "what it is tied to and cannot be taken away from"},
    {"tied", ValueType::string, "how it is tied: chained"},
    {"tieable", ValueType::boolean, "can be tied to things and untied again"},
    {"closes_after", ValueType::integer, "seconds until what was opened falls shut by itself"},
    {"fixed_because", ValueType::string, "a sentence: why it cannot be taken"},
    {"fragile", ValueType::boolean, "breaks when it is thrown or hit"},
    {"sharp", ValueType::boolean, "cuts"},
    {"flammable", ValueType::boolean, "burns up at a flame"},
    {"climbs", ValueType::string, "the direction in which climbing it leads: up"},
    {"obedient", ValueType::boolean, "does what it is told, and takes what it is given"},
    {"mentions", ValueType::string, "scenery words: wallpaper, gulls"},
    {"resets", ValueType::string, "when it is put back: never, visitor, 10 minutes"},
    {"authored", ValueType::map, "its place and properties as its area has them"},
    {"astray", ValueType::list, "of a room: what returns when the last visitor leaves"},
    {"sound", ValueType::string, "what one hears of it on listening"},
    {"smell", ValueType::string, "what one smells of it"},
    {"touch", ValueType::string, "what one feels on touching it"},
    {"fog", ValueType::boolean, "a room whose fog no look gets into or out of"},
    {"aloof", ValueType::boolean, "who is in or on it reaches nothing outside, and is not reached"},
    {"fragments", ValueType::map, "further parts of its text by key: {text, priority}"},
    {"when_open", ValueType::string, "told of it while it is open; of a door in both its rooms"},
    {"when_shut", ValueType::string, "told of it while it is shut; of a door in both its rooms"},
    {"windows", ValueType::list, "doors of a room that are neither its parts nor on an exit of it"},
    {"aliases", ValueType::map, "a player's own words: what each stands for"},
    {"ignores", ValueType::list, "people of whom this reader wants to hear nothing"},
    {"locale", ValueType::string, "the language that this reader wants, such as de; none: English"},
    {"names", ValueType::map, "the name in other languages, by locale"},
    {"texts", ValueType::map, "the description in other languages, by locale"},
    {"visited", ValueType::list, "the rooms that a player has been in"},
    {"terse", ValueType::boolean, "a reader who wants no tips and no word about repairs"},
    {"told_by", ValueType::thing, "who told this player something last"},
    {"leads", ValueType::string, "the direction in which entering it leads: east"},
    {"went", ValueType::map, "how a player left the last room: from, way"},
});
// clang-format on

namespace key {
/// The atom of a known word; a misspelt one does not compile.
consteval Atom of(std::string_view word) {
  for (uint32_t i = 0; i < kKnownKeys.size(); ++i)
    if (kKnownKeys[i].word == word) return Atom{i};
  throw "not a known key";  // only ever reached at compile time
}
inline constexpr Atom id = of("id"), name = of("name"), words = of("words"), plural = of("plural"),
                      text = of("text"), writing = of("writing"), behaviour = of("behaviour"),
                      area = of("area"), room = of("room"), person = of("person"),
                      player = of("player"), container = of("container"), surface = of("surface"),
                      openable = of("openable"), open = of("open"), locked = of("locked"),
                      lock_key = of("key"), transparent = of("transparent"), fixed = of("fixed"),
                      scenery = of("scenery"), wearable = of("wearable"), light = of("light"),
                      lit = of("lit"), outdoors = of("outdoors"), proper = of("proper"),
                      pronoun = of("pronoun"), direction = of("direction"), to = of("to"),
                      door = of("door"), joins = of("joins"), sides = of("sides"),
                      home = of("home"), asleep = of("asleep"), mute_kinds = of("mute_kinds"),
                      wrap = of("wrap"), guest = of("guest"), initial = of("initial"),
                      role = of("role"), door_thing = of("door_thing"), exit = of("exit"),
                      address = of("address"), letter = of("letter"), from = of("from"),
                      subject = of("subject"), addressee = of("addressee"),
                      postmark = of("postmark"), writer = of("writer"),
                      letters_from = of("letters_from"), pigeon_hole = of("pigeon_hole"),
                      shown = of("shown"), authored = of("authored"), switched_on = of("on"),
                      luminous = of("luminous"), fixed_because = of("fixed_because"),
                      sound = of("sound"), smell = of("smell"), touch = of("touch"),
                      fog = of("fog"), aloof = of("aloof"), posture = of("posture"),
                      fragments = of("fragments"), when_open = of("when_open"),
                      when_shut = of("when_shut"), windows = of("windows"), aliases = of("aliases"),
                      ignores = of("ignores"), locale = of("locale"), names = of("names"),
                      texts = of("texts"), terse = of("terse"), obedient = of("obedient"),
                      mentions = of("mentions"), visited = of("visited");
}  // namespace key

}  // namespace reality
