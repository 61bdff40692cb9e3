// SPDX-License-Identifier: MIT
#include "world/prose/emote.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/text.h"
#include "world/prose/naming.h"
#include "world/state/keys.h"

namespace reality {

namespace {

/// A message has sixteen roles; the actor's name and the text around each person need the others.
constexpr size_t kMostNamed = 6;

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z') || byte == '_';
}

/// Dashes, dots and quotation marks, U+2000 to U+203F, are no letters: e2 80 xx.
constexpr std::string_view kPunctuationLead = "\xe2\x80";

bool word_follows(std::string_view rest) {
  return !rest.empty() && is_word_byte(rest.front()) && !rest.starts_with(kPunctuationLead);
}

bool word_precedes(std::string_view before) {
  if (before.empty() || !is_word_byte(before.back())) return false;
  return before.size() < 3 || !before.substr(before.size() - 3).starts_with(kPunctuationLead);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_with(std::string_view text, std::string_view folded) {
  if (text.size() < folded.size()) return false;
  for (size_t i = 0; i < folded.size(); ++i)
    if (lower(text[i]) != folded[i]) return false;
  return true;
}

struct Person {
  const Thing* thing;
  std::string folded;
};

/// Longer names first: "Captain Vance" before somebody called Captain.
std::vector<Person> nameable(const Thing& actor, std::span<const Thing* const> people) {
  std::vector<Person> found;
  for (const Thing* person : people) {
    const NameParts name = name_parts(*person);
    if (person == &actor || !name.article.empty() || name.noun.empty()) continue;
    found.push_back({person, fold_case(name.noun)});
  }
  std::stable_sort(found.begin(), found.end(), [](const Person& a, const Person& b) {
    return a.folded.size() > b.folded.size();
  });
  return found;
}

/// The length of "'s" or "’s" at the start of the text, if a word ends there; else 0.
size_t possessive_length(std::string_view text) {
  for (const std::string_view ending : {"'s", "\u2019s"})
    if (begins_with(text, ending) && !word_follows(text.substr(ending.size())))
      return ending.size();
  return 0;
}

bool ends_with_article(std::string_view before) {
  while (before.ends_with(' ')) before.remove_suffix(1);
  const size_t space = before.rfind(' ');
  const std::string word =
      fold_case(before.substr(space == std::string_view::npos ? 0 : space + 1));
  return word == "the" || word == "a" || word == "an";
}

bool ends_sentence(std::string_view before) {
  while (before.ends_with(' ')) before.remove_suffix(1);
  return !before.empty() && std::string_view(".!?").find(before.back()) != std::string_view::npos;
}

/// A letter that a full stop may follow: ASCII, or a Latin one of two bytes (U+00C0 to U+024F).
bool ends_in_letter(std::string_view text) {
  if (text.empty()) return false;
  const auto last = static_cast<unsigned char>(text.back());
  if (last < 0x80) return is_word_byte(text.back());
  if (text.size() < 2) return false;
  const auto lead = static_cast<unsigned char>(text[text.size() - 2]);
  return lead >= 0xc3 && lead <= 0xc9;
}

class Composer {
 public:
  Composer(const Thing& actor, std::string_view words, std::span<const Thing* const> people)
      : words_(words), people_(nameable(actor, people)) {
    emote_.message = "{name}";
    emote_.roles.set("name", std::string(actor.string(key::name)));
    // ":'s hat slips" and ":, somewhat late, bows" go on without a space.
    const bool joined = words.empty() || words.front() == '\'' || words.front() == ',' ||
                        words.starts_with("\u2019");
    if (!joined) plain_ = " ";
  }

  Emote compose() {
    for (size_t at = 0; at < words_.size();) at = step(at);
    if (ends_in_letter(words_)) plain_ += '.';
    flush();
    return std::move(emote_);
  }

 private:
  /// Takes what stands at `at`; answers where to go on.
  size_t step(size_t at) {
    track_quote(at);
    if (!quoted_ && named_ < kMostNamed && !word_precedes(words_.substr(0, at)))
      if (const size_t taken = take_person(at)) return at + taken;
    plain_ += words_[at];
    return at + 1;
  }

  void track_quote(size_t at) {
    const std::string_view rest = words_.substr(at);
    if (rest.starts_with('"')) quoted_ = !quoted_;
    if (rest.starts_with("\u201c")) quoted_ = true;
    if (rest.starts_with("\u201d")) quoted_ = false;
  }

  size_t take_person(size_t at) {
    const std::string_view rest = words_.substr(at);
    for (const Person& person : people_) {
      if (!begins_with(rest, person.folded)) continue;
      const size_t length = person.folded.size();
      const size_t owned = possessive_length(rest.substr(length));
      if (owned == 0 && word_follows(rest.substr(length))) continue;
      const std::string_view before = words_.substr(0, at);
      if (ends_with_article(before) || (owned == 0 && ends_sentence(before))) return 0;
      add(*person.thing, owned > 0);
      return length + owned;
    }
    return 0;
  }

  void add(const Thing& person, bool possessive) {
    flush();
    const std::string role = "p" + std::to_string(named_++);
    emote_.message.append("{").append(role).append(possessive ? "'s}" : "}");
    emote_.roles.set(role, &person);
  }

  void flush() {
    if (plain_.empty()) return;
    const std::string role = "t" + std::to_string(texts_++);
    emote_.message.append("{").append(role).append("}");
    emote_.roles.set(role, std::move(plain_));
    plain_.clear();
  }

  std::string_view words_;
  std::vector<Person> people_;
  Emote emote_;
  std::string plain_;
  size_t named_ = 0;
  size_t texts_ = 0;
  bool quoted_ = false;
};

}  // namespace

Emote compose_emote(const Thing& actor, std::string_view words,
                    std::span<const Thing* const> people) {
  return Composer(actor, words, people).compose();
}

}  // namespace reality
