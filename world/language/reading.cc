// SPDX-License-Identifier: MIT
#include "world/language/reading.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace reality {
namespace {

using std::ranges::any_of;

bool is_word_of_source(std::string_view word) {
  return word == "from" || word == "off" || word == "out";
}

bool is_under(std::string_view word) {
  return word == "under";
}
bool is_behind(std::string_view word) {
  return word == "behind";
}

// Whether a literal between the first and the second role is such a word.
bool has_between(const GrammarLine& line, bool (*is_such)(std::string_view)) {
  bool inside = false;
  for (const GrammarToken& token : line.tokens) {
    if (!token.literal()) {
      if (inside) return false;
      inside = true;
    } else if (inside && any_of(token.words, is_such)) {
      return true;
    }
  }
  return false;
}

bool is_closed(const GrammarEntry& entry, std::span<const Declined> declined) {
  if (entry.owner) return false;
  return any_of(declined, [&](const Declined& one) { return one.line == entry.id; });
}

void settle(Reading& reading) {
  for (size_t i = reading.roles.size(); i-- > 0;) {
    const Resolution& role = reading.roles[i];
    reading.score += role.score;
    if (role.outcome == Outcome::found) ++reading.resolved;
    if (role.outcome > reading.outcome || role.outcome == Outcome::found) continue;
    reading.outcome = role.outcome;
    reading.decisive = static_cast<int>(i);
  }
}

RoleContext context_of(const Reading& reading, size_t role) {
  const GrammarEntry& entry = *reading.layout.entry;
  RoleContext context{entry, entry.line.roles[role], reading.layout.roles[role], nullptr, {}, {},
                      {}};
  for (size_t i = role + 1; i < reading.roles.size(); ++i)
    for (Thing* other : reading.roles[i].things) context.others.push_back(other);
  const bool sourced = role == 0 && entry.line.roles.size() == 2 && context.others.size() == 1 &&
                       has_between(entry.line, is_word_of_source);
  if (!sourced) return context;
  context.source = context.others.front();
  if (has_between(entry.line, is_under)) context.concealed = Relation::under;
  if (has_between(entry.line, is_behind)) context.concealed = Relation::behind;
  return context;
}

int text_roles(const GrammarLine& line) {
  return static_cast<int>(std::count_if(line.roles.begin(), line.roles.end(), [](const Role& role) {
    return role.kind == RoleKind::text || role.kind == RoleKind::word;
  }));
}

// The more a failure knows of what was meant, the better it explains.
int tells(const Reading& reading) {
  if (reading.outcome != Outcome::failed) return 0;
  switch (reading.cause().failure.kind) {
    case FailureKind::not_for_that:
    case FailureKind::not_understood:
      return 0;
    case FailureKind::not_a_direction:
      return 1;
    case FailureKind::not_here:
      return 2;
    default:
      return 3;
  }
}

RoleBinding bind(const Role& role, const Resolution& resolution) {
  RoleBinding binding{role.name, role.kind, {}, resolution.text};
  binding.things.reserve(resolution.things.size());
  for (const Thing* thing : resolution.things) binding.things.push_back(thing->id());
  return binding;
}

/// Makes commands of a reading that was found.
class CommandMaker {
 public:
  CommandMaker(const Reading& reading, std::string_view typed, std::string_view verb)
      : reading_(reading) {
    command_.verb = verb;
    command_.typed = typed;
  }

  Command make(const GrammarEntry& entry, ThingId self) const {
    Command command = command_;
    command.line = entry.id;
    command.action = entry.action;
    command.owner = entry.owner;
    command.handler = entry.handler;
    command.self = self;
    command.roles.resize(entry.line.roles.size());
    for (size_t i = 0; i < entry.line.roles.size(); ++i) {
      const Role& role = entry.line.roles[i];
      command.roles[entry.role_of[i]] = bind(role, reading_.roles[i]);
      if (role.plural) command.plural = entry.role_of[i];
      command.many = command.many || reading_.roles[i].many;
    }
    return command;
  }

  /// The command for one thing of the list in `role`.
  Command make_for(const GrammarEntry& entry, size_t role, ThingId thing) const {
    Command command = make(entry, entry.owner ? thing : ThingId{});
    command.roles[entry.role_of[role]].things = {thing};
    return command;
  }

 private:
  const Reading& reading_;
  Command command_;
};

// Whether what fills the roles of the one can fill the roles of the other.
bool same_sorts(const GrammarLine& a, const GrammarLine& b) {
  return std::ranges::equal(a.roles, b.roles, [](const Role& one, const Role& other) {
    return names_things(one.kind) == names_things(other.kind);
  });
}

// The layout of a behaviour's line over the same tokens, with {self} where the list is.
const GrammarEntry* own_line(const Thing& thing, const Reading& reading, size_t role,
                             const std::vector<Layout>& layouts, Surroundings& around,
                             std::span<const Declined> declined) {
  for (const Layout& layout : layouts) {
    const GrammarEntry& entry = *layout.entry;
    if (!entry.owner || entry.line.self_role() != static_cast<int>(role)) continue;
    if (layout.filled != reading.layout.filled || layout.roles != reading.layout.roles) continue;
    if (!same_sorts(entry.line, reading.layout.entry->line)) continue;
    const bool tried = any_of(declined, [&](const Declined& one) {
      return one.line == entry.id && one.self == thing.id();
    });
    if (!tried && around.has_behaviour(thing, entry.owner)) return &entry;
  }
  return nullptr;
}

int list_role(const Reading& reading) {
  const std::vector<Role>& roles = reading.layout.entry->line.roles;
  for (size_t i = 0; i < roles.size(); ++i)
    if ((roles[i].plural || roles[i].self) && reading.roles[i].many) return static_cast<int>(i);
  return -1;
}

// "put everything in the box except the lamp": what is excepted belongs to the list.
TokenSpan cut_exception(Layout& layout, const Resolver& resolver) {
  const std::vector<Role>& roles = layout.entry->line.roles;
  if (layout.filled != 2 || !roles[0].plural || roles[1].plural || !names_things(roles[1].kind))
    return {};
  TokenSpan& place = layout.roles[1];
  const TokenSpan marker = resolver.exception_in(place);
  if (marker.empty()) return {};
  const TokenSpan except{marker.end, place.end};
  place.end = marker.begin;
  return except;
}

// "put the gem in it": not in itself.
void tell_apart(Reading& reading, Resolver& resolver) {
  if (reading.roles.size() != 2) return;
  const auto only = [&](size_t role) {
    const std::vector<Thing*>& things = reading.roles[role].things;
    return things.size() == 1 ? things.front() : nullptr;
  };
  const Thing* taken = only(1);
  if (!taken || taken != only(0)) return;
  if (resolver.resolve_otherwise(context_of(reading, 1), *taken, reading.roles[1]))
    reading.roles[0] = resolver.resolve(context_of(reading, 0));
  else
    resolver.resolve_otherwise(context_of(reading, 0), *taken, reading.roles[0]);
}

}  // namespace

std::optional<Reading> read_layout(const Layout& layout, Resolver& resolver,
                                   std::span<const Declined> declined) {
  const GrammarEntry& entry = *layout.entry;
  if (is_closed(entry, declined)) return std::nullopt;
  Reading reading;
  reading.layout = layout;
  reading.roles.resize(layout.filled);
  // From the last to the first: where things are taken from, or put, says which are meant.
  const TokenSpan except = cut_exception(reading.layout, resolver);
  for (size_t i = layout.filled; i-- > 0;) {
    RoleContext context = context_of(reading, i);
    if (i == 0) context.except = except;
    reading.roles[i] = resolver.resolve(context);
  }
  tell_apart(reading, resolver);
  settle(reading);
  if (!entry.owner) return reading;
  const int self = entry.line.self_role();
  if (self < 0) {
    reading.self = resolver.carrier(entry);
    if (!reading.self) return std::nullopt;
  } else if (self < layout.filled && !reading.roles[static_cast<size_t>(self)].things.empty()) {
    reading.self = reading.roles[static_cast<size_t>(self)].things.front();
  }
  return reading;
}

// Raw text fits anything; the beginning of a word fits less well than that: "drink milk" is not
// about a milking stool.
static int doubt(const Reading& reading) {
  const auto guesses = std::ranges::count_if(reading.roles, &Resolution::guessed);
  return text_roles(reading.layout.entry->line) + 2 * static_cast<int>(guesses);
}

// "go to the quay" is about a place, although the line for directions shares more words with it.
static int shared_words(const Reading& reading) {
  const bool no_direction = reading.outcome == Outcome::failed &&
                            reading.cause().failure.kind == FailureKind::not_a_direction;
  return no_direction ? 0 : int{reading.layout.literals};
}

bool better(const Reading& a, const Reading& b) {
  const auto rank = [](const Reading& reading) {
    const bool failed = reading.outcome == Outcome::failed;
    const bool own = static_cast<bool>(reading.layout.entry->owner);
    return std::tuple(reading.outcome, failed ? false : own, shared_words(reading), -doubt(reading),
                      reading.resolved, tells(reading), failed ? !own : false, reading.score);
  };
  return rank(a) > rank(b);
}

std::vector<Command> commands_of(const Reading& reading, const Tokens& tokens,
                                 std::string_view verb, const std::vector<Layout>& layouts,
                                 Surroundings& around, std::span<const Declined> declined) {
  const GrammarEntry& entry = *reading.layout.entry;
  const CommandMaker maker(reading, tokens.line(), verb);
  const ThingId self = reading.self ? reading.self->id() : ThingId{};
  std::vector<Command> commands;
  const int list = list_role(reading);
  if (list < 0) {
    commands.push_back(maker.make(entry, self));
    return commands;
  }
  const auto role = static_cast<size_t>(list);
  for (const Thing* thing : reading.roles[role].things) {
    const GrammarEntry* own = entry.owner && entry.line.self_role() == list
                                  ? &entry
                                  : own_line(*thing, reading, role, layouts, around, declined);
    if (own) {
      commands.push_back(maker.make_for(*own, role, thing->id()));
    } else if (!commands.empty() && commands.back().line == entry.id) {
      commands.back().roles[entry.role_of[role]].things.push_back(thing->id());
    } else {
      commands.push_back(maker.make_for(entry, role, thing->id()));
      commands.back().self = self;
    }
  }
  return commands;
}

}  // namespace reality
