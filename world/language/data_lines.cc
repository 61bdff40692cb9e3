// SPDX-License-Identifier: MIT
#include "world/language/data_lines.h"

#include "engine/text.h"

namespace reality {

std::vector<DataLine> read_data_lines(std::string_view text) {
  std::vector<DataLine> lines;
  uint32_t number = 0;
  for (const std::string_view raw : split(text, '\n')) {
    ++number;
    const std::string_view line = trim(raw);
    if (line.empty() || line.front() == '#') continue;
    if (raw.front() == ' ' && !lines.empty()) {
      lines.back().text.append(lines.back().text.empty() ? "" : " ").append(line);
      continue;
    }
    DataLine made{number, {}, std::string(line)};
    size_t colon = line.find(": ");
    if (colon == std::string_view::npos && line.back() == ':') colon = line.size() - 1;
    if (colon != std::string_view::npos) {
      made.key = trim(line.substr(0, colon));
      made.text = trim(line.substr(colon + 1));
    }
    lines.push_back(std::move(made));
  }
  return lines;
}

Error data_error(std::string_view file, uint32_t line, std::string_view what) {
  std::string message(file);
  message.append(":").append(std::to_string(line)).append(": ").append(what);
  return Error{message};
}

}  // namespace reality
