// SPDX-License-Identifier: MIT
#include "world/turns/commands.h"

#include <algorithm>
#include <utility>

#include "engine/text.h"
#include "world/language/parser_messages.h"
#include "world/language/scene.h"
#include "world/people/login.h"
#include "world/people/ready_line.h"
#include "world/people/sessions.h"
#include "world/prose/glimpse.h"
#include "world/prose/narrator.h"
#include "world/senses/refusals.h"
#include "world/state/keys.h"
#include "world/turns/nightfall.h"
#include "world/turns/sleepers.h"
#include "world/world.h"

namespace reality {
namespace {

// Before a command that the world itself has put on the line. No player can type it.
constexpr char kFollowing = '\t';

// "n", "nope", "sure" where yes or no is asked.
const std::string* yes_or_no(std::string_view folded, const std::vector<std::string>& choices) {
  const Lexicon& lexicon = Lexicon::english();
  for (const WordClass sort : {WordClass::yes, WordClass::no}) {
    if (!lexicon.is(sort, folded)) continue;
    for (const std::string& choice : choices)
      if (lexicon.is(sort, fold_case(choice))) return &choice;
  }
  return nullptr;
}

}  // namespace

void Commands::act_on(PlayerSession& session) {
  if (LoginDialogue* login = session.login()) {
    if (session.has_input()) login->line(session.take_line());
    world_.sessions().touch(session);
    return;
  }
  if (session.has_commands()) {
    const std::string next = std::move(session.commands().front());
    session.commands().erase(session.commands().begin());
    return begin(session, next);
  }
  if (!session.has_input()) return;
  world_.sessions().touch(session);
  std::string line = session.take_line();
  if (session.pending_answer() && take_answer(session, line)) return;
  if (line.empty()) return take_empty_line(session);
  Thing* actor = world_.things().find(session.character());
  if (!actor) return;
  Scene scene(world_, *actor);
  CommandList list = ready_commands(world_, session, scene, line);
  if (list.failure) {
    session.collect({EventKind::reply, failure_text(*list.failure, scene.namer())});
    return;
  }
  if (list.commands.empty()) return;
  if (!goes_on(session, list.commands.front())) session.commands().clear();
  session.commands().insert(session.commands().begin(), list.commands.begin() + 1,
                            list.commands.end());
  begin(session, list.commands.front());
}

// Whether what waits for an answer may still be done after this line: only if it is the answer.
bool Commands::goes_on(PlayerSession& session, const std::string& line) {
  if (!session.dialogue().question || session.commands().empty()) return false;
  Thing* actor = world_.things().find(session.character());
  if (!actor) return false;
  Dialogue trial = session.dialogue();
  Scene scene(world_, *actor);
  world_.parser().parse(line, scene, trial);
  return trial.answering;
}

// Whoever types nothing at all may not know what to type: told once, and never in a question.
void Commands::take_empty_line(PlayerSession& session) {
  const Thing* actor = world_.things().find(session.character());
  if (!actor || session.dialogue().tipped || session.dialogue().question) return;
  if (actor->flag(key::terse)) return;
  session.dialogue().tipped = true;
  tell_nothing_typed(world_, session);
}

// True when the line was the answer that a script waits for. A complete command is none; a line
// that begins with ' is always one, and so is every line where the script wants it verbatim.
bool Commands::take_answer(PlayerSession& session, const std::string& line) {
  const std::vector<std::string> choices = session.pending_answer()->choices;
  if (session.pending_answer()->verbatim) return world_.sleepers().answer(session, line), true;
  const std::string folded = fold_case(line);
  for (size_t i = 0; i < choices.size(); ++i)
    if (folded == fold_case(choices[i]) || folded == std::to_string(i + 1))
      return world_.sleepers().answer(session, choices[i]), true;
  if (const std::string* choice = yes_or_no(folded, choices))
    return world_.sleepers().answer(session, *choice), true;
  if (choices.empty() && line.starts_with('\''))
    return world_.sleepers().answer(session, line.substr(1)), true;
  Thing* actor = world_.things().find(session.character());
  Dialogue trial = session.dialogue();
  Scene scene(world_, *actor);
  const ParseResult parsed = world_.parser().parse(line, scene, trial);
  const auto* commands = std::get_if<std::vector<Command>>(&parsed);
  if (choices.empty() && !(commands && !commands->empty()))
    return world_.sleepers().answer(session, line), true;
  world_.sleepers().answer(session, std::nullopt);
  return false;
}

void Commands::begin(PlayerSession& session, const std::string& text) {
  const uint64_t serial = session.serial();
  const ThingId actor = session.character();
  world_.sessions().touch(session);
  world_.run_turn(
      [&] {
        const uint64_t id = ++last_;
        world_.journal().record({}, [this, id] { performances_.erase(id); });
        Performance& performance = performances_[id];
        performance.session = serial;
        performance.actor = actor;
        performance.text = text;
        const Nightfall nightfall(world_, actor);
        understand(session, performance);
        go_on(id);
        nightfall.tell();
      },
      actor);
}

void Commands::understand(PlayerSession& session, Performance& performance) {
  Thing* actor = world_.things().find(performance.actor);
  if (!actor) return;
  const uint64_t serial = session.serial();
  world_.journal().record({}, [this, serial, before = session.dialogue()] {
    if (PlayerSession* kept = world_.sessions().find(serial)) kept->dialogue() = before;
  });
  Dialogue& dialogue = session.dialogue();
  const bool following = performance.text.starts_with(kFollowing);
  const Dialogue before = following ? dialogue : Dialogue();
  Scene scene(world_, *actor);
  std::vector<Remark> remarks;
  const ParseOptions options{performance.declined, Lexicon::english(), actor->flag(key::terse),
                             &remarks};
  const std::string_view line = std::string_view(performance.text).substr(following ? 1 : 0);
  ParseResult parsed = world_.parser().parse(line, scene, dialogue, options);
  if (following) dialogue = before;
  conclude(session, performance, std::move(parsed), remarks);
}

void Commands::conclude(PlayerSession& session, Performance& performance, ParseResult parsed,
                        const std::vector<Remark>& remarks) {
  Thing& actor = *world_.things().find(performance.actor);
  Scene scene(world_, actor);
  if (performance.declined.empty()) tell_remarks(actor, remarks);
  if (auto* commands = std::get_if<std::vector<Command>>(&parsed)) {
    performance.commands = std::move(*commands);
  } else if (const auto* question = std::get_if<Question>(&parsed)) {
    world_.narrator().tell(actor, EventKind::question,
                           question_text(*question, scene.namer(*question)));
  } else if (const auto* order = std::get_if<Order>(&parsed)) {
    give_order(session, performance, *order);
  } else {
    session.commands().clear();
    world_.narrator().tell(actor, EventKind::reply,
                           failure_text(std::get<Failure>(parsed), scene.namer()));
  }
}

void Commands::tell_remarks(Thing& reader, const std::vector<Remark>& remarks) {
  Scene scene(world_, reader);
  for (const Remark& remark : remarks)
    world_.narrator().tell(reader, EventKind::reply, remark_text(remark, scene.namer()));
}

void Commands::go_on(uint64_t id) {
  Performance& performance = performances_[id];
  world_.narrator().act_for(performance.speaker);
  const bool parked = go_through(id, performance);
  world_.narrator().end_gathering();
  world_.narrator().act_for({});
  if (!parked) end(id);
}

// True when a script waits in the middle of it.
bool Commands::go_through(uint64_t id, Performance& performance) {
  if (is_list(performance)) world_.narrator().gather();
  while (performance.command < performance.commands.size()) {
    const Step made = step(id, performance);
    if (made == Step::parked) return true;
    if (made == Step::stopped || !advance(performance)) break;
    if (is_list(performance)) world_.narrator().gather();
  }
  return false;
}

// The rest of the line may have waited for this, or have counted on it.
void Commands::end(uint64_t id) {
  const Performance& performance = performances_[id];
  if (PlayerSession* session = world_.sessions().find(performance.session)) {
    if (performance.refused && !performance.succeeded) session->commands().clear();
    world_.sessions().touch(*session);
    if (session->has_commands()) world_.sessions().has_input(*session);
  }
  performances_.erase(id);
}

bool Commands::advance(Performance& performance) {
  const Command& command = command_of(performance);
  const size_t items =
      command.plural < 0 ? 1 : command.roles[static_cast<size_t>(command.plural)].things.size();
  if (++performance.item < items) return true;
  performance.item = 0;
  return ++performance.command < performance.commands.size();
}

Commands::Deed Commands::deed_of(const Performance& performance) const {
  const Command& command = command_of(performance);
  const bool many = command.many && (performance.commands.size() > 1 || !all_alike(command));
  Deed deed{command.action, performance.actor, {}, command.verb, command.typed, many};
  if (const Thing* giver = world_.things().find(performance.speaker))
    deed.cause = "ordered by " + std::string(giver->string(key::name));
  for (size_t i = 0; i < command.roles.size(); ++i) {
    const RoleBinding& role = command.roles[i];
    ThingId thing;
    if (static_cast<int>(i) == command.plural) {
      thing = role.things[performance.item];
    } else if (!role.things.empty()) {
      thing = role.things.front();
    }
    deed.roles.push_back({role.name, thing, role.text});
  }
  return deed;
}

// What a thing's own verb does is done at it, and not from the next room.
CallResult Commands::from_afar(const Command& command, ThingId who) const {
  const Thing* actor = world_.things().find(who);
  const Thing* self = world_.things().find(command.self);
  if (!actor || !self || !world_.perception().is_beyond(*actor, *self)) return {};
  const Obstacle obstacle = world_.perception().reaches(*actor, *self);
  if (obstacle.clear()) return {};
  return {CallEnd::refused, refusal(obstacle, *actor, *self), {}, {}};
}

Commands::Step Commands::step(uint64_t id, Performance& performance) {
  const Point mark{world_.turns().mark(), world_.narrator().held()};
  const Command& command = command_of(performance);
  const Deed deed = deed_of(performance);
  CallResult result = from_afar(command, performance.actor);
  if (result.end == CallEnd::refused) return finish_item(performance, mark, result);
  result = run_hooks(deed, true);
  if (result.end == CallEnd::finished) {
    Act act{deed.actor, command.self, deed.verb, deed.line, deed.many, deed.roles, deed.cause};
    result = world_.calls().start(world_.behaviours().handler(command.handler).function, act);
    if (result.end == CallEnd::yielded) {
      world_.sleepers().park(result, std::move(act), [this, id](const CallResult& woken) {
        Performance& waiting = performances_[id];
        if (finish_item(waiting, {}, woken) == Step::next && advance(waiting)) return go_on(id);
        end(id);
      });
      return Step::parked;
    }
  }
  return finish_item(performance, mark, result);
}

void Commands::undo_to(const Point& point) {
  world_.turns().undo_to(point.turn);
  world_.narrator().drop_held(point.held);
}

// Several things, or several verbs for several things.
bool Commands::is_list(const Performance& performance) const {
  if (performance.commands.size() > 1) return true;
  if (performance.commands.empty() || performance.commands.front().plural < 0) return false;
  const Command& command = performance.commands.front();
  return command.roles[static_cast<size_t>(command.plural)].things.size() > 1;
}

bool Commands::all_alike(const Command& command) const {
  if (command.plural < 0) return false;
  const auto& ids = command.roles[static_cast<size_t>(command.plural)].things;
  const Thing* first = ids.size() > 1 ? world_.things().find(ids.front()) : nullptr;
  return first && std::all_of(ids.begin(), ids.end(), [&](ThingId id) {
           const Thing* thing = world_.things().find(id);
           return thing && is_alike(*first, *thing);
         });
}

Commands::Step Commands::finish_item(Performance& performance, const Point& point,
                                     const CallResult& result) {
  CallResult end = result;
  if (end.end == CallEnd::finished || end.end == CallEnd::done)
    end = run_hooks(deed_of(performance), false);
  if (end.end == CallEnd::failed) return Step::stopped;
  if (end.end == CallEnd::refused) {
    undo_to(point);
    tell_refusal(performance.actor, end.text, performance);
    show_glimpse(world_, performance.actor, end.seen);
    performance.refused = true;
    return Step::next;
  }
  if (result.end == CallEnd::declined) {
    undo_to(point);
    return try_next(performance);
  }
  performance.succeeded = true;
  return Step::next;
}

// The line is read again without what declined. Things of a list that have been dealt with are not
// dealt with again.
Commands::Step Commands::try_next(Performance& performance) {
  const Command before = std::move(performance.commands[performance.command]);
  const size_t item = performance.item;
  performance.declined.push_back({before.line, before.self});
  performance.commands.clear();
  performance.command = performance.item = 0;
  if (PlayerSession* session = world_.sessions().find(performance.session))
    understand(*session, performance);
  if (performance.commands.empty()) return Step::stopped;
  const Command& now = performance.commands.front();
  const bool same_list = before.plural >= 0 && now.plural >= 0 &&
                         before.roles[static_cast<size_t>(before.plural)].things ==
                             now.roles[static_cast<size_t>(now.plural)].things;
  // advance() expects to stand on the item before the next one.
  performance.item = (same_list ? item : 0) - 1;
  return Step::next;
}

void Commands::tell_refusal(ThingId actor, const std::string& text,
                            const Performance& performance) {
  const Thing* reader = world_.things().find(performance.speaker ? performance.speaker : actor);
  if (!reader || text.empty()) return;
  if (performance.speaker) return tell_failed_order(*reader, actor, text);
  const Command& command = command_of(performance);
  std::string words = text;
  // Among several things it must be said which one it was about.
  if (command.many && command.plural >= 0 && !all_alike(command)) {
    const RoleBinding& role = command.roles[static_cast<size_t>(command.plural)];
    if (const Thing* thing = world_.things().find(role.things[performance.item]))
      words = capitalise(name_for(*thing, reader, Article::definite)) + ": " + text;
  }
  world_.narrator().tell(*reader, EventKind::reply, std::move(words));
}

void Commands::follow_with(ThingId actor, const std::vector<std::string>& lines) {
  PlayerSession* session = world_.sessions().playing(actor);
  if (!session) return;
  world_.journal().record({}, [this, serial = session->serial(), before = session->commands()] {
    if (PlayerSession* kept = world_.sessions().find(serial)) kept->commands() = before;
  });
  std::vector<std::string> following;
  for (const std::string& line : lines) following.push_back(kFollowing + line);
  session->commands().insert(session->commands().begin(), following.begin(), following.end());
}

void Commands::wake_behaviour(ThingId self, Behaviour& behaviour, const LuaRef& function,
                              const Value& given) {
  // Since it was asked for, the file may have been saved without that function.
  if (!world_.things().find(self) || behaviour.set_aside || !function) return;
  world_.run_turn([&] { call_behaviour(self, function, given); });
}

void Commands::call_behaviour(ThingId self, const LuaRef& function, const Value& given,
                              std::function<void()> after) {
  const Turns::Mark mark = world_.turns().mark();
  const CallResult result = world_.calls().start_with(function, self, given);
  if (result.end == CallEnd::refused) world_.turns().undo_to(mark);
  if (result.end != CallEnd::yielded) {
    if (after && result.end != CallEnd::failed) after();
    return;
  }
  Act about;
  about.self = self;
  world_.sleepers().park(result, std::move(about),
                         [this, after = std::move(after)](const CallResult& woken) {
                           if (woken.end == CallEnd::refused) world_.turns().undo_to({});
                           if (!after) return;
                           if (woken.end != CallEnd::failed) return after();
                           // This turn is undone, and what must follow needs one of its own.
                           world_.wake([this, after] { world_.run_turn(after); });
                         });
}

}  // namespace reality
