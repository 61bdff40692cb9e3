// SPDX-License-Identifier: MIT
//
// TelnetTrace: for tests, writes down every event of a TelnetCodec as one line of text, so that
// two runs can be compared as a whole. Owned by a test.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/telnet/telnet_codec.h"

namespace reality {

/// "WILL 25", "GA", "[Yes]"...: bytes sent to a peer, readable.
inline std::string describe_reply(std::string_view bytes) {
  static constexpr std::array<const char*, 4> kVerbs = {"WILL", "WONT", "DO", "DONT"};
  std::string out;
  while (bytes.size() >= 3 && bytes[0] == '\xff') {
    auto verb = static_cast<unsigned char>(bytes[1]);
    if (verb < telnet::kWill || verb > telnet::kDont) break;
    if (!out.empty()) out += ", ";
    out += kVerbs[verb - telnet::kWill];
    out += " " + std::to_string(static_cast<unsigned char>(bytes[2]));
    bytes.remove_prefix(3);
  }
  return out.append(bytes);
}

class TelnetTrace : public TelnetEvents {
 public:
  void line(std::string_view raw) override { add("line:" + std::string(raw)); }
  void line_too_long() override { add("too long"); }
  void window_size(uint16_t columns, uint16_t rows) override {
    add("window:" + std::to_string(columns) + "x" + std::to_string(rows));
  }
  void reply(std::string_view bytes) override { add("reply:" + describe_reply(bytes)); }
  void interrupted(TelnetSignal signal) override {
    add(signal == TelnetSignal::kInterrupt ? "interrupt" : "abort output");
  }

  /// What was noted since the last call.
  std::vector<std::string> take() { return std::exchange(events_, {}); }

 private:
  void add(std::string event) { events_.push_back(std::move(event)); }

  std::vector<std::string> events_;
};

}  // namespace reality
