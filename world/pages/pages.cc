// SPDX-License-Identifier: MIT
#include "world/pages/pages.h"

#include <utility>

#include "world/people/characters.h"
#include "world/people/names.h"
#include "world/state/keys.h"
#include "world/world.h"

namespace reality {

namespace {

size_t bytes_of(const PageBlock& block) {
  size_t sum = block.text.size() + block.target.size();
  for (const std::string& item : block.items) sum += item.size();
  for (const PageFigure& figure : block.figures)
    sum += figure.key.size() + figure.label.size() + figure.value.size();
  return sum;
}

}  // namespace

bool PageDraft::add(PageBlock block) {
  pieces_ += 1 + block.items.size();
  bytes_ += bytes_of(block);
  if (pieces_ > kMostPieces || bytes_ > kMostBytes) return false;
  using Kind = PageBlock::Kind;
  if (block.kind == Kind::heading && page_.title.empty()) page_.title = block.text;
  const bool joins = block.kind == Kind::figures && !page_.blocks.empty() &&
                     page_.blocks.back().kind == Kind::figures;
  if (joins) {
    for (PageFigure& figure : block.figures)
      page_.blocks.back().figures.push_back(std::move(figure));
  } else {
    page_.blocks.push_back(std::move(block));
  }
  return true;
}

Page PageDraft::take() {
  return std::move(page_);
}

Pages::Found Pages::with_page(const Thing* thing) const {
  Found found;
  if (!thing) return found;
  world_.behaviours().visit(*thing, [&](Behaviour& behaviour) {
    if (!behaviour.on_page) return false;
    found = {thing, &behaviour};
    return true;
  });
  return found;
}

Pages::Found Pages::find(const PageRequest& request) const {
  if (request.path.empty()) {
    const Thing* start = world_.characters().start();
    if (const Found own = with_page(start); own.thing) return own;
    Behaviour* stock = world_.behaviours().find("front_page");
    const bool usable = start && stock && stock->on_page && !stock->set_aside;
    return usable ? Found{start, stock} : Found{};
  }
  if (request.path.size() != 2 || request.path[0] != "thing") return {};
  return with_page(world_.names().thing(request.path[1]));
}

void Pages::write(const Found& found, PageDraft& draft) {
  draft_ = &draft;
  const ThingId id = found.thing->id();
  const CallResult result = world_.calls().call_page(found.behaviour->on_page, id, draft.visitor());
  draft_ = nullptr;
  Turns& turns = world_.turns();
  if (result.end == CallEnd::refused) {
    turns.fail({found.behaviour->file, "on_page refused: " + result.text, "", id});
  } else if (!turns.failed() && !turns.idle()) {
    turns.fail({found.behaviour->file, "on_page may change nothing and tell nobody", "", id});
  }
}

PageAnswer Pages::answer(const PageRequest& request, ThingId visitor) {
  PageAnswer answer;
  const Found found = find(request);
  if (found.thing) {
    PageDraft draft(visitor);
    const bool kept = world_.run_turn([&] { write(found, draft); });
    answer.status = kept ? PageAnswer::Status::found : PageAnswer::Status::failed;
    if (kept) answer.page = draft.take();
  }
  answer.turn = world_.turns().last_changing();
  return answer;
}

}  // namespace reality
