// SPDX-License-Identifier: MIT
#include "world/prose/foreign_template.h"

#include <algorithm>
#include <utility>

#include "engine/text.h"
#include "world/prose/naming.h"

namespace reality {

namespace {

using ThingList = std::vector<const Thing*>;

const Thing* only_thing(const RoleValue& value) {
  if (const auto* thing = std::get_if<const Thing*>(&value)) return *thing;
  const auto* list = std::get_if<ThingList>(&value);
  return list && list->size() == 1 ? list->front() : nullptr;
}

bool names_things(const RoleValue& value) {
  return std::holds_alternative<const Thing*>(value) || std::holds_alternative<ThingList>(value);
}

bool is_several(const RoleValue& value, const ForeignWords& words) {
  if (const Thing* thing = only_thing(value)) return words.is_several(*thing);
  if (const auto* list = std::get_if<ThingList>(&value)) return list->size() > 1;
  const auto* number = std::get_if<int64_t>(&value);
  return number && *number != 1;
}

}  // namespace

Result<ForeignTemplate> ForeignTemplate::compile(std::string_view source,
                                                 const ForeignWords& words) {
  ForeignTemplate made;
  for (size_t at = 0; at < source.size();) {
    const size_t open = std::min(source.find('{', at), source.size());
    if (open > at) {
      Piece& piece = made.pieces_.emplace_back();
      piece.text = source.substr(at, open - at);
    }
    if (open == source.size()) break;
    const size_t close = source.find('}', open);
    if (close == std::string_view::npos) return Error{"a { without its }"};
    if (Status good = made.add_slot(source.substr(open + 1, close - open - 1), words); !good)
      return Error{good.error()};
    at = close + 1;
  }
  return made;
}

Status ForeignTemplate::add_slot(std::string_view slot, const ForeignWords& words) {
  if (slot.find('/') != std::string_view::npos) return add_verb(slot);
  const size_t space = slot.find(' ');
  if (space == std::string_view::npos) return add_name("", slot, words);
  return add_name(slot.substr(0, space), trim(slot.substr(space)), words);
}

Status ForeignTemplate::add_verb(std::string_view slot) {
  Piece piece;
  piece.kind = Kind::verb;
  const size_t space = std::min(slot.find(' '), slot.size());
  piece.role = space < slot.size() ? std::string(trim(slot.substr(space))) : doer_;
  for (const std::string_view form : split(slot.substr(0, space), '/'))
    piece.forms.emplace_back(form);
  if (piece.role.empty()) return Error{"no role with which {" + std::string(slot) + "} agrees"};
  if (piece.forms.size() > 3)
    return Error{"a verb has two or three forms, not {" + std::string(slot) + "}"};
  pieces_.push_back(std::move(piece));
  return {};
}

Status ForeignTemplate::add_name(std::string_view word, std::string_view role,
                                 const ForeignWords& words) {
  Piece piece;
  piece.kind = word == "term" ? Kind::term : Kind::name;
  piece.role = role;
  if (const size_t space = role.find(' '); piece.kind == Kind::term && space < role.size()) {
    piece.word = role.substr(0, space);
    piece.role = trim(role.substr(space));
  }
  if (piece.kind == Kind::name) {
    const std::string folded = fold_case(word);
    const ForeignRow* row = words.row(folded);
    if (!row) return Error{"there is no article or pronoun \"" + std::string(word) + "\""};
    piece.word = folded;
    if (row->nominative) doer_ = role;
  }
  pieces_.push_back(std::move(piece));
  return {};
}

std::vector<std::string_view> ForeignTemplate::roles() const {
  std::vector<std::string_view> found;
  for (const Piece& piece : pieces_)
    if (piece.kind != Kind::text) found.push_back(piece.role);
  return found;
}

void ForeignTemplate::render_to(std::string& out, const ForeignWords& words, const Roles& roles,
                                const Thing* reader) const {
  const size_t start = out.size();
  for (const Piece& piece : pieces_) {
    const RoleValue* value = piece.kind == Kind::text ? nullptr : roles.find(piece.role);
    if (piece.kind == Kind::text) {
      out += piece.text;
    } else if (piece.kind == Kind::verb) {
      add_form(out, piece, value, words, reader);
    } else if (value && !names_things(*value)) {
      add_value(out, piece, *value, words);
    } else if (value) {
      const size_t at = out.size();
      const bool capital = starts_sentence(std::string_view(out).substr(start));
      add_things(out, piece, *value, words, reader);
      if (capital) capitalise_from(out, at);
    }
  }
}

void ForeignTemplate::add_value(std::string& out, const Piece& piece, const RoleValue& value,
                                const ForeignWords& words) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (piece.kind == Kind::term) {
      out += words.term(piece.word, *text);
    } else {
      out += *text;
    }
  }
  if (const auto* number = std::get_if<int64_t>(&value)) append_digits(out, *number);
  if (const auto* number = std::get_if<double>(&value)) append_digits(out, *number);
}

void ForeignTemplate::add_things(std::string& out, const Piece& piece, const RoleValue& value,
                                 const ForeignWords& words, const Thing* reader) {
  const ForeignRow& row = *words.row(piece.word);
  if (const Thing* thing = only_thing(value)) return words.append(out, *thing, row, reader);
  const auto* list = std::get_if<ThingList>(&value);
  words.append_list(out,
                    list ? std::span<const Thing* const>(*list) : std::span<const Thing* const>(),
                    row, reader);
}

void ForeignTemplate::add_form(std::string& out, const Piece& piece, const RoleValue* value,
                               const ForeignWords& words, const Thing* reader) {
  const bool several = value && is_several(*value, words);
  const bool is_reader = value && reader && only_thing(*value) == reader;
  if (is_reader && piece.forms.size() == 3) {
    out += piece.forms.front();
  } else {
    out += several ? piece.forms.back() : piece.forms[piece.forms.size() - 2];
  }
}

}  // namespace reality
