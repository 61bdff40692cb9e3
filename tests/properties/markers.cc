// SPDX-License-Identifier: MIT
#include "tests/properties/markers.h"

#include <array>
#include <cctype>

#include "world/state/keys.h"

namespace reality {

namespace {

constexpr std::string_view kVowels = "aeiou";
constexpr std::string_view kConsonants = "bdfgklmnprtvz";
constexpr std::array kTexts = {key::text, key::initial, key::writing};

/// All of one length, so that none begins another: z for names, q for texts.
std::string nonsense(size_t number, char first) {
  const size_t code = number * 1597 % 4225;  // no two neighbours look alike
  std::string word(1, first);
  word += kVowels[code % 5];
  word += kConsonants[code / 5 % 13];
  word += kVowels[code / 65 % 5];
  word += kConsonants[code / 325];
  return word;
}

}  // namespace

std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  for (const char c : text) {
    const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (letter && !inside) words.emplace_back();
    if (letter) words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    inside = letter;
  }
  return words;
}

std::string Markers::next(Of what) {
  std::string word = nonsense(count_++, what == Of::name ? 'z' : 'q');
  kinds_.emplace(word, what);
  return word;
}

// "an iron key" becomes "a zabob iron key"; "Fred" becomes "Fred zabob".
void Markers::mark_name(Things& things, Thing& thing) {
  const Value* own = thing.own(key::name);
  if (!own || own->type() != ValueType::string) return;
  const std::string name(own->as_string());
  if (thing.flag(key::player)) {
    for (const std::string& word : plain_words(name)) kinds_.emplace(word, Of::name);
    return;
  }
  const std::string marker = next(Of::name);
  for (const std::string_view article : {"a ", "an ", "some ", "the "}) {
    if (!name.starts_with(article)) continue;
    const std::string_view before = article == "an " ? "a " : article;
    const std::string rest = name.substr(article.size());
    things.set(thing, key::name, Value(std::string(before) + marker + " " + rest));
    if (const Value* plural = thing.own(key::plural))
      things.set(thing, key::plural, Value(marker + " " + std::string(plural->as_string())));
    return;
  }
  const size_t owner = name.find("'s ");
  const size_t at = owner == std::string::npos ? name.size() : owner + 2;
  things.set(thing, key::name, Value(name.substr(0, at) + " " + marker + name.substr(at)));
}

void Markers::mark_texts(Things& things, Thing& thing) {
  std::string marker;
  for (const Atom text : kTexts) {
    const Value* own = thing.own(text);
    if (!own || own->type() != ValueType::string) continue;
    if (marker.empty()) marker = next(Of::text);
    things.set(thing, text, Value(std::string(own->as_string()) + " (" + marker + ")"));
  }
}

void Markers::mark_all(Things& things) {
  things.for_each([&](Thing& thing) {
    mark_name(things, thing);
    mark_texts(things, thing);
  });
}

std::set<std::string> Markers::in(std::string_view text) const {
  std::set<std::string> found;
  for (std::string& word : plain_words(text))
    if (kinds_.contains(word)) found.insert(std::move(word));
  return found;
}

std::set<std::string> Markers::of_name(const Thing& thing) const {
  return in(thing.string(key::name));
}

std::set<std::string> Markers::of_texts(const Thing& thing) const {
  std::set<std::string> found;
  for (const Atom text : kTexts) found.merge(in(thing.string(text)));
  return found;
}

std::string Markers::plain(std::string_view name) const {
  std::string out;
  for (const std::string& word : plain_words(name)) {
    const auto marker = kinds_.find(word);
    const bool player = marker != kinds_.end() && word.front() != 'z' && word.front() != 'q';
    if (word == "a" || word == "an" || word == "the" || word == "some" || word == "s") continue;
    if (marker != kinds_.end() && !player) continue;
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

}  // namespace reality
