// SPDX-License-Identifier: MIT
//
// Fuzzes net/telnet_codec: any bytes, cut anywhere, give the same events; replies and lines are
// bounded; nothing of the protocol reaches a line; no input makes it deaf. Input: two bytes of
// settings, then the stream.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/telnet/telnet_codec.h"

namespace {

using namespace reality;

void require(bool holds) {
  if (!holds) std::abort();
}

struct Record {
  bool operator==(const Record&) const = default;

  char kind;
  std::string bytes;
};

// Notes every event, and acts as a gateway would: each third line asks for a password.
class Recorder : public TelnetEvents {
 public:
  Recorder(uint32_t limit, bool acts) : codec(limit), limit_(limit), acts_(acts) {}

  void line(std::string_view raw) override {
    require(raw.size() <= limit_);
    require(raw.find_first_of(std::string_view("\r\n\0\b\x7f", 5)) == raw.npos);
    escaped += static_cast<size_t>(std::count(raw.begin(), raw.end(), '\xff'));
    events.push_back({'l', std::string(raw)});
    if (!acts_) return;
    bool hides = ++lines_ % 3 == 0;
    asked += 1;
    codec.set_echo(hides, *this);
  }
  void line_too_long() override { events.push_back({'t', {}}); }
  void window_size(uint16_t columns, uint16_t rows) override {
    require(columns <= kWindowSizeLimit && rows <= kWindowSizeLimit);
    events.push_back({'w', std::to_string(columns) + "x" + std::to_string(rows)});
  }
  void reply(std::string_view bytes) override {
    require(!bytes.empty());
    replied += bytes.size();
    events.push_back({'r', std::string(bytes)});
  }
  void interrupted(TelnetSignal signal) override {
    events.push_back({signal == TelnetSignal::kInterrupt ? 'i' : 'a', {}});
  }

  TelnetCodec codec;
  std::vector<Record> events;
  size_t replied = 0;  // bytes
  size_t escaped = 0;  // bytes of value 255 in lines
  size_t asked = 0;    // calls of set_echo()

 private:
  uint32_t limit_;
  bool acts_;
  int lines_ = 0;
};

// Feeds `input` in pieces of `chunk` bytes, growing by one each time if `grows`.
void feed(Recorder& recorder, std::string_view input, size_t chunk, bool grows) {
  recorder.codec.start(recorder);
  while (!input.empty()) {
    size_t size = std::min(chunk, input.size());
    recorder.codec.receive(input.substr(0, size), recorder);
    input.remove_prefix(size);
    if (grows) ++chunk;
  }
}

size_t doubled_iacs(std::string_view input) {
  size_t count = 0;
  for (size_t at = input.find("\xff\xff"); at != input.npos; at = input.find("\xff\xff", at + 2)) {
    ++count;
  }
  return count;
}

void check_bounds(const Recorder& recorder, std::string_view input) {
  // Six bytes of offers, three for each request of ours and a late answer to it.
  require(recorder.replied <= 6 + 4 * input.size() + 6 * recorder.asked);
  require(recorder.events.size() <= 1 + input.size() + recorder.asked);
  // A 255 in a line was an IAC IAC in the input.
  require(recorder.escaped == 0 || recorder.escaped <= doubled_iacs(input));
}

// Whatever came before, the end of any command and subnegotiation and a line break lead back to
// text: nothing makes the codec deaf.
void check_still_listens(Recorder& recorder) {
  recorder.codec.receive("\xf1\xff\xf0\r\nx\r\n", recorder);
  auto is_line = [](const Record& event) { return event.kind == 'l'; };
  auto last = std::find_if(recorder.events.rbegin(), recorder.events.rend(), is_line);
  require(last != recorder.events.rend() && last->bytes == "x");
}

// Encoded text comes back as the lines that it was, if it has no byte that edits.
void check_round_trip(std::string_view input) {
  std::string text(input);
  std::erase_if(text, [](char c) { return c == '\0' || c == '\r' || c == '\b' || c == '\x7f'; });
  text += '\n';
  Recorder recorder(UINT32_MAX, false);
  recorder.codec.receive(TelnetCodec::encode(text), recorder);
  std::string back;
  for (const Record& event : recorder.events) {
    require(event.kind == 'l');
    back += event.bytes + '\n';
  }
  require(back == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  bool acts = (data[0] & 1U) != 0;
  uint32_t limit = 1U + (data[0] >> 1U) * 4U;
  size_t chunk = 1U + data[1] % 16U;
  std::string_view input(reinterpret_cast<const char*>(data) + 2, size - 2);

  Recorder whole(limit, acts);
  feed(whole, input, input.size() + 1, false);
  check_bounds(whole, input);
  for (auto [piece, grows] : {std::pair{size_t{1}, false}, {chunk, false}, {chunk, true}}) {
    Recorder cut(limit, acts);
    feed(cut, input, piece, grows);
    require(cut.events == whole.events);
  }
  check_still_listens(whole);
  check_round_trip(input);
  return 0;
}
