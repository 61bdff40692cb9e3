// SPDX-License-Identifier: MIT
//
// Parser messages: the one table that turns the parser's questions and failures into words. Pure
// functions; another language is another table.
#pragma once

#include <functional>
#include <string>

#include "world/language/command.h"

namespace reality {

/// How the reader knows a thing, definite: "the red ball", "Fred".
using NameOf = std::function<std::string(ThingId)>;

std::string question_text(const Question& question, const NameOf& name_of);
/// "(reading "lmap" as "lamp")", "(the red ball)".
std::string remark_text(const Remark& remark, const NameOf& name_of);
std::string failure_text(const Failure& failure, const NameOf& name_of);

}  // namespace reality
