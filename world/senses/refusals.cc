// SPDX-License-Identifier: MIT
#include "world/senses/refusals.h"

#include <array>
#include <cassert>

#include "world/language/languages.h"
#include "world/prose/prose.h"
#include "world/prose/template.h"

namespace reality {

namespace {

// In the order of Barrier. What is hidden or elsewhere must read the same, and not tell where.
constexpr auto kMessages = std::to_array<std::string_view>({
    "",
    "It is too dark to see.",
    "{The by} {are/is} closed.",
    "{The by} {are/is} closed.",
    "{The by} {are/is} holding that.",
    "{The by} {are/is} wearing that.",
    "You see nothing like that here.",
    "You see nothing like that here.",
    "{The by} {are/is} asleep.",
    "{The target} {are/is} too far away, beyond {the by}.",
    "{The target} {are/is} out of reach, behind the glass of {the by}.",
    "Whatever there is beyond {the by} is lost in the fog.",
    "{The by} {keep/keeps} {the target} out of your reach.",
    "{The by} {are/is} closed, and no sound comes through.",
});
static_assert(kMessages.size() == static_cast<size_t>(Barrier::muffled) + 1);

// Said to one who is in or on what keeps apart from all around it.
constexpr std::string_view kFromThere = "You can't reach {the target} from {the by}.";

}  // namespace

std::string_view refusal_message(Barrier barrier) {
  return kMessages[static_cast<size_t>(barrier)];
}

std::string refusal(const Obstacle& obstacle, const Thing& actor, const Thing& target,
                    const Languages* languages) {
  assert(!obstacle.clear());
  const bool from_there =
      obstacle.barrier == Barrier::aloof && obstacle.by && obstacle.by->encloses(actor);
  const Result<Template> message =
      Template::compile(from_there ? kFromThere : refusal_message(obstacle.barrier));
  assert(message.ok());
  const Roles roles = {{"target", &target}, {"by", obstacle.by}};
  return languages ? languages->render(*message, roles, &actor) : render(*message, roles, &actor);
}

}  // namespace reality
