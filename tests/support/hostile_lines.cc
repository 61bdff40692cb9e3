// SPDX-License-Identifier: MIT
#include "tests/support/hostile_lines.h"

#include <string_view>

namespace reality {

namespace {

constexpr int kTimes = 2000;

std::string repeat(std::string_view words, int times = kTimes) {
  std::string out;
  for (int i = 0; i < times; ++i) out += words;
  return out;
}

/// Words that are all different.
std::string all_different(std::string_view before, std::string_view after) {
  std::string out;
  for (int i = 0; i < kTimes; ++i) {
    out += before;
    for (int rest = i + 1; rest > 0; rest /= 26) out += static_cast<char>('a' + rest % 26);
    out += after;
  }
  return out;
}

}  // namespace

std::vector<HostileLine> hostile_lines() {
  return {
      {"a list: lamp and lamp and ...", "take " + repeat("lamp and ") + "lamp"},
      {"a list with commas", "take " + repeat("lamp, ") + "lamp"},
      {"all but all but ...", "take " + repeat("all but ") + "lamp"},
      {"all but lamp and lamp ...", "take all but " + repeat("lamp and ") + "lamp"},
      {"in the lamp in the lamp ...", "put lamp " + repeat("in the lamp ")},
      {"from under, from behind ...",
       "take lamp " + repeat("from under lamp from behind lamp ", 700)},
      {"to lamp with lamp ...", "unlock lamp " + repeat("with lamp to lamp ", 1000)},
      {"commas alone", "take lamp" + repeat(", ")},
      {"joints alone", "take " + repeat("and ")},
      {"a word that is unknown", repeat("frobnicate ")},
      {"unknown words in a list", "take " + all_different("frob", " and ") + "lamp"},
      {"slips of the finger", "take " + repeat("lmap and ") + "lamp"},
      {"slips, all different", "take " + all_different("lam", " and ") + "lamp"},
      {"slips in adjectives", "take " + repeat("irno lamp, wodoen lmap, ", 700) + "lamp"},
      {"adjectives without end", "take the " + repeat("iron ") + "lamp"},
      {"adjectives in turn", "take the " + repeat("iron wooden tin ", 700) + "lamp"},
      {"articles alone", "take " + repeat("the ")},
      {"whose whose whose", "take " + repeat("lamp's ") + "lamp"},
      {"of the lamp of the lamp ...", "take lamp " + repeat("of the lamp ")},
      {"numbers", "take " + repeat("2 lamps and ") + "3 lamps"},
      {"ordinals", "take " + repeat("second lamp, third lamp, ", 1000) + "last lamp"},
      {"pronouns", "take " + repeat("it and them and ", 1000) + "him"},
      {"commands without end", repeat("take lamp. ")},
      {"then then then", repeat("take lamp then ")},
      {"a verb after each joint", "take lamp " + repeat("and take lamp ")},
      {"orders within orders", repeat("lamp, ") + "take lamp"},
      {"courtesy without end", repeat("please ") + "take lamp"},
      {"again and again", repeat("again and ") + "again"},
      {"one word", "take " + std::string(9000, 'l')},
      {"one word of apostrophes", "take " + std::string(9000, '\'')},
      {"marks alone", "take " + std::string(9000, '?')},
  };
}

}  // namespace reality
