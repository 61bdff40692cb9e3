// SPDX-License-Identifier: MIT
#include "world/language/layout.h"

#include <algorithm>

namespace reality {
namespace {

size_t longest_name(const Role& role) {
  return role.kind == RoleKind::anyone ? 3 : 8;
}

class LayoutFinder {
 public:
  LayoutFinder(const Tokens& tokens, size_t start, Budget& budget, Layouts& found)
      : tokens_(tokens), end_(tokens.size()), budget_(budget), found_(found) {
    // Question marks and the like at the end belong to nobody but raw text.
    while (end_ > start + 1 && (tokens.blank(end_ - 1) || tokens.comma(end_ - 1))) --end_;
  }

  void match(const GrammarEntry& entry, size_t start) {
    layout_ = Layout{};
    layout_.entry = &entry;
    layout_.literals = 1;
    step(1, start + 1);
  }

 private:
  const std::vector<GrammarToken>& grammar() const { return layout_.entry->line.tokens; }

  void step(size_t at, size_t token) {
    if (!budget_.spend()) return;
    if (at == grammar().size()) {
      if (token >= end_) return keep(found_.complete, at);
      return fail(token);
    }
    if (grammar()[at].literal()) return step_literal(at, token);
    const Role& role = layout_.entry->line.roles[static_cast<size_t>(grammar()[at].role)];
    if (role.kind == RoleKind::text && token < tokens_.size()) return step_text(at, token);
    if (token >= end_) return keep(found_.partial, at);
    if (role.kind == RoleKind::word || role.kind == RoleKind::direction)
      return fill(at, token, token + 1);
    step_noun(at, token);
  }

  void step_literal(size_t at, size_t token) {
    if (token >= end_) return keep(found_.partial, at);
    if (!grammar()[at].accepts(tokens_.word(token))) return fail(token);
    ++layout_.literals;
    step(at + 1, token + 1);
    --layout_.literals;
  }

  // Raw text reaches as far as it can: to the last literal that follows it.
  void step_text(size_t at, size_t token) {
    if (at + 1 == grammar().size()) return fill(at, token, tokens_.size());
    bool cut = false;
    for (size_t end = end_; end-- > token + 1 && budget_.spend();) {
      if (!grammar()[at + 1].accepts(tokens_.word(end))) continue;
      cut = true;
      fill(at, token, end);
    }
    if (!cut) fill(at, token, tokens_.size());
  }

  void step_noun(size_t at, size_t token) {
    if (at + 1 == grammar().size()) return fill(at, token, end_);
    const GrammarToken& next = grammar()[at + 1];
    size_t last = std::min(end_ + 1, tokens_.size());
    // Where no literal says how far it reaches, a name is tried up to a sensible length.
    const Role& role = layout_.entry->line.roles[static_cast<size_t>(grammar()[at].role)];
    if (!next.literal() && !role.plural) last = std::min(last, token + 1 + longest_name(role));
    for (size_t end = token + 1; end < last && budget_.spend(); ++end)
      if (!next.literal() || next.accepts(tokens_.word(end))) fill(at, token, end);
    fill(at, token, end_);  // and then the rest is missing
  }

  void fill(size_t at, size_t token, size_t end) {
    layout_.roles[layout_.filled++] = {static_cast<uint32_t>(token), static_cast<uint32_t>(end)};
    step(at + 1, end);
    --layout_.filled;
  }

  void keep(std::vector<Layout>& kept, size_t reached) {
    kept.push_back(layout_);
    kept.back().reached = static_cast<uint8_t>(reached);
  }

  void fail(size_t token) { found_.furthest = std::max(found_.furthest, token); }

  const Tokens& tokens_;
  size_t end_;
  Budget& budget_;
  Layouts& found_;
  Layout layout_;
};

}  // namespace

Layouts find_layouts(const Tokens& tokens, size_t start, std::span<const GrammarEntry* const> lines,
                     Budget& budget) {
  Layouts found;
  // A verb typed alone ends before most of its lines do.
  found.partial.reserve(lines.size());
  LayoutFinder finder(tokens, start, budget, found);
  for (const GrammarEntry* entry : lines) finder.match(*entry, start);
  return found;
}

}  // namespace reality
