// SPDX-License-Identifier: MIT
#include "program/patience.h"

#include <chrono>
#include <thread>

#include "net/control/control_client.h"

namespace reality {
namespace {

constexpr std::chrono::milliseconds kPause(50);
constexpr int kMostPauses = 100;

}  // namespace

OnHeld wait_for_home(const std::string& dir) {
  return [control = dir + "/control", pauses = 0]() mutable {
    if (server_listens(control) || pauses++ >= kMostPauses) return false;
    std::this_thread::sleep_for(kPause);
    return true;
  };
}

}  // namespace reality
