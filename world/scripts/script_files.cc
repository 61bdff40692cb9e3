// SPDX-License-Identifier: MIT
#include "world/scripts/script_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <system_error>
#include <utility>

namespace reality {

namespace fs = std::filesystem;

void ScriptFiles::scan(ScriptPart part, const std::string& folder, const std::string& label,
                       const std::string& prefix) {
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(folder, missing)) {
    const fs::path& path = entry.path();
    // Editors leave files beside the one they save: .take.lua.swp, #take.lua#.
    const std::string leaf = path.filename().string();
    if (path.extension() != ".lua" || leaf.front() == '.' || leaf.front() == '#') continue;
    std::ifstream in(path);
    std::stringstream source;
    source << in.rdbuf();
    if (!in) continue;
    found_[path.string()] = {part, prefix + path.stem().string(), label + leaf, source.str(),
                             false};
  }
}

std::vector<ScriptFile> ScriptFiles::changes() {
  found_.clear();
  scan(ScriptPart::library, scripts_ + "/lib", "lib/", "");
  scan(ScriptPart::verbs, scripts_ + "/verbs", "verbs/", "");
  scan(ScriptPart::behaviour, scripts_ + "/behaviours", "behaviours/", "");
  std::error_code missing;
  for (const auto& area : fs::directory_iterator(areas_, missing)) {
    const std::string name = area.path().filename().string();
    if (area.is_directory())
      scan(ScriptPart::behaviour, area.path().string(), "areas/" + name + "/", name + ".");
  }
  std::vector<ScriptFile> changed;
  for (auto& [path, file] : found_) {
    const uint64_t print = std::hash<std::string>()(file.source);
    auto seen = seen_.find(path);
    if (seen != seen_.end() && seen->second.print == print) continue;
    ScriptFile about = file;
    about.source.clear();
    seen_.insert_or_assign(path, Seen{std::move(about), print});
    changed.push_back(std::move(file));
  }
  for (auto seen = seen_.begin(); seen != seen_.end();) {
    if (found_.contains(seen->first)) {
      ++seen;
      continue;
    }
    changed.push_back(std::move(seen->second.about));
    changed.back().gone = true;
    seen = seen_.erase(seen);
  }
  std::stable_sort(changed.begin(), changed.end(),
                   [](const ScriptFile& a, const ScriptFile& b) { return a.part < b.part; });
  return changed;
}

}  // namespace reality
