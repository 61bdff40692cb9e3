// SPDX-License-Identifier: MIT
//
// ScriptFiles: the Lua files on disk: which there are, and which have changed since they were read
// last. Stock scripts live in SHARE/scripts (lib, verbs, behaviours), authors' own behaviours in
// HOME/areas/AREA. Owned by the World.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace reality {

enum class ScriptPart : uint8_t { library, verbs, behaviour };

struct ScriptFile {
  ScriptPart part = ScriptPart::behaviour;
  std::string name;    // "lamp"; in an area "waterside.lamp"
  std::string file;    // as messages call it: "behaviours/lamp.lua"
  std::string source;  // empty: the file is gone
  bool gone = false;
};

class ScriptFiles {
 public:
  ScriptFiles(std::string scripts, std::string areas)
      : scripts_(std::move(scripts)), areas_(std::move(areas)) {}

  /// The files that are new, have changed or are gone since the last call: libraries first, then
  /// verbs, then behaviours, each by name.
  std::vector<ScriptFile> changes();

 private:
  struct Seen {
    ScriptFile about;
    uint64_t print;  // of size and content
  };
  void scan(ScriptPart part, const std::string& folder, const std::string& label,
            const std::string& prefix);

  std::string scripts_;
  std::string areas_;
  std::map<std::string, Seen> seen_;  // by path
  std::map<std::string, ScriptFile> found_;
};

}  // namespace reality
