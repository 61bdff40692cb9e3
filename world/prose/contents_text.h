// SPDX-License-Identifier: MIT
//
// ContentsText: how descriptions tell what is in and on things: "a fish crate (in which is a small
// brass key)", "On the desk are a form and a pen.". Part of descriptions, for one description
// by one reader. Must hold: goes at most kDeepest boxes deep and opens at most kMostOpened things,
// so that no pile of boxes makes a description long.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "world/prose/naming.h"
#include "world/state/thing.h"

namespace reality {

class ContentsText final : public ListRemarks {
 public:
  static constexpr int kDeepest = 3;
  static constexpr size_t kMostOpened = 50;

  /// `people_apart`: people on furniture are told of elsewhere.
  explicit ContentsText(const Thing& reader, bool people_apart = false)
      : reader_(reader), people_apart_(people_apart) {}

  /// True when something can be seen in or on the thing that is worth telling.
  bool any(const Thing& thing) const override;
  /// " (in which is a small brass key)".
  void append(std::string& out, const Thing& thing) const override;
  /// The things with what is seen in and on them.
  void append_items(std::string& out, std::span<const Thing* const> things) const;
  /// "On the desk is a form." for each of in and on, after a space where a sentence stands before;
  /// `place` is what to call the thing instead ("it").
  void append_sentences(std::string& out, const Thing& thing, std::string_view place = {}) const;
  /// What is listed among the contents of `holder`: not scenery, nobody asleep, not the reader.
  std::vector<const Thing*> listed(const Thing& holder, Relation relation) const;

 private:
  bool is_listed(const Thing& thing) const;
  bool shows(const Thing& holder, Relation relation) const;

  const Thing& reader_;
  bool people_apart_;
  mutable int depth_ = 0;
  mutable size_t opened_ = 0;
};

}  // namespace reality
