// SPDX-License-Identifier: MIT
//
// ParserWorld: the base world of the parser's scenarios, a grammar with the common verbs, and
// surroundings made of the things alone. For tests of the parser and its fuzzer. Results are
// rendered as one line: `put thing=a tin cup place=a wooden box`, `which: a red ball | a blue
// ball`, `missing: Take what?`, or the failure's words.
#pragma once

#include <cassert>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/english.h"
#include "world/language/grammar.h"
#include "world/language/parser.h"
#include "world/language/parser_messages.h"
#include "world/state/atom.h"
#include "world/state/journal.h"
#include "world/state/keys.h"
#include "world/state/things.h"

namespace reality {

class TestSurroundings final : public Surroundings {
 public:
  TestSurroundings(Things& things, Thing& actor) : things_(things), actor_(&actor) {}

  Thing& actor() override { return *actor_; }
  std::span<Thing* const> scope() override {
    if (scope_.empty()) collect();
    return scope_;
  }
  std::span<Thing* const> players() override { return awake; }
  Thing* find(ThingId id) override { return things_.find(id); }
  bool reaches(const Thing& thing) override {
    for (const Thing* at = thing.holder(); at && at != actor_; at = at->holder())
      if (at->flag(key::person) || (at->flag(key::container) && !at->flag(key::open))) return false;
    return true;
  }
  bool has_behaviour(const Thing& thing, Atom behaviour) override {
    return carriers.contains({thing.id(), behaviour});
  }

  Thing& speaker() override { return speaker_ ? *speaker_ : *actor_; }
  bool takes_orders(const Thing& thing) override { return thing.flag(key::obedient); }
  std::string_view prose() override { return prose_; }
  std::string_view mentions() override { return mentions_; }
  std::span<Thing* const> known_places() override { return places; }

  std::set<std::pair<ThingId, Atom>> carriers;
  std::vector<Thing*> awake;
  std::vector<Thing*> places;
  std::string prose_;
  std::string mentions_;
  Thing* speaker_ = nullptr;

 private:
  void collect() {
    for (Thing& thing : contents(*actor_)) add(thing);
    Thing* room = actor_->holder();
    for (Thing& thing : contents(*room))
      if (&thing != actor_) add(thing);
    scope_.push_back(actor_);
    scope_.push_back(room);
  }
  void add(Thing& thing) {
    scope_.push_back(&thing);
    if (thing.flag(key::container) && !thing.flag(key::open) && !thing.flag(key::transparent))
      return;
    for (Thing& inside : contents(thing))
      if (inside.relation() != Relation::under && inside.relation() != Relation::behind)
        add(inside);
  }

  Things& things_;
  Thing* actor_;
  std::vector<Thing*> scope_;
};

struct ParserWorld {
  Atoms atoms;
  Journal journal;
  Things things{atoms, journal};
  Grammar grammar;
  Parser parser{grammar};
  ParserMessages messages = english_messages();
  Dialogue dialogue;
  std::vector<Remark> remarks;  // of the last line
  bool terse = false;
  std::string prose;
  std::string mentions;
  std::vector<Thing*> places;
  std::vector<std::string> verbs;  // by handler
  std::set<std::pair<ThingId, Atom>> carriers;
  std::vector<Thing*> awake;

  Thing* parlour = nullptr;
  Thing* cellar = nullptr;
  Thing* ann = nullptr;
  Thing* bob = nullptr;

  ParserWorld() {
    make_rooms();
    make_things();
    make_people();
    make_grammar();
  }

  Thing& make(std::string_view name, Relation relation, Thing* holder,
              std::initializer_list<Atom> flags = {}) {
    Thing& thing = things.make(nullptr);
    things.set(thing, key::name, Value(name));
    for (const Atom flag : flags) things.set(thing, flag, Value(true));
    if (holder) things.place(thing, relation, holder);
    return thing;
  }
  Thing& here(std::string_view name, std::initializer_list<Atom> flags = {}) {
    return make(name, Relation::in, parlour, flags);
  }
  Thing& person(std::string_view name, std::string_view pronoun) {
    Thing& thing = here(name, {key::person, key::proper});
    things.set(thing, key::pronoun, Value(pronoun));
    return thing;
  }
  /// The first thing with this name.
  Thing& named(std::string_view name) {
    Thing* found = nullptr;
    things.for_each([&](Thing& thing) {
      if (!found && thing.string(key::name) == name) found = &thing;
    });
    assert(found);
    return *found;
  }
  void hold(std::string_view name) { things.place(named(name), Relation::held, ann); }

  /// One group of lines with one handler.
  void verb(std::string_view name, std::initializer_list<std::string_view> lines,
            std::string_view behaviour = {}) {
    verbs.emplace_back(name);
    const auto handler = static_cast<uint32_t>(verbs.size() - 1);
    for (const std::string_view line : lines) {
      const auto added = grammar.add(line, atoms.intern(behaviour), handler, handler + 1);
      assert(added.ok());
      (void)added;
    }
  }
  void carry(std::string_view thing, std::string_view behaviour) {
    carriers.insert({named(thing).id(), atoms.intern(behaviour)});
  }

  TestSurroundings around(Thing* actor = nullptr) {
    TestSurroundings surroundings(things, actor ? *actor : *ann);
    surroundings.carriers = carriers;
    surroundings.awake = awake;
    surroundings.prose_ = prose;
    surroundings.mentions_ = mentions;
    surroundings.places = places;
    return surroundings;
  }
  ParseResult parse(std::string_view line, std::span<const Declined> declined = {}) {
    TestSurroundings surroundings = around();
    remarks.clear();
    return parser.parse(line, surroundings, dialogue,
                        {declined, Lexicon::english(), terse, &remarks});
  }
  /// Parses an order as the one who is to carry it out.
  ParseResult parse_order(const Order& order) {
    TestSurroundings surroundings = around(things.find(order.who));
    surroundings.speaker_ = ann;
    return parser.parse_order(order, surroundings, dialogue);
  }
  /// Parses and renders.
  std::string said(std::string_view line) {
    const ParseResult result = parse(line);
    std::string notes;
    for (const Remark& remark : remarks) notes += remark_text(remark, wording()) + " ";
    return notes + render(result);
  }
  std::string split(std::string_view line) {
    TestSurroundings surroundings = around();
    const CommandList list = parser.split_commands(line, surroundings);
    if (list.failure) return words(*list.failure);
    std::string out;
    for (const std::string& command : list.commands) out += (out.empty() ? "" : " | ") + command;
    return out;
  }

  std::string name(ThingId id) const {
    const Thing* thing = things.find(id);
    return thing ? std::string(thing->string(key::name)) : "nothing";
  }
  Wording wording() const {
    return {&messages, [this](ThingId id, std::string_view) { return name(id); }};
  }
  std::string words(const Failure& failure) const { return failure_text(failure, wording()); }
  std::string render(const Command& command) const {
    std::string out = verbs[command.handler];
    for (const RoleBinding& role : command.roles) {
      out += " " + role.name + "=" + role.text;
      for (size_t i = 0; i < role.things.size(); ++i)
        out += (i > 0 ? " + " : "") + name(role.things[i]);
    }
    return out;
  }
  std::string render(const ParseResult& result) const {
    std::string out;
    if (const auto* failure = std::get_if<Failure>(&result)) return words(*failure);
    if (const auto* question = std::get_if<Question>(&result)) {
      if (question->kind == QuestionKind::missing)
        return "missing: " + question_text(*question, wording());
      for (ThingId id : question->candidates) out += (out.empty() ? "which: " : " | ") + name(id);
      return out;
    }
    if (const auto* order = std::get_if<Order>(&result))
      return "order " + name(order->who) + ": " + order->words;
    for (const Command& command : std::get<std::vector<Command>>(result))
      out += (out.empty() ? "" : "; ") + render(command);
    return out;
  }

 private:
  void make_rooms() {
    parlour = &make("the Parlour", {}, nullptr, {key::room, key::lit});
    cellar = &make("the Cellar", {}, nullptr, {key::room});
    make("a crowbar", Relation::in, cellar);
    Thing& door = make("an oak door", Relation::part, parlour, {key::door_thing, key::fixed});
    things.set(door, key::words, Value("doorway"));
  }
  void make_things() {
    for (const std::string_view colour : {"red", "blue"}) {
      Thing& ball = here("a " + std::string(colour) + " ball");
      things.set(ball, key::plural, Value(std::string(colour) + " balls"));
    }
    things.set(here("a brass lamp"), key::words, Value("lantern"));
    here("a coil of rope");
    here("a felt hat", {key::wearable});
    Thing& box = here("a wooden box", {key::container, key::openable});
    make("a gem", Relation::in, &box);
    Thing& jar = here("a glass jar", {key::container, key::transparent});
    make("a moth", Relation::in, &jar);
    Thing& shelf = here("a shelf", {key::fixed, key::surface});
    make("a tin cup", Relation::on, &shelf);
    for (int i = 0; i < 4; ++i) things.set(here("a gold coin"), key::plural, Value("gold coins"));
    here("an iron stove", {key::fixed});
    Thing& painting = here("a painting", {key::fixed});
    make("an iron key", Relation::behind, &painting);
    here("a rug", {key::fixed});
  }
  void make_people() {
    ann = &person("Ann", "she");
    bob = &person("Bob", "he");
    for (Thing* player : {ann, bob}) things.set(*player, key::player, Value(true));
    make("Fred's cap", Relation::held, &person("Fred", "he"));
    make("Jane's cap", Relation::held, &person("Jane", "she"));
    person("a tin robot", "it");
    awake = {ann, bob};
  }
  void make_grammar() {
    verb("look", {"look/l", "look around"});
    verb("examine", {"examine/x/inspect {thing}", "look/l at {thing}"});
    verb("look_in", {"look/l in/inside/into {thing}"});
    verb("look_under", {"look/l under {thing}"});
    verb("inventory", {"inventory/inv/i"});
    verb("wait", {"wait/z"});
    verb("take", {"take/get {things}", "pick up {things}"});
    verb("take_from", {"take/get {things} from/off {source}", "take/get {things} out of {source}"});
    verb("take_under", {"take/get {things} from under {source}"});
    verb("take_behind", {"take/get {things} from behind {source}"});
    verb("drop", {"drop {things:held}", "put down {things:held}"});
    verb("wear", {"wear/don {things:held}", "put on {things:held}", "put {things:held} on"});
    verb("remove", {"remove/doff {things:worn}", "take off {things:worn}"});
    verb("put_in",
         {"put/place {things:held} in/into {place}", "insert {things:held} into {place}"});
    verb("put_on", {"put/place {things:held} on/onto {place}"});
    verb("give", {"give {things:held} to {person:person}", "give {person:person} {things:held}"});
    verb("say", {"say {words:text}"});
    verb("emote", {"emote/pose {words:text}"});
    verb("tell", {"tell/page {player:anyone} {words:text}"});
    verb("whisper", {"whisper {words:text} to {person:person}"});
    verb("ask", {"ask {person:person} about {topic:text}"});
    verb("go", {"go/walk {direction:direction}"});
    verb("open", {"open {thing}"});
    verb("light", {"light {thing}"});
    verb("help", {"help/?"});
    verb("help_topic", {"help/? {topic:text}"});
    verb("register", {"register {name:word}"});
  }
};

}  // namespace reality
