// SPDX-License-Identifier: MIT
#include "tests/sim/sim_network.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace reality {
namespace {

constexpr uint64_t kSmallPiece = 16;
constexpr size_t kNarrow = 64;

size_t line_end(std::string_view bytes) {
  const size_t at = bytes.find('\n');
  return at == std::string_view::npos ? bytes.size() : at + 1;
}

Pieces draw_pieces(Rng& rng) {
  return static_cast<Pieces>(rng.below(static_cast<uint64_t>(Pieces::mixed) + 1));
}

bool one_in(uint64_t count, Rng& rng) {
  return count > 0 && rng.below(count) == 0;
}

}  // namespace

LinkStyle draw_style(Rng& rng) {
  LinkStyle style;
  style.to_server = draw_pieces(rng);
  style.to_client = draw_pieces(rng);
  if (one_in(3, rng)) {
    style.late_one_in = 1 + rng.below(8);
  }
  style.late_us = static_cast<int64_t>(1 + rng.below(2'000'000));
  if (one_in(6, rng)) {
    style.reset_one_in = 20 + rng.below(400);
  }
  if (one_in(4, rng)) {
    style.capacity = 1 + rng.below(kNarrow);
  }
  return style;
}

std::unique_ptr<MemoryTransport> SimNetwork::connect(const std::string& address,
                                                     const LinkStyle& style,
                                                     const std::string& peer) {
  auto client = network_.connect(address, peer);
  if (!client) return nullptr;
  client->set_send_capacity(std::max<size_t>(style.capacity, 1));
  client->set_receive_capacity(std::max<size_t>(style.capacity, 1));
  weather(client->id()).style = style;
  return client;
}

bool SimNetwork::step(Rng& rng) {
  network_.connections(ids_);
  forget_gone();
  ready_.clear();
  for (const uint64_t id : ids_) {
    for (const Side to : {Side::server, Side::client}) {
      const Flow flow{id, to};
      if (network_.can_move(id, to) && due(flow, rng)) ready_.push_back(flow);
    }
  }
  if (ready_.empty()) return false;
  const Flow flow = ready_[rng.below(ready_.size())];
  Weather& here = weather(flow.id);
  here.due_us[static_cast<size_t>(flow.to)].reset();
  if (!here.broken && one_in(here.style.reset_one_in, rng)) {
    here.broken = true;
    network_.cut(flow.id);
    ++resets_;
    return true;
  }
  return network_.move(flow.id, flow.to, piece(flow, rng));
}

// Whether what is next in that direction has arrived; when it will be so is drawn once.
bool SimNetwork::due(const Flow& flow, Rng& rng) {
  Weather& here = weather(flow.id);
  std::optional<int64_t>& due_us = here.due_us[static_cast<size_t>(flow.to)];
  const int64_t now_us = clock_.mono_us();
  if (!due_us) {
    due_us = now_us;
    if (one_in(here.style.late_one_in, rng)) {
      const auto latest = static_cast<uint64_t>(std::max<int64_t>(here.style.late_us, 0));
      *due_us += static_cast<int64_t>(rng.below(latest + 1));
    }
  }
  return *due_us <= now_us;
}

size_t SimNetwork::piece(const Flow& flow, Rng& rng) {
  const LinkStyle& style = weather(flow.id).style;
  const std::string_view bytes = network_.on_its_way(flow.id, flow.to);
  Pieces pieces = flow.to == Side::server ? style.to_server : style.to_client;
  if (pieces == Pieces::mixed)
    pieces = static_cast<Pieces>(rng.below(static_cast<uint64_t>(Pieces::mixed)));
  switch (pieces) {
    case Pieces::byte:
      return 1;
    case Pieces::small:
      return 1 + rng.below(kSmallPiece);
    case Pieces::line:
      return line_end(bytes);
    case Pieces::whole:
    case Pieces::mixed:
      break;
  }
  return bytes.size();
}

// ids_ has the connections that are left, in order.
void SimNetwork::forget_gone() {
  std::erase_if(links_, [this](const auto& link) {
    return !std::binary_search(ids_.begin(), ids_.end(), link.first);
  });
}

std::optional<int64_t> SimNetwork::next_due_us() const {
  std::optional<int64_t> next;
  for (const auto& [id, here] : links_) {
    for (const Side to : {Side::server, Side::client}) {
      const std::optional<int64_t>& due_us = here.due_us[static_cast<size_t>(to)];
      if (!due_us || !network_.can_move(id, to)) continue;
      if (!next || *due_us < *next) next = due_us;
    }
  }
  return next;
}

bool SimNetwork::idle() const {
  std::vector<uint64_t> ids;
  network_.connections(ids);
  return std::none_of(ids.begin(), ids.end(), [this](uint64_t id) {
    return network_.can_move(id, Side::server) || network_.can_move(id, Side::client);
  });
}

void SimNetwork::drop_all() {
  network_.drop_all();
  for (auto& [id, here] : links_)
    for (std::optional<int64_t>& due_us : here.due_us) due_us.reset();
}

}  // namespace reality
