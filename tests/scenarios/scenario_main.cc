// SPDX-License-Identifier: MIT
//
// reality_scenarios FILE...: plays scenario files, prints what failed with what was seen, then
// "N passed, N failed". Exit code 1 if any failed.
#include <cstdio>

#include "tests/scenarios/scenario_runner.h"

int main(int count, char** words) {
  if (count < 2) {
    std::fputs("usage: reality_scenarios FILE...\n", stderr);
    return 2;
  }
  int passed = 0;
  int failed = 0;
  for (int i = 1; i < count; ++i) {
    for (const reality::ScenarioResult& result :
         reality::play_file(words[i], reality::real_engine)) {
      if (result.failures.empty()) {
        ++passed;
        continue;
      }
      ++failed;
      std::fputs(result.failures.c_str(), stdout);
    }
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}
