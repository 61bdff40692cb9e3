// SPDX-License-Identifier: MIT
#include "world/language/languages.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "engine/text.h"
#include "world/language/data_lines.h"
#include "world/prose/naming.h"
#include "world/state/keys.h"

namespace reality {

namespace {

constexpr std::string_view kEnglish = "en";

/// "data/language/de.words" for messages, whatever folder it was read from.
std::string label(std::string_view locale, std::string_view ending) {
  return "data/language/" + std::string(locale) + "." + std::string(ending);
}

Result<std::string> read_file(const std::string& folder, std::string_view locale,
                              std::string_view ending) {
  std::ifstream in(folder + "/" + std::string(locale) + "." + std::string(ending));
  std::stringstream text;
  text << in.rdbuf();
  if (!in) return Error{label(locale, ending) + " is missing"};
  if (!is_valid_utf8(text.str())) return Error{label(locale, ending) + " is not UTF-8"};
  return text.str();
}

/// What a file of one kind becomes, put where it belongs.
template <class Read, class Into>
Status read_part(const std::string& folder, std::string_view locale, std::string_view ending,
                 Read read, Into& into) {
  auto text = read_file(folder, locale, ending);
  if (!text) return Error{text.error()};
  auto made = read(label(locale, ending), *text);
  if (!made) return Error{made.error()};
  into = *std::move(made);
  return {};
}

/// The first role of the translation that its English message does not name; "" when there is none.
std::string_view strange_role(const ForeignTemplate& made, const Template& english) {
  for (const std::string_view role : made.roles()) {
    bool known = false;
    for (size_t i = 0; i < english.role_count(); ++i) known = known || english.role(i) == role;
    if (!known) return role;
  }
  return {};
}

}  // namespace

Status Languages::load(const std::string& folder) {
  if (Status english = load_english(folder); !english) return english;
  std::vector<std::string> found;
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(folder, missing))
    if (entry.path().extension() == ".messages") found.push_back(entry.path().stem().string());
  std::sort(found.begin(), found.end());
  for (const std::string& locale : found) {
    if (locale == kEnglish) continue;
    if (Status status = load_language(folder, locale); !status) return status;
  }
  return {};
}

Status Languages::load_english(const std::string& folder) {
  return read_part(
      folder, kEnglish, "messages",
      [](const std::string& file, const std::string& text) {
        return ParserMessages::read(file, text, nullptr);
      },
      english_);
}

Status Languages::load_language(const std::string& folder, const std::string& locale) {
  auto language = std::make_unique<Language>();
  language->locale = locale;
  const auto messages = [&](const std::string& file, const std::string& text) {
    return ParserMessages::read(file, text, &english_);
  };
  const auto words = [&](const std::string& file, const std::string& text) {
    return ForeignWords::read(locale, file, text);
  };
  Status status = read_part(folder, locale, "messages", messages, language->messages);
  if (status)
    status = read_part(folder, locale, "grammar", ForeignGrammar::read, language->grammar);
  if (status) status = read_part(folder, locale, "words", words, language->words);
  if (!status) return status;
  auto templates = read_file(folder, locale, "templates");
  if (!templates) return Error{templates.error()};
  status = read_templates(*language, label(locale, "templates"), *templates);
  if (status) languages_[locale] = std::move(language);
  return status;
}

Status Languages::read_templates(Language& language, std::string_view file, std::string_view text) {
  const DataLine* english = nullptr;
  const std::vector<DataLine> lines = read_data_lines(text);
  for (const DataLine& line : lines) {
    const bool is_english = line.key == kEnglish;
    if (!is_english && line.key != language.locale)
      return data_error(file, line.number, "write en: and " + language.locale + ": in turn");
    if (is_english == (english != nullptr))
      return data_error(file, line.number, "each en: is followed by one " + language.locale + ":");
    if (is_english) {
      english = &line;
      continue;
    }
    const auto original = Template::compile(english->text);
    if (!original) return data_error(file, english->number, original.error());
    auto made = ForeignTemplate::compile(line.text, language.words);
    if (!made) return data_error(file, line.number, made.error());
    if (const std::string_view role = strange_role(*made, *original); !role.empty())
      return data_error(file, line.number, "{" + std::string(role) + "} is no role of the English");
    if (!language.templates.emplace(english->text, *std::move(made)).second)
      return data_error(file, english->number, "this message is there twice");
    english = nullptr;
  }
  if (english) return data_error(file, english->number, "this message lacks its translation");
  return {};
}

const Language* Languages::find(std::string_view locale) const {
  const auto found = languages_.find(locale);
  return found == languages_.end() ? nullptr : found->second.get();
}

const Language* Languages::of(const Thing& reader) const {
  if (languages_.empty()) return nullptr;
  const std::string_view locale = reader.string(key::locale);
  return locale.empty() ? nullptr : find(locale);
}

std::vector<std::string> Languages::locales() const {
  std::vector<std::string> found = {std::string(kEnglish)};
  for (const auto& [locale, language] : languages_) found.push_back(locale);
  std::sort(found.begin(), found.end());
  return found;
}

const ParserMessages& Languages::messages(const Thing& reader) const {
  const Language* language = of(reader);
  return language ? language->messages : english_;
}

std::string Languages::render(const Template& message, const Roles& roles,
                              const Thing* reader) const {
  const Language* language = reader ? of(*reader) : nullptr;
  if (!language) return reality::render(message, roles, reader);
  const auto translated = language->templates.find(std::string(message.source()));
  if (translated == language->templates.end()) return reality::render(message, roles, reader);
  std::string out;
  translated->second.render_to(out, language->words, roles, reader);
  return out;
}

std::string Languages::name_for(const Thing& thing, const Thing& reader,
                                std::string_view word) const {
  const Language* language = of(reader);
  if (!language) return reality::name_for(thing, &reader, Article::definite);
  const ForeignRow* row = language->words.row(word);
  std::string out;
  language->words.append(out, thing, row ? *row : *language->words.row(""), &reader);
  return out;
}

}  // namespace reality
