// SPDX-License-Identifier: MIT
#include "world/people/aliases.h"

#include <algorithm>
#include <vector>

#include "engine/text.h"
#include "world/state/keys.h"

namespace reality {

namespace {

constexpr size_t kMostParameters = 9;

/// What stands behind a $: 1 to 9, kAllWords for *, 0 for anything else.
constexpr size_t kAllWords = 10;
size_t parameter_at(std::string_view text, size_t dollar) {
  if (dollar + 1 >= text.size()) return 0;
  const char c = text[dollar + 1];
  if (c == '*') return kAllWords;
  return c >= '1' && c <= '9' ? static_cast<size_t>(c - '0') : 0;
}

/// The highest parameter that the text asks for; kAllWords if only $* occurs; 0 if none does.
size_t highest_parameter(std::string_view text) {
  size_t highest = 0;
  bool all = false;
  for (size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    const size_t parameter = parameter_at(text, at);
    all = all || parameter == kAllWords;
    if (parameter <= kMostParameters) highest = std::max(highest, parameter);
  }
  return highest > 0 || !all ? highest : kAllWords;
}

/// Cuts the first word, or what stands in double quotes, off the text.
std::string_view cut_word(std::string_view& rest) {
  rest = trim(rest);
  if (rest.starts_with('"')) {
    if (const size_t close = rest.find('"', 1); close != std::string_view::npos) {
      const std::string_view quoted = rest.substr(1, close - 1);
      rest.remove_prefix(close + 1);
      return quoted;
    }
  }
  const std::string_view word = rest.substr(0, rest.find(' '));
  rest.remove_prefix(word.size());
  return word;
}

/// The values of $1, $2 ...: the last one asked for is all that is left.
std::vector<std::string_view> arguments(std::string_view rest, size_t highest) {
  std::vector<std::string_view> words;
  while (words.size() + 1 < highest) words.push_back(cut_word(rest));
  std::string_view last = trim(rest);
  std::string_view after = last;
  const std::string_view word = cut_word(after);
  if (trim(after).empty()) last = word;  // without its quotes
  words.push_back(last);
  return words;
}

std::string fill(std::string_view meaning, std::string_view rest) {
  const size_t highest = highest_parameter(meaning);
  if (highest == 0) return std::string(meaning).append(rest.empty() ? "" : " ").append(rest);
  std::vector<std::string_view> words;
  if (highest <= kMostParameters) words = arguments(rest, highest);
  std::string out;
  for (size_t at = 0; at < meaning.size() && out.size() <= kLongestExpanded;) {
    const size_t parameter = meaning[at] == '$' ? parameter_at(meaning, at) : 0;
    if (parameter == 0) {
      out += meaning[at++];
      continue;
    }
    if (parameter == kAllWords) {
      out += rest;
    } else {
      out += words[parameter - 1];
    }
    at += 2;
  }
  return out;
}

}  // namespace

std::optional<std::string> expand_alias(const Thing& character, std::string_view line) {
  const Value& aliases = character.get(key::aliases);
  if (aliases.type() != ValueType::map) return std::nullopt;
  const std::string_view word = line.substr(0, line.find(' '));
  const std::string folded = fold_case(word);
  for (const auto& [alias, meaning] : aliases.as_map()) {
    if (alias != folded || meaning.type() != ValueType::string) continue;
    std::string expanded = fill(meaning.as_string(), trim(line.substr(word.size())));
    if (expanded.size() > kLongestExpanded) expanded.clear();
    return expanded;
  }
  return std::nullopt;
}

}  // namespace reality
