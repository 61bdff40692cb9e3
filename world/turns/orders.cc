// SPDX-License-Identifier: MIT
//
// Orders: "robot, go north" is said aloud, and carried out by whoever consents, as if that one had
// thought of it.
#include <algorithm>
#include <cassert>
#include <utility>

#include "world/language/parser_messages.h"
#include "world/language/scene.h"
#include "world/language/tokens.h"
#include "world/people/sessions.h"
#include "world/prose/narrator.h"
#include "world/senses/perception.h"
#include "world/state/keys.h"
#include "world/turns/commands.h"
#include "world/world.h"

namespace reality {
namespace {

// Reasons are worded for who acts; whoever only gave the order would read them as his own.
bool speaks_to_reader(std::string_view text) {
  const std::string folded = fold_word(text);
  const Tokens words(folded);
  for (size_t i = 0; i < words.size(); ++i)
    if (words.word(i).starts_with("you")) return true;
  return false;
}

}  // namespace

void Commands::give_order(PlayerSession& session, Performance& performance, const Order& order) {
  const Thing* speaker = world_.things().find(session.character());
  const Thing* who = world_.things().find(order.who);
  if (!speaker || !who) return;
  if (!performance.ordered) {
    // An answer to a question about the order has been said already.
    if (order.pins.empty()) say_order(*speaker, *who, order);
    if (!consents(*speaker, *who, order)) return session.commands().clear();
  }
  performance.ordered = true;
  performance.speaker = session.character();
  performance.actor = order.who;
  Thing* actor = world_.things().find(order.who);
  Thing* giver = world_.things().find(session.character());
  if (!actor || !giver) return;
  Scene scene(world_, *actor, giver);
  const ParseOptions options{performance.declined};
  conclude_order(session, performance, order,
                 world_.parser().parse_order(order, scene, session.dialogue(), options));
}

void Commands::say_order(const Thing& speaker, const Thing& who, const Order& order) {
  const auto said = world_.templates().get("{actor} {say/says} to {the person}, \"{words}\"");
  assert(said.ok());
  const Template message = **said;  // a copy: telling it may push it out of the cache
  Happening happening;
  happening.kind = EventKind::speech;
  happening.source = happening.actor = &speaker;
  happening.message = &message;
  world_.narrator().show(happening,
                         {{"actor", &speaker}, {"person", &who}, {"words", order.words}});
}

// Asks the behaviours of whoever is ordered; a refusal is its answer. One without words has been
// spoken aloud by then.
bool Commands::consents(const Thing& speaker, const Thing& who, const Order& order) {
  const ThingId speaker_id = speaker.id();
  bool asked = false;
  CallResult result;
  world_.behaviours().visit(who, [&](const Behaviour& behaviour) {
    if (!behaviour.obeys) return false;
    const Value::Map given = {{"who", Value(speaker_id)}, {"words", Value(order.words)}};
    result = world_.calls().call_with(behaviour.obeys, order.who, Value(given));
    return asked = true;
  });
  const Thing* reader = world_.things().find(speaker_id);
  const Thing* asked_one = world_.things().find(order.who);
  if (!reader || !asked_one || result.end == CallEnd::failed) return false;
  if (result.end == CallEnd::finished && (asked || asked_one->flag(key::obedient))) return true;
  if (result.end == CallEnd::refused) {
    if (!result.text.empty()) world_.narrator().tell(*reader, EventKind::reply, result.text);
    return false;
  }
  Failure failure;
  failure.kind = FailureKind::will_not_obey;
  failure.candidates = {order.who};
  Scene scene(world_, *world_.things().find(speaker_id));
  world_.narrator().tell(*reader, EventKind::reply, failure_text(failure, scene.namer()));
  return false;
}

bool Commands::may_be_ordered(const std::vector<Command>& commands) const {
  return std::all_of(commands.begin(), commands.end(), [&](const Command& command) {
    const GrammarEntry* entry = world_.grammar().find(command.line);
    return entry && !entry->manner.careful && !entry->manner.personal;
  });
}

void Commands::conclude_order(PlayerSession& session, Performance& performance, const Order& order,
                              ParseResult parsed) {
  Thing& speaker = *world_.things().find(performance.speaker);
  Scene scene(world_, speaker);
  if (const auto* question = std::get_if<Question>(&parsed)) {
    world_.narrator().tell(speaker, EventKind::question,
                           question_text(*question, scene.namer(*question)));
    return;
  }
  auto* commands = std::get_if<std::vector<Command>>(&parsed);
  if (commands && may_be_ordered(*commands)) {
    performance.commands = std::move(*commands);
    return;
  }
  Failure failure;
  failure.kind = commands ? FailureKind::will_not_obey : FailureKind::order_unclear;
  failure.candidates = {order.who};
  if (const auto* failed = std::get_if<Failure>(&parsed)) failure.rest = failed->word;
  if (failure.rest.empty()) failure.rest = order.words;
  session.commands().clear();
  world_.narrator().tell(speaker, EventKind::reply, failure_text(failure, scene.namer()));
}

void Commands::tell_failed_order(const Thing& speaker, ThingId actor, const std::string& text) {
  const Thing* who = world_.things().find(actor);
  if (!who) return;
  std::string words = name_for(*who, &speaker, Article::definite);
  capitalise_from(words, 0);
  words += speaks_to_reader(text) ? " tries, and nothing comes of it."
                                  : " tries, and gets nowhere. " + text;
  world_.narrator().tell(speaker, EventKind::reply, std::move(words));
}

}  // namespace reality
