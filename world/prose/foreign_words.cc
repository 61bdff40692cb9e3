// SPDX-License-Identifier: MIT
#include "world/prose/foreign_words.h"

#include <algorithm>

#include "engine/text.h"
#include "world/language/data_lines.h"
#include "world/prose/naming.h"
#include "world/state/keys.h"

namespace reality {

namespace {

constexpr std::string_view kSeveralMark = "(pl)";

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (const std::string_view word : split(text, ' '))
    if (!word.empty()) words.push_back(word);
  return words;
}

Gender gender_by_pronoun(const Thing& thing) {
  const std::string_view pronoun = thing.string(key::pronoun);
  if (pronoun == "he") return Gender::masculine;
  if (pronoun == "she") return Gender::feminine;
  if (pronoun == "they") return Gender::several;
  return thing.flag(key::person) && pronoun.empty() ? Gender::several : Gender::neuter;
}

}  // namespace

Result<ForeignWords> ForeignWords::read(std::string_view locale, std::string_view file,
                                        std::string_view text) {
  ForeignWords made;
  made.locale_ = locale;
  for (const DataLine& line : read_data_lines(text))
    if (Status good = made.read_line(line.key, line.text); !good)
      return data_error(file, line.number, good.error());
  const auto has = [&](bool pronoun) {
    return std::ranges::any_of(made.rows_,
                               [&](const ForeignRow& row) { return row.pronoun == pronoun; });
  };
  if (!has(false) || !has(true))
    return Error{std::string(file) + ": at least one article and one pronoun are needed"};
  return made;
}

Status ForeignWords::read_line(std::string_view key, std::string_view text) {
  const size_t space = key.find(' ');
  const std::string_view kind = key.substr(0, space);
  const std::string_view word = space == std::string_view::npos ? "" : trim(key.substr(space));
  if (kind == "article") return add_row(word, text, false);
  if (kind == "pronoun") return add_row(word, text, true);
  if (kind == "term") return terms_[std::string(word)] = text, Status();
  if (kind == "and") return and_ = text, Status();
  if (kind == "many") return many_ = text, Status();
  if (kind == "nothing") return nothing_ = text, Status();
  if (kind != "numbers") return Error{"there is no entry \"" + std::string(key) + "\""};
  for (const std::string_view number : words_of(text)) numbers_.emplace_back(number);
  return {};
}

Status ForeignWords::add_row(std::string_view word, std::string_view text, bool pronoun) {
  ForeignRow row;
  row.word = word;
  row.pronoun = pronoun;
  row.nominative = std::ranges::none_of(
      rows_, [&](const ForeignRow& other) { return other.pronoun == pronoun; });
  const size_t bar = std::min(text.find('|'), text.size());
  if (bar < text.size()) row.reader = trim(text.substr(bar + 1));
  const std::vector<std::string_view> forms = words_of(text.substr(0, bar));
  if (word.empty() || forms.size() != row.form.size())
    return Error{"a row has a word and four forms: masculine, feminine, neuter, several"};
  for (size_t i = 0; i < forms.size(); ++i) {
    const size_t plus = std::min(forms[i].find('+'), forms[i].size());
    if (forms[i].substr(0, plus) != "-") row.form[i] = forms[i].substr(0, plus);
    if (plus < forms[i].size()) row.ending[i] = forms[i].substr(plus + 1);
  }
  rows_.push_back(std::move(row));
  return {};
}

const ForeignRow* ForeignWords::row(std::string_view word) const {
  for (const ForeignRow& row : rows_)
    if (word.empty() ? !row.pronoun : row.word == word) return &row;
  return nullptr;
}

std::string_view ForeignWords::own_name(const Thing& thing) const {
  const Value& names = thing.get(key::names);
  if (names.type() != ValueType::map) return {};
  for (const auto& [locale, name] : names.as_map())
    if (locale == locale_ && name.type() == ValueType::string) return name.as_string();
  return {};
}

// What has no name in the language is called as in English, without an article.
ForeignName ForeignWords::name_of(const Thing& thing) const {
  ForeignName made;
  std::string_view name = own_name(thing);
  if (name.empty()) {
    made.gender = gender_by_pronoun(thing);
    made.noun = name_parts(thing).noun;
    if (made.noun.empty()) made.noun = term(thing.string(key::direction));
    return made;
  }
  if (const size_t comma = name.find(','); comma != std::string_view::npos) {
    made.plural = trim(name.substr(comma + 1));
    name = trim(name.substr(0, comma));
  }
  const bool several = name.ends_with(kSeveralMark);
  if (several) name = trim(name.substr(0, name.size() - kSeveralMark.size()));
  made.noun = name;
  made.gender = gender_by_pronoun(thing);
  const size_t space = name.find(' ');
  const auto& articles = row("")->form;
  for (size_t i = 0; i < 3 && space != std::string_view::npos; ++i) {
    if (name.substr(0, space) != articles[i]) continue;
    made.article = true;
    made.gender = static_cast<Gender>(i);
    made.noun = name.substr(space + 1);
    break;
  }
  if (several) made.gender = Gender::several;
  return made;
}

bool ForeignWords::is_several(const Thing& thing) const {
  return !thing.flag(key::person) && name_of(thing).gender == Gender::several;
}

void ForeignWords::append_noun(std::string& out, std::string_view noun,
                               std::string_view ending) const {
  for (const char c : noun) {
    if (c == '~') {
      out += ending;
    } else {
      out += c;
    }
  }
}

void ForeignWords::append(std::string& out, const Thing& thing, const ForeignRow& row,
                          const Thing* reader) const {
  if (&thing == reader && !row.reader.empty()) {
    out += row.reader;
    return;
  }
  const ForeignName name = name_of(thing);
  const auto gender = static_cast<size_t>(name.gender);
  if (row.pronoun) {
    out += row.form[gender];
    return;
  }
  if (name.article && !row.form[gender].empty()) out.append(row.form[gender]).append(" ");
  append_noun(out, name.noun, row.ending[gender]);
}

bool ForeignWords::counts(const Thing& thing) const {
  return own_name(thing).empty() || !name_of(thing).plural.empty();
}

void ForeignWords::append_many(std::string& out, const Thing& thing, size_t count) const {
  out.append(count < numbers_.size() ? numbers_[count] : std::to_string(count)).append(" ");
  if (own_name(thing).empty()) return append_plural(out, thing);
  append_noun(out, name_of(thing).plural, many_);
}

void ForeignWords::append_list(std::string& out, std::span<const Thing* const> things,
                               const ForeignRow& row, const Thing* reader) const {
  if (things.empty()) {
    out += nothing_;
    return;
  }
  std::vector<std::string> names;
  std::vector<const Thing*> counted;
  for (const Thing* thing : things) {
    const auto alike = [&](const Thing* other) { return is_alike(*thing, *other); };
    if (std::ranges::any_of(counted, alike)) continue;
    const auto count = static_cast<size_t>(std::ranges::count_if(things, alike));
    std::string& entry = names.emplace_back();
    if (count < 2 || !counts(*thing)) {
      append(entry, *thing, row, reader);
    } else {
      append_many(entry, *thing, count);
      counted.push_back(thing);
    }
  }
  out += join_words(names, and_);
}

std::string_view ForeignWords::term(std::string_view value) const {
  const auto known = terms_.find(value);
  return known == terms_.end() ? value : std::string_view(known->second);
}

std::string_view ForeignWords::term(std::string_view sort, std::string_view value) const {
  if (sort.empty()) return term(value);
  const auto known = terms_.find(std::string(sort).append(" ").append(value));
  return known == terms_.end() ? term(value) : std::string_view(known->second);
}

}  // namespace reality
