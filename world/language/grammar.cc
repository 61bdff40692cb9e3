// SPDX-License-Identifier: MIT
#include "world/language/grammar.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/text.h"

namespace reality {
namespace {

bool overlap(const GrammarToken& a, const GrammarToken& b) {
  return std::any_of(a.words.begin(), a.words.end(),
                     [&](const std::string& word) { return b.accepts(word); });
}

// From a token on: the same roles at the same positions, a common word in every literal. The
// first token is the verb, which the caller has compared.
bool same_skeleton(const GrammarLine& a, const GrammarLine& b) {
  if (a.tokens.size() != b.tokens.size()) return false;
  for (size_t i = 1; i < a.tokens.size(); ++i) {
    if (a.tokens[i].literal() != b.tokens[i].literal()) return false;
    if (a.tokens[i].literal() && !overlap(a.tokens[i], b.tokens[i])) return false;
  }
  return true;
}

int role_named(const GrammarLine& line, std::string_view name) {
  for (size_t i = 0; i < line.roles.size(); ++i)
    if (line.roles[i].name == name) return static_cast<int>(i);
  return -1;
}

std::vector<uint8_t> by_position(const GrammarLine& line) {
  std::vector<uint8_t> roles(line.roles.size());
  for (size_t i = 0; i < roles.size(); ++i) roles[i] = static_cast<uint8_t>(i);
  return roles;
}

// `give {person} {thing}` beside `give {thing} to {person}`: the names say which is which.
std::vector<uint8_t> by_name(const GrammarLine& line, const GrammarEntry& first) {
  std::vector<uint8_t> roles;
  for (const Role& role : line.roles) {
    const int at = role_named(first.line, role.name);
    if (at < 0) return by_position(line);
    roles.push_back(first.role_of[static_cast<size_t>(at)]);
  }
  return roles;
}

bool yields(const GrammarEntry* entry) {
  return entry->manner.yields;
}

bool lists(const std::vector<HookTarget>& targets, ActionId action) {
  return std::any_of(targets.begin(), targets.end(),
                     [&](const HookTarget& target) { return target.action == action; });
}

}  // namespace

Result<LineId> Grammar::add(std::string_view line, Atom owner, uint32_t handler, uint32_t group,
                            LineManner manner) {
  Result<GrammarLine> compiled = compile_grammar_line(line);
  if (!compiled) return Error{compiled.error()};
  if (!owner && compiled->self_role() >= 0)
    return Error{"grammar line \"" + compiled->text + "\": only a behaviour's line has {self}"};
  auto entry = std::make_unique<GrammarEntry>();
  entry->owner = owner;
  entry->handler = handler;
  entry->group = group;
  entry->manner = manner;
  entry->line = *std::move(compiled);
  return enter(std::move(entry));
}

Result<LineId> Grammar::add_action(std::string_view line, Atom owner) {
  Result<GrammarLine> compiled = compile_grammar_line(line);
  if (!compiled) return Error{compiled.error()};
  auto entry = std::make_unique<GrammarEntry>();
  entry->owner = owner;
  entry->typed = false;
  entry->line = *std::move(compiled);
  return enter(std::move(entry));
}

LineId Grammar::enter(std::unique_ptr<GrammarEntry> entry) {
  choose_action(*entry);
  entry->id = LineId{static_cast<uint32_t>(entries_.size())};
  entries_.push_back(std::move(entry));
  index(*entries_.back());
  ++generation_;
  return entries_.back()->id;
}

void Grammar::choose_action(GrammarEntry& entry) {
  if (const GrammarEntry* first = sibling(entry)) {
    entry.action = first->action;
    entry.role_of = by_name(entry.line, *first);
    return;
  }
  entry.action = ActionId{static_cast<uint32_t>(actions_.size())};
  actions_.push_back(entry.line.text);
  entry.role_of = by_position(entry.line);
}

// A line of the table that means the same as this one. Only reloading asks, so a walk will do.
const GrammarEntry* Grammar::sibling(const GrammarEntry& entry) const {
  if (entry.typed && entry.group == 0) return nullptr;
  for (const auto& other : entries_) {
    if (!other || other->typed != entry.typed) continue;
    if (entry.typed) {
      if (other->group == entry.group && other->owner == entry.owner &&
          other->line.roles.size() == entry.line.roles.size())
        return other.get();
    } else if (overlap(other->line.tokens[0], entry.line.tokens[0]) &&
               same_skeleton(other->line, entry.line)) {
      return other.get();
    }
  }
  return nullptr;
}

void Grammar::index(const GrammarEntry& entry) {
  for (const std::string& verb : entry.line.tokens[0].words) {
    auto& lines = (entry.typed ? typed_ : untyped_)[verb];
    // Of two lines that fit equally well the first one is taken.
    const auto behind = entry.manner.yields ? lines.end() : std::ranges::find_if(lines, yields);
    lines.insert(behind, &entry);
  }
  if (!entry.typed) return;
  for (const GrammarToken& token : entry.line.tokens)
    for (const std::string& word : token.words) ++literals_[word];
}

void Grammar::unindex(const GrammarEntry& entry) {
  auto& index = entry.typed ? typed_ : untyped_;
  for (const std::string& verb : entry.line.tokens[0].words) {
    const auto at = index.find(verb);
    std::erase(at->second, &entry);
    if (at->second.empty()) index.erase(at);
  }
  if (!entry.typed) return;
  for (const GrammarToken& token : entry.line.tokens)
    for (const std::string& word : token.words) {
      const auto at = literals_.find(word);
      if (--at->second == 0) literals_.erase(at);
    }
}

void Grammar::remove(LineId id) {
  if (!find(id)) return;
  unindex(*entries_[id.number]);
  entries_[id.number].reset();
  ++generation_;
}

void Grammar::remove_owner(Atom owner) {
  for (size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i] && entries_[i]->owner == owner) remove(LineId{static_cast<uint32_t>(i)});
}

Result<HookBinding> Grammar::bind_hook(std::string_view line) const {
  Result<GrammarLine> hook = compile_grammar_line(line);
  if (!hook) return Error{hook.error()};
  HookBinding binding;
  for (const Role& role : hook->roles) binding.names.push_back(role.name);
  binding.self = hook->self_role();
  for (const std::string& verb : hook->tokens[0].words) {
    const size_t before = binding.targets.size();
    bind_verb(*hook, verb, binding);
    // "get/take": both name one action, which must not be called twice but is known twice.
    if (binding.targets.size() == before) {
      HookBinding alone;
      bind_verb(*hook, verb, alone);
      if (alone.targets.empty()) return unknown_action(hook->text, verb);
    }
  }
  return binding;
}

void Grammar::bind_verb(const GrammarLine& hook, std::string_view verb,
                        HookBinding& binding) const {
  for (const auto* index : {&typed_, &untyped_}) {
    const auto at = index->find(verb);
    if (at == index->end()) continue;
    for (const GrammarEntry* entry : at->second) {
      if (!same_skeleton(hook, entry->line) || lists(binding.targets, entry->action)) continue;
      binding.targets.push_back({entry->action, entry->role_of});
    }
  }
}

Error Grammar::unknown_action(std::string_view line, std::string_view verb) const {
  std::string message = "no action is called \"" + std::string(line) + "\"";
  const bool known = typed_.contains(verb) || untyped_.contains(verb);
  if (known) return Error{message + ": the verb is known, but with other words or roles"};
  std::vector<std::string_view> verbs;
  for (const auto& [word, lines] : typed_) verbs.push_back(word);
  for (const auto& [word, lines] : untyped_) verbs.push_back(word);
  std::sort(verbs.begin(), verbs.end());
  if (const auto near = nearest(verb, verbs))
    return Error{message + "; the nearest verb is \"" + std::string(*near) + "\""};
  return Error{message + ": no verb file knows \"" + std::string(verb) + "\""};
}

const GrammarEntry* Grammar::find(LineId id) const {
  return id.number < entries_.size() ? entries_[id.number].get() : nullptr;
}

std::span<const GrammarEntry* const> Grammar::lines(std::string_view folded_word) const {
  const auto at = typed_.find(folded_word);
  if (at == typed_.end()) return {};
  return at->second;
}

bool Grammar::knows_word(std::string_view folded_word) const {
  return literals_.contains(folded_word);
}

std::string_view Grammar::action_name(ActionId action) const {
  return action.number < actions_.size() ? std::string_view(actions_[action.number]) : "";
}

}  // namespace reality
