// SPDX-License-Identifier: MIT
#include "world/prose/prose.h"

#include <algorithm>
#include <array>
#include <span>

#include "world/prose/naming.h"

namespace reality {

namespace {

using Kind = Template::Kind;
using Piece = Template::Piece;
using ThingList = std::vector<const Thing*>;

using Mark = std::string_view;
constexpr auto kOpening = std::to_array<Mark>({"\"", "'", "(", "[", "“", "‘", "«", "„"});
constexpr auto kClosing = std::to_array<Mark>({"\"", "'", ")", "]", "”", "’", "»"});
constexpr auto kStops = std::to_array<Mark>({".", "!", "?", "…"});

template <size_t N>
bool cut_one(std::string_view& text, const std::array<Mark, N>& marks) {
  for (const Mark mark : marks) {
    if (!text.ends_with(mark)) continue;
    text.remove_suffix(mark.size());
    return true;
  }
  return false;
}

const Thing* only_thing(const RoleValue* value) {
  if (!value) return nullptr;
  if (const auto* thing = std::get_if<const Thing*>(value)) return *thing;
  const auto* list = std::get_if<ThingList>(value);
  return list && list->size() == 1 ? list->front() : nullptr;
}

bool is_among(const RoleValue& value, const Thing& reader) {
  if (const auto* thing = std::get_if<const Thing*>(&value)) return *thing == &reader;
  const auto* list = std::get_if<ThingList>(&value);
  return list && std::find(list->begin(), list->end(), &reader) != list->end();
}

bool takes_plural(const RoleValue& value, const Thing* reader, bool after_pronoun) {
  if (const Thing* thing = only_thing(&value)) {
    return after_pronoun ? pronoun_takes_plural_verb(*thing, reader)
                         : takes_plural_verb(*thing, reader);
  }
  if (const auto* list = std::get_if<ThingList>(&value)) return list->size() > 1;
  if (const auto* number = std::get_if<int64_t>(&value)) return *number != 1;
  return std::holds_alternative<double>(value);
}

/// One rendering: the parts of it that stay the same from piece to piece.
class Rendering {
 public:
  Rendering(std::string& out, const Template& message, const Roles& roles, const Thing* reader)
      : out_(out), start_(out.size()), message_(message), reader_(reader) {
    for (size_t i = 0; i < message.role_count(); ++i) values_[i] = roles.find(message.role(i));
  }
  void add(const Piece& piece);

 private:
  void add_name(const Piece& piece, const RoleValue& value);
  void add_thing(const Piece& piece, const Thing& thing);
  void add_pronoun(const Piece& piece, const RoleValue& value);
  void add_value(const Piece& piece, const RoleValue& value);

  std::string& out_;
  size_t start_;
  const Template& message_;
  const Thing* reader_;
  std::array<const RoleValue*, Template::kMostRoles> values_{};
};

void Rendering::add(const Piece& piece) {
  if (piece.kind == Kind::text) {
    out_ += message_.part(piece.from, piece.to);
    return;
  }
  const RoleValue* value = values_[piece.role];
  if (!value) {
    if (piece.kind != Kind::verb) out_ += message_.part(piece.from, piece.to);
    return;
  }
  if (piece.kind == Kind::verb) {
    const bool plural = takes_plural(*value, reader_, piece.after_pronoun);
    out_ += plural ? message_.part(piece.from, piece.middle)
                   : message_.part(piece.middle + 1, piece.to);
    return;
  }
  if (piece.kind == Kind::name && !std::holds_alternative<const Thing*>(*value) &&
      !std::holds_alternative<ThingList>(*value)) {
    add_value(piece, *value);
    return;
  }
  const size_t at = out_.size();
  const bool capital = piece.capital || starts_sentence(std::string_view(out_).substr(start_));
  piece.kind == Kind::name ? add_name(piece, *value) : add_pronoun(piece, *value);
  if (capital) capitalise_from(out_, at);
}

void Rendering::add_name(const Piece& piece, const RoleValue& value) {
  if (const Thing* thing = only_thing(&value)) {
    add_thing(piece, *thing);
    return;
  }
  const auto* list = std::get_if<ThingList>(&value);
  append_list(out_, list ? std::span<const Thing* const>(*list) : std::span<const Thing* const>(),
              reader_, piece.article);
  if (piece.possessive) out_ += "'s";
}

void Rendering::add_thing(const Piece& piece, const Thing& thing) {
  const bool same_as_subject =
      piece.subject != Template::kNoRole && only_thing(values_[piece.subject]) == &thing;
  if (same_as_subject) {
    append_pronoun(out_, thing, reader_,
                   piece.possessive ? PronounForm::possessive : PronounForm::reflexive);
  } else if (piece.possessive) {
    append_possessive(out_, thing, reader_, piece.article);
  } else {
    append_name(out_, thing, reader_, piece.article);
  }
}

void Rendering::add_pronoun(const Piece& piece, const RoleValue& value) {
  if (const Thing* thing = only_thing(&value)) {
    append_pronoun(out_, *thing, reader_, piece.form);
    return;
  }
  append_plain_pronoun(out_, takes_plural(value, reader_, true), piece.form);
}

void Rendering::add_value(const Piece& piece, const RoleValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) out_ += *text;
  if (const auto* number = std::get_if<int64_t>(&value)) append_digits(out_, *number);
  if (const auto* number = std::get_if<double>(&value)) append_digits(out_, *number);
  if (piece.possessive) out_ += "'s";
}

}  // namespace

bool starts_sentence(std::string_view before) {
  while (cut_one(before, kOpening)) {
  }
  if (before.empty() || before.back() == '\n') return true;
  if (before.back() != ' ') return false;
  while (before.ends_with(' ')) before.remove_suffix(1);
  if (before.empty() || before.back() == '\n') return true;
  while (cut_one(before, kClosing)) {
  }
  return cut_one(before, kStops);
}

void Roles::set(std::string_view name, RoleValue value) {
  for (auto& [known, held] : roles_) {
    if (known != name) continue;
    held = std::move(value);
    return;
  }
  roles_.emplace_back(std::string(name), std::move(value));
}

const RoleValue* Roles::find(std::string_view name) const {
  for (const auto& [known, value] : roles_)
    if (known == name) return &value;
  return nullptr;
}

bool concerns(const Roles& roles, const Thing& reader) {
  for (const auto& [name, value] : roles.all())
    if (is_among(value, reader)) return true;
  return false;
}

bool names_reader(const Template& message, const Roles& roles, const Thing& reader) {
  for (size_t i = 0; i < message.role_count(); ++i) {
    const RoleValue* value = roles.find(message.role(i));
    if (value && is_among(*value, reader)) return true;
  }
  return false;
}

std::string_view missing_role(const Template& message, const Roles& roles) {
  for (size_t i = 0; i < message.role_count(); ++i)
    if (!roles.find(message.role(i))) return message.role(i);
  return {};
}

void render_to(std::string& out, const Template& message, const Roles& roles, const Thing* reader) {
  out.reserve(out.size() + message.source().size() + 32);
  Rendering rendering(out, message, roles, reader);
  for (const Piece& piece : message.pieces()) rendering.add(piece);
}

std::string render(const Template& message, const Roles& roles, const Thing* reader) {
  std::string out;
  render_to(out, message, roles, reader);
  return out;
}

}  // namespace reality
