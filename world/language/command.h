// SPDX-License-Identifier: MIT
//
// Command, Question, Failure: what becomes of a typed line. Plain values: they hold ids, not
// pointers, so that they survive scripts and turns; words for people are made of questions and
// failures by world/language/parser_messages.h alone.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "world/language/grammar.h"
#include "world/state/value.h"

namespace reality {

/// What fills one role of a command.
struct RoleBinding {
  std::string name;  // as the line calls it: act.NAME
  RoleKind kind = RoleKind::thing;
  std::vector<ThingId> things;  // one; or more in a plural role
  std::string text;             // verbatim for text and word; the full word for a direction
};

/// A line understood: which grammar line, with what in its roles.
struct Command {
  LineId line;
  ActionId action;
  Atom owner;                      // the behaviour that the line belongs to, if any
  uint32_t handler = 0;            // as given to Grammar::add
  ThingId self;                    // of a behaviour's line: the thing whose verb it is
  std::string verb;                // the verb word as typed
  std::string typed;               // the line as typed
  std::vector<RoleBinding> roles;  // by the action's positions
  int plural = -1;                 // the role to go through one by one, if any
  bool many = false;               // one of several things: the answers should name the thing
};

enum class QuestionKind : uint8_t {
  which,    // several things fit: candidates
  missing,  // a noun is missing
};

/// What the player is asked. The dialogue remembers where the answer goes.
struct Question {
  QuestionKind kind = QuestionKind::which;
  std::string word;                 // which: the noun as typed; missing: the command so far
  RoleKind role = RoleKind::thing;  // missing: what would fit there
  std::vector<ThingId> candidates;  // which: nearest first, each one distinguishable
  std::string wrong;                // which: an answer that was none of them, if asked again
};

enum class FailureKind : uint8_t {
  unknown_verb,        // word; suggestion
  nothing_for_verb,    // word: a verb that things bring, and none of them is here
  unknown_word,        // word that no line and no thing knows
  not_understood,      // verb, word: the verb is known, the rest does not fit
  not_here,            // word: nothing in scope is called so
  wrong_adjective,     // word: the adjective; rest: the noun; candidates: what the noun fits
  nothing_fits,        // verb: `all` found nothing
  nothing_there,       // candidates: where `all` was to come from; suggestion: it is closed
  nothing_held,        // verb: `all` of what the actor holds found nothing
  not_enough,          // word; count: so many there are
  only_one,            // verb: several things where one fits
  not_a_person,        // candidates
  not_for_that,        // verb, candidates: the behaviour's verb is not for this thing
  no_antecedent,       // word: "it" stands for nothing yet
  gone,                // word, candidates: what it stood for is no longer here
  not_a_direction,     // word
  nobody_called,       // word
  what_to_do,          // word, candidates: a bare noun
  will_not_obey,       // candidates: an order to somebody
  nothing_to_repeat,   // `again` with nothing before it
  too_many_commands,   // count: how many are allowed
  too_complex,         // the step budget is used up
  only_scenery,        // word: it stands in the room's text only; suggestion: what to say of it
  unknown_place,       // word: the actor knows no such place
  how_to_use,          // candidates; rest: the verbs that fit
  question_dropped,    // word: "never mind"
  nothing_to_correct,  // `oops` with nothing before it
  correct_what,        // `oops` alone; rest: the word that was not understood
  small_talk,          // word: the key of the remark
  order_unclear,       // candidates: who was ordered; rest: what it does not know or see
  which_verb,          // word: the beginning of several verbs; rest: these
  too_dark,            // word: not to be seen in the dark, if it is here
};

/// What the parser did on its own, to be told: it read a slip as another word, or chose freely.
struct Remark {
  enum class Kind : uint8_t { repaired, chosen };
  Kind kind = Kind::repaired;
  std::string word;  // repaired: as typed
  std::string used;  // repaired: read as this
  ThingId thing;     // chosen
};

/// What the player chose for the noun at these tokens of the line.
struct Pin {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::vector<ThingId> things;
};

/// Something said to somebody who may carry it out. Read by Parser::parse_order from that one's
/// own view.
struct Order {
  ThingId who;
  std::string line;       // the whole line, as typed
  uint32_t start = 0;     // the token with which the order itself begins
  std::string words;      // the order itself, as typed
  std::vector<Pin> pins;  // settled by answers
};

struct Failure {
  FailureKind kind = FailureKind::not_understood;
  std::string verb;  // as typed
  std::string word;  // as typed
  std::string rest;  // further words, as typed
  std::string suggestion;
  std::vector<ThingId> candidates;
  uint32_t count = 0;
  std::string line;    // the line that failed
  uint32_t begin = 0;  // where in it the word stands that is complained of
  uint32_t end = 0;
};

/// An empty list of commands: the line said nothing. Several commands: the things of a list are
/// dealt with by different lines (a behaviour's own verb for one of them); in the order to run.
using ParseResult = std::variant<std::vector<Command>, Question, Failure, Order>;

}  // namespace reality
