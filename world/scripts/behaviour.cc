// SPDX-License-Identifier: MIT
#include "world/scripts/behaviour.h"

#include <lua.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/text.h"
#include "world/scripts/behaviour_reader.h"
#include "world/scripts/behaviour_values.h"
#include "world/state/keys.h"

namespace reality {

const DeclaredProperty* Behaviour::property(Atom wanted) const {
  auto at = std::lower_bound(properties.begin(), properties.end(), wanted,
                             [](const DeclaredProperty& p, Atom a) { return p.name < a; });
  return at != properties.end() && at->name == wanted ? &*at : nullptr;
}

const LuaRef* Behaviour::computes(Atom wanted) const {
  for (const ComputedProperty& property : computed)
    if (property.name == wanted) return &property.function;
  return nullptr;
}

Status Behaviours::load_library(std::string_view name, std::string_view file,
                                std::string_view source) {
  auto script = machine_.load_library(name, file, source);
  if (!script) return Error{script.error()};
  return {};
}

Status Behaviours::load_verbs(std::string_view file, std::string_view source) {
  auto script = machine_.load(file, source);
  if (!script) return Error{script.error()};
  VerbFile fresh{*script, {}, {}};
  const Status status =
      protect_reading(machine_.state(), [&] { return read_verbs(fresh, std::string(file)); });
  if (!status) {
    for (LineId line : fresh.lines) grammar_.remove(line);
    machine_.discard(fresh.script);
    return Error{std::string(file) + ": " + status.error()};
  }
  unload_verbs(file);
  verbs_.emplace(file, std::move(fresh));
  return {};
}

void Behaviours::unload_verbs(std::string_view file) {
  auto old = verbs_.find(file);
  if (old == verbs_.end()) return;
  for (LineId line : old->second.lines) grammar_.remove(line);
  machine_.discard(old->second.script);
  verbs_.erase(old);
}

Status Behaviours::read_verbs(VerbFile& file, const std::string& name) {
  BehaviourReader reader(machine_, atoms_, file.script);
  auto help = reader.text("help");
  if (!help) return Error{help.error()};
  file.help = *help;
  const Status known =
      reader.check_fields({"help", "grammar", "actions", "yields", "careful", "personal"});
  if (!known) return known;
  if (Status status = add_actions(file.script, file.lines); !status) return status;
  auto yields = reader.truth("yields");
  if (!yields) return Error{yields.error()};
  auto careful = reader.truth("careful");
  if (!careful) return Error{careful.error()};
  auto personal = reader.truth("personal");
  if (!personal) return Error{personal.error()};
  return add_lines("grammar", file.script, name, Atom{}, file.lines,
                   {*yields, *careful, *personal});
}

Status Behaviours::add_actions(ScriptId script, std::vector<LineId>& lines) {
  BehaviourReader reader(machine_, atoms_, script);
  auto actions = reader.text_list("actions");
  if (!actions) return Error{actions.error()};
  for (const std::string& action : *actions) {
    auto line = grammar_.add_action(action);
    if (!line) return Error{line.error()};
    lines.push_back(*line);
  }
  return {};
}

Status Behaviours::add_lines(const char* field, ScriptId script, const std::string& file,
                             Atom owner, std::vector<LineId>& lines, LineManner manner) {
  BehaviourReader reader(machine_, atoms_, script);
  auto functions = reader.functions(field);
  if (!functions) return Error{functions.error()};
  // Lines that share a handler mean the same, and so are one action.
  std::map<const void*, std::pair<uint32_t, uint32_t>> seen;  // function -> handler, group
  for (NamedFunction& entry : *functions) {
    auto [at, fresh] = seen.try_emplace(entry.identity);
    if (fresh) {
      at->second = {static_cast<uint32_t>(handlers_.size()), ++group_};
      handlers_.push_back({std::move(entry.function), file});
    }
    auto line = grammar_.add(entry.name, owner, at->second.first, at->second.second, manner);
    if (!line) return Error{line.error()};
    lines.push_back(*line);
  }
  return {};
}

Status Behaviours::load_behaviour(std::string_view name, std::string_view file,
                                  std::string_view source) {
  auto script = machine_.load(file, source);
  if (!script) return Error{script.error()};
  auto fresh = std::make_unique<Behaviour>();
  fresh->name = atoms_.intern(name);
  fresh->file = file;
  fresh->script = *script;
  std::vector<LineId> fresh_lines;
  const Status status = protect_reading(machine_.state(), [&] {
    const Status read = read_behaviour(*fresh, fresh_lines);
    return read && all_read_ ? check_hooks(*fresh) : read;
  });
  if (!status) {
    for (LineId line : fresh_lines) grammar_.remove(line);
    machine_.discard(*script);
    return Error{std::string(file) + ": " + status.error()};
  }
  for (LineId line : std::exchange(lines_[std::string(name)], std::move(fresh_lines)))
    grammar_.remove(line);
  auto& kept = behaviours_[std::string(name)];
  if (kept) {
    machine_.discard(kept->script);
    *kept = std::move(*fresh);
  } else {
    kept = std::move(fresh);
    lists_.clear();
  }
  return {};
}

Status Behaviours::read_address(BehaviourReader& reader, Behaviour& behaviour) {
  auto address = reader.text("address");
  if (!address) return Error{address.error()};
  behaviour.address = std::move(*address);
  return {};
}

Status Behaviours::read_behaviour(Behaviour& behaviour, std::vector<LineId>& lines) {
  BehaviourReader reader(machine_, atoms_, behaviour.script);
  Status status = reader.check_fields({"properties", "computed", "fragments", "before", "after",
                                       "verbs", "timers", "signals", "on_attach", "on_hear",
                                       "on_letter", "on_page", "address", "help", "obeys"});
  if (status) status = reader.properties(behaviour.properties);
  if (status) status = reader.computed(behaviour.computed);
  if (status) status = reader.fragments(behaviour.fragments);
  if (status) status = reader.hooks("before", behaviour.before);
  if (status) status = reader.hooks("after", behaviour.after);
  if (status) status = reader.named_functions("timers", behaviour.timers);
  if (status) status = reader.named_functions("signals", behaviour.signals);
  if (status) status = reader.function("on_attach", behaviour.on_attach);
  if (status) status = reader.function("on_hear", behaviour.on_hear);
  if (status) status = reader.function("on_letter", behaviour.on_letter);
  if (status) status = reader.function("on_page", behaviour.on_page);
  if (status) status = reader.function("obeys", behaviour.obeys);
  if (status) status = read_address(reader, behaviour);
  if (status) status = add_lines("verbs", behaviour.script, behaviour.file, behaviour.name, lines);
  return status;
}

Status Behaviours::check_hooks(const Behaviour& behaviour) const {
  for (const auto* hooks : {&behaviour.before, &behaviour.after})
    for (const Hook& hook : *hooks)
      if (auto binding = grammar_.bind_hook(hook.line); !binding) return Error{binding.error()};
  return {};
}

std::vector<std::string> Behaviours::bind_hooks() {
  all_read_ = true;
  std::vector<std::string> problems;
  for (auto& [name, behaviour] : behaviours_) {
    if (behaviour->bound == grammar_.generation()) continue;
    for (auto* hooks : {&behaviour->before, &behaviour->after}) bind(*hooks, *behaviour, problems);
    behaviour->bound = grammar_.generation();
  }
  return problems;
}

void Behaviours::bind(std::vector<Hook>& hooks, const Behaviour& behaviour,
                      std::vector<std::string>& problems) {
  for (Hook& hook : hooks) {
    auto binding = grammar_.bind_hook(hook.line);
    if (!binding) problems.push_back(behaviour.file + ": " + binding.error());
    hook.binding = binding ? std::move(*binding) : HookBinding{};
  }
}

Behaviour* Behaviours::find(std::string_view name) const {
  auto it = behaviours_.find(name);
  return it == behaviours_.end() ? nullptr : it->second.get();
}

const LuaRef* Behaviours::timer(const Thing& thing, std::string_view name) const {
  const LuaRef* found = nullptr;
  const auto has_it = [&](const Behaviour& behaviour) {
    const auto handler = behaviour.timers.find(name);
    if (handler != behaviour.timers.end()) found = &handler->second;
    return found != nullptr;
  };
  if (!visit(thing, has_it))
    if (const Behaviour* common = find("any_thing"); common && !common->set_aside) has_it(*common);
  return found;
}

const std::vector<Behaviour*>& Behaviours::parse_list(std::string_view names) const {
  std::string key(names);
  if (auto it = lists_.find(key); it != lists_.end()) return it->second;
  std::vector<Behaviour*> found;
  for (std::string_view name : split(names, ','))
    if (Behaviour* behaviour = find(trim(name))) found.push_back(behaviour);
  return lists_.emplace(std::move(key), std::move(found)).first->second;
}

const std::vector<Behaviour*>& Behaviours::own(const Thing& thing) const {
  static const std::vector<Behaviour*> kNone;
  const Value* names = thing.own(key::behaviour);
  if (!names || names->type() != ValueType::string) return kNone;
  return parse_list(names->as_string());
}

bool Behaviours::carries(const Thing& thing, const Behaviour& behaviour) const {
  return visit(thing, [&](const Behaviour& each) { return &each == &behaviour; });
}

std::vector<VerbHelp> Behaviours::help() const {
  std::vector<VerbHelp> pages;
  for (const auto& [file, verbs] : verbs_) {
    const size_t from = file.rfind('/') + 1;
    pages.push_back({file.substr(from, file.rfind('.') - from), verbs.help});
  }
  return pages;
}

const DeclaredProperty* Behaviours::declared(const Thing& thing, Atom name) const {
  const DeclaredProperty* found = nullptr;
  visit(thing, [&](const Behaviour& behaviour) {
    found = behaviour.property(name);
    return found != nullptr;
  });
  return found;
}

std::vector<std::string_view> Behaviours::declared_names(const Thing& thing) const {
  std::vector<std::string_view> names;
  visit(thing, [&](const Behaviour& behaviour) {
    for (const DeclaredProperty& property : behaviour.properties)
      names.push_back(atoms_.word(property.name));
    for (const ComputedProperty& property : behaviour.computed)
      names.push_back(atoms_.word(property.name));
    return false;
  });
  return names;
}

}  // namespace reality
