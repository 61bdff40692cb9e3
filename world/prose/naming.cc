// SPDX-License-Identifier: MIT
#include "world/prose/naming.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "engine/text.h"
#include "world/state/keys.h"

namespace reality {

namespace {

using PronounRow = std::array<std::string_view, 5>;
constexpr PronounRow kYou = {"you", "you", "your", "yours", "yourself"};
constexpr PronounRow kHe = {"he", "him", "his", "his", "himself"};
constexpr PronounRow kShe = {"she", "her", "her", "hers", "herself"};
constexpr PronounRow kIt = {"it", "it", "its", "its", "itself"};
constexpr PronounRow kOnePerson = {"they", "them", "their", "theirs", "themself"};
constexpr PronounRow kThey = {"they", "them", "their", "theirs", "themselves"};

constexpr std::array<std::string_view, 13> kNumberWords = {
    "zero",  "one",   "two",  "three", "four",   "five",  "six",
    "seven", "eight", "nine", "ten",   "eleven", "twelve"};

constexpr size_t kMostGroups = 100;

constexpr bool is_word(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (size_t i = 0; i < text.size(); ++i)
    if ((text[i] | 0x20) != lower[i]) return false;
  return true;
}

/// The length of the article that a name begins with; 0 when there is none.
size_t article_length(std::string_view name) {
  const size_t space = name.substr(0, 5).find(' ');
  if (space == std::string_view::npos || space + 1 == name.size()) return 0;
  const std::string_view word = name.substr(0, space);
  const bool article =
      is_word(word, "a") || is_word(word, "an") || is_word(word, "the") || is_word(word, "some");
  return article ? space : 0;
}

/// A person that is "they" is still one person, unless its name says that there are several.
bool is_several(const Thing& thing) {
  const std::string_view pronoun = thing.string(key::pronoun);
  const NameParts name = name_parts(thing);
  if (pronoun.empty() && is_word(name.article, "some") && name.noun.ends_with("s")) return true;
  if (pronoun != "they") return false;
  return !thing.flag(key::person) || is_word(name_parts(thing).article, "some");
}

const PronounRow& pronouns(const Thing& thing, const Thing* reader) {
  if (&thing == reader) return kYou;
  const std::string_view word = thing.string(key::pronoun);
  if (word == "he") return kHe;
  if (word == "she") return kShe;
  if (word == "it") return kIt;
  if (word == "they") return is_several(thing) ? kThey : kOnePerson;
  return thing.flag(key::person) ? kOnePerson : kIt;
}

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> ends) {
  for (const std::string_view end : ends)
    if (word.ends_with(end)) return true;
  return false;
}

/// The few that people meet everywhere; for others the author writes `plural`.
constexpr auto kIrregular = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"man", "men"}, {"woman", "women"}, {"child", "children"}, {"person", "people"}});

/// `word` may have adjectives before it.
void append_plural_word(std::string& out, std::string_view word) {
  const size_t last = word.rfind(' ') + 1;  // 0 when there is no space
  for (const auto& [one, many] : kIrregular) {
    if (word.substr(last) != one) continue;
    out.append(word.substr(0, last)).append(many);
    return;
  }
  const bool vowel_before_y =
      word.size() > 1 && std::string_view("aeiou").find(word[word.size() - 2]) != std::string::npos;
  if (word.ends_with('y') && !vowel_before_y) {
    out.append(word.substr(0, word.size() - 1)).append("ies");
  } else {
    out.append(word).append(ends_with_any(word, {"s", "x", "z", "ch", "sh"}) ? "es" : "s");
  }
}

struct Group {
  const Thing* first;
  std::string_view name;  // none: nothing is like it
  size_t count;
};

/// Groups in the order of their first members. Kept on the stack, for most lists are short.
struct Groups {
  std::array<Group, kMostGroups> group;  // only the first `size` are set
  size_t size = 0;
  size_t others = 0;

  void add(const Thing& thing, bool alone) {
    const std::string_view name = alone ? std::string_view() : thing.string(key::name);
    for (size_t i = 0; i < size && !name.empty(); ++i) {
      if (group[i].name != name || !is_alike(*group[i].first, thing)) continue;
      ++group[i].count;
      return;
    }
    if (size == group.size()) {
      ++others;
    } else {
      group[size++] = {&thing, name, 1};
    }
  }
};

void append_group(std::string& out, const Group& group, const Thing* reader, Article article) {
  if (group.count == 1) return append_name(out, *group.first, reader, article);
  if (article == Article::definite) out += "the ";
  append_number_word(out, static_cast<int64_t>(group.count));
  out += ' ';
  append_plural(out, *group.first);
}

}  // namespace

NameParts name_parts(const Thing& thing) {
  const std::string_view name = thing.string(key::name);
  const size_t length = article_length(name);
  if (length == 0 || thing.flag(key::proper)) return {{}, name};
  return {name.substr(0, length), name.substr(length + 1)};
}

void append_name(std::string& out, const Thing& thing, const Thing* reader, Article article) {
  if (&thing == reader) {
    out += "you";
    return;
  }
  const std::string_view name = thing.string(key::name);
  if (name.empty()) {
    // Exits need no name: where they lead is what people call them.
    const std::string_view direction = thing.string(key::direction);
    out.append(direction.empty() ? "something" : "the way ").append(direction);
    return;
  }
  if (article != Article::definite) {
    out += name;
    return;
  }
  const NameParts parts = name_parts(thing);
  if (!parts.article.empty()) out += "the ";
  out += parts.noun;
}

void append_possessive(std::string& out, const Thing& thing, const Thing* reader, Article article) {
  if (&thing == reader) {
    out += "your";
    return;
  }
  append_name(out, thing, reader, article);
  out += out.back() == 's' && is_several(thing) ? "'" : "'s";
}

void append_pronoun(std::string& out, const Thing& thing, const Thing* reader, PronounForm form) {
  out += pronouns(thing, reader)[static_cast<size_t>(form)];
}

void append_plain_pronoun(std::string& out, bool several, PronounForm form) {
  out += (several ? kThey : kIt)[static_cast<size_t>(form)];
}

std::string name_for(const Thing& thing, const Thing* reader, Article article) {
  std::string out;
  append_name(out, thing, reader, article);
  return out;
}

void append_plural(std::string& out, const Thing& thing) {
  if (const std::string_view plural = thing.string(key::plural); !plural.empty()) {
    out += plural;
    return;
  }
  // "coil of rope" becomes "coils of rope": what is before the "of" is what is counted.
  const std::string_view noun = name_parts(thing).noun;
  const size_t of = std::min(noun.find(" of "), noun.size());
  append_plural_word(out, noun.substr(0, of));
  out += noun.substr(of);
}

bool is_alike(const Thing& one, const Thing& other) {
  if (one.string(key::name) != other.string(key::name)) return false;
  if (one.string(key::plural) != other.string(key::plural)) return false;
  const std::string_view article = name_parts(one).article;
  return is_word(article, "a") || is_word(article, "an");
}

void append_list(std::string& out, std::span<const Thing* const> things, const Thing* reader,
                 Article article, const ListRemarks* remarks) {
  if (things.empty()) {
    out += "nothing";
    return;
  }
  Groups groups;
  for (const Thing* thing : things) {
    groups.add(*thing, thing == reader || (remarks && remarks->any(*thing)));
  }
  ListJoiner joiner(groups.size + (groups.others > 0 ? 1 : 0));
  for (size_t i = 0; i < groups.size; ++i) {
    const Group& group = groups.group[i];
    joiner.before(out);
    append_group(out, group, reader, article);
    if (remarks && group.name.empty()) remarks->append(out, *group.first);
  }
  if (groups.others == 0) return;
  joiner.before(out);
  append_number_word(out, static_cast<int64_t>(groups.others));
  out += groups.others == 1 ? " other thing" : " other things";
}

std::string list_things(std::span<const Thing* const> things, const Thing* reader) {
  std::string out;
  append_list(out, things, reader);
  return out;
}

bool takes_plural_verb(const Thing& thing, const Thing* reader) {
  return &thing == reader || is_several(thing);
}

bool pronoun_takes_plural_verb(const Thing& thing, const Thing* reader) {
  const PronounRow& row = pronouns(thing, reader);
  return &row == &kYou || &row == &kThey || &row == &kOnePerson;
}

void append_number_word(std::string& out, int64_t number) {
  if (number >= 0 && static_cast<size_t>(number) < kNumberWords.size()) {
    out += kNumberWords[static_cast<size_t>(number)];
  } else {
    append_digits(out, number);
  }
}

void append_digits(std::string& out, int64_t number) {
  std::array<char, 24> digits;
  out.append(digits.data(), std::to_chars(digits.begin(), digits.end(), number).ptr);
}

void append_digits(std::string& out, double number) {
  std::array<char, 32> digits;
  out.append(digits.data(), std::to_chars(digits.begin(), digits.end(), number).ptr);
}

void capitalise_from(std::string& out, size_t at) {
  if (at >= out.size()) return;
  const char first = out[at];
  if (first >= 'a' && first <= 'z') {
    out[at] = static_cast<char>(first - 'a' + 'A');
  } else if (static_cast<unsigned char>(first) >= 0x80) {
    const std::string whole = capitalise(std::string_view(out).substr(at));
    out.replace(at, std::string::npos, whole);
  }
}

}  // namespace reality
