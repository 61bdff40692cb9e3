// SPDX-License-Identifier: MIT
//
// BroughtArea: the files of the area that a new world is made of (`world.area`), brought into its
// home, so that they are found there at every later start: texts and scripts of the folder go to
// HOME/areas/FOLDER, those of a folder in it, which is an area of its own, to HOME/areas/THAT.
// Owned by serve(), which calls bring() once the home is its own and before a world is loaded.
// Must hold: a home that has a world is left alone, and so is a file that is there already; undo()
// takes away what was brought and nothing else.
// Tests: tests/real/brought_area_test.cc.
#pragma once

#include <string>
#include <vector>

#include "engine/home.h"
#include "engine/result.h"

namespace reality {

class BroughtArea {
 public:
  /// Brings the files of `folder`; "" or a folder that is missing has none. What was brought
  /// before an error stays until undo().
  Status bring(const Home& home, const std::string& folder);
  void undo();

 private:
  Status bring_files(const std::string& from, const std::string& to);
  Status bring_file(const std::string& from, const std::string& to);
  Status make_folder(const std::string& folder);

  std::vector<std::string> made_;  // files and folders, in the order in which they were made
};

}  // namespace reality
