// SPDX-License-Identifier: MIT
#include "world/people/ready_line.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "engine/text.h"
#include "world/language/languages.h"
#include "world/language/tokens.h"
#include "world/people/aliases.h"
#include "world/people/player_session.h"
#include "world/world.h"

namespace reality {
namespace {

constexpr size_t kMostExpanded = 40;  // aliases in one line

/// A piece of the line, with the aliases of which it was made.
struct Piece {
  std::string text;
  std::vector<std::string> made_of;
};

std::string first_word(std::string_view line) {
  return fold_case(line.substr(0, line.find(' ')));
}

class Expansion {
 public:
  Expansion(World& world, PlayerSession& session, Surroundings& around)
      : world_(world), session_(session), around_(around) {}

  CommandList expand(const std::string& line) {
    take({line, {}});
    if (list_.failure || too_long_) list_.commands.clear();
    if (too_long_)
      session_.collect({EventKind::reply, "That alias makes a line too long to be done."});
    else if (list_.commands.empty() && !list_.failure)
      tell_nothing_typed(world_, session_);  // "," and "and" alone
    return std::move(list_);
  }

 private:
  // An alias takes the whole of what is left of the line; only then is it cut.
  void take(Piece piece) {
    const bool expanded = expand_alias(piece);
    if (too_long_ || list_.failure) return;
    if (piece.made_of.empty() || expanded) translate(piece.text);
    CommandList cut = world_.parser().split_commands(piece.text, around_);
    if (cut.failure) {
      list_.failure = std::move(cut.failure);
      return;
    }
    for (size_t i = 0; i < cut.commands.size(); ++i) {
      const bool more = i > 0 || expanded;
      if (more && is_alias(cut.commands[i], piece.made_of)) {
        take({cut.commands[i], piece.made_of});
      } else {
        keep(std::move(cut.commands[i]));
      }
      if (too_long_ || list_.failure) return;
    }
  }

  void keep(std::string command) {
    list_.commands.push_back(std::move(command));
    world_.parser().limit(list_);
  }

  bool is_alias(std::string_view line, const std::vector<std::string>& made_of) const {
    const Thing* actor = world_.things().find(session_.character());
    return actor && std::ranges::find(made_of, first_word(line)) == made_of.end() &&
           reality::expand_alias(*actor, line).has_value();
  }

  bool expand_alias(Piece& piece) {
    const Thing* actor = world_.things().find(session_.character());
    std::optional<std::string> made;
    if (actor) made = reality::expand_alias(*actor, piece.text);
    if (!made) return false;
    piece.made_of.push_back(first_word(piece.text));
    piece.text = trim(*made);
    too_long_ = piece.text.empty() || ++expanded_ > kMostExpanded;
    return true;
  }

  void translate(std::string& line) const {
    const Thing* actor = world_.things().find(session_.character());
    const Language* language = actor ? world_.languages().of(*actor) : nullptr;
    if (language)
      line = language->grammar.to_english(line, static_cast<bool>(session_.dialogue().question));
  }

  World& world_;
  PlayerSession& session_;
  Surroundings& around_;
  CommandList list_;
  size_t expanded_ = 0;
  bool too_long_ = false;
};

}  // namespace

void tell_nothing_typed(World& world, PlayerSession& session) {
  const Thing* actor = world.things().find(session.character());
  if (!actor) return;
  session.collect({EventKind::reply,
                   std::string(world.languages().messages(*actor).get("talk_nothing_typed"))});
}

CommandList ready_commands(World& world, PlayerSession& session, Surroundings& around,
                           const std::string& line) {
  return Expansion(world, session, around).expand(line);
}

}  // namespace reality
