// SPDX-License-Identifier: MIT
//
// Fuzzes net/smtp_dialogue and what is under it: any bytes, cut anywhere, give the same replies and
// messages (cut alike behind each 354, for what comes in one piece with DATA may differ by rule);
// a message comes only after a 354, with accepted recipients, clean and within the limit; what is
// kept while a verdict is due changes nothing of that. Input: two bytes of settings, then the
// stream.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "net/smtp/smtp_dialogue.h"

namespace {

using namespace reality;

constexpr size_t kMostBytes = 64;

void require(bool holds) {
  if (!holds) std::abort();
}

SmtpOptions options(uint8_t settings) {
  SmtpOptions options;
  options.host_name = "mud.test";
  options.most_bytes = kMostBytes;
  options.most_recipients = 2;
  const bool lenient = (settings & 1U) != 0;
  options.most_messages = lenient ? 0 : 2;
  options.most_errors = lenient ? 0 : 5;
  options.most_unknown = lenient ? 0 : 2;
  return options;
}

void check_reply(std::string_view bytes) {
  require(bytes.size() > 5 && bytes.ends_with("\r\n"));
  require(bytes.find('\0') == bytes.npos);
  for (size_t at = 0; at < bytes.size();) {
    const size_t end = bytes.find("\r\n", at);
    require(end != bytes.npos && end - at <= 510 && bytes[at] >= '2' && bytes[at] <= '5');
    require(bytes.substr(at, end - at).find_first_of("\r\n") == bytes.npos);
    at = end + 2;
  }
}

void check_path(const SmtpPath& path, bool utf8) {
  require(path.local.size() <= kSmtpLocalLimit && path.domain.size() <= kSmtpDomainLimit);
  for (char c : path.local + path.domain) {
    const auto byte = static_cast<unsigned char>(c);
    require(byte >= 0x20 && byte != 0x7f && (utf8 || byte < 0x80));
  }
  require(path.local.find_first_of("%!@") == path.local.npos);
  require(path.domain.find_first_of("%!@ \"<>,;") == path.domain.npos);
  if (path.null()) return;
  const auto again = parse_smtp_rcpt("TO:<" + path.text() + ">", utf8);
  require(std::holds_alternative<SmtpPath>(again) && std::get<SmtpPath>(again) == path);
}

void check_message(const SmtpEnvelope& envelope, const std::string& data) {
  require(!envelope.recipients.empty() && envelope.recipients.size() <= 2);
  require(!envelope.helo.empty());
  check_path(envelope.sender, envelope.utf8);
  for (const SmtpPath& path : envelope.recipients) check_path(path, envelope.utf8);
  require(data.size() <= kMostBytes && data.find('\0') == data.npos);
  require(data.empty() || data.ends_with("\r\n"));
  const auto breaks = static_cast<size_t>(std::count(data.begin(), data.end(), '\n'));
  require(static_cast<size_t>(std::count(data.begin(), data.end(), '\r')) == breaks);
  size_t pairs = 0;
  for (size_t at = data.find("\r\n"); at != data.npos; at = data.find("\r\n", at + 2)) ++pairs;
  require(pairs == breaks);
}

// A host that takes in whoever has an even number of letters, and notes everything.
class Host : public SmtpHost {
 public:
  Host(uint8_t settings, bool at_once) : dialogue(options(settings)), at_once_(at_once) {
    dialogue.start(*this);
  }

  RecipientVerdict check_recipient(const SmtpPath& to, const SmtpPath& from) override {
    require(!closed_ && !dialogue.awaiting_verdict() && !dialogue.in_data());
    require(!to.null());
    events.push_back("? " + to.text() + " from " + from.text());
    if (to.local.size() % 2 == 0) accepted_.insert(to.text());
    if (to.local.size() % 2 == 0) return {{250, "2.1.5 ok"}, 7};
    return {{to.local.size() % 3 == 0 ? 450 : 550, "5.1.1 no"}, 7};
  }
  void message(SmtpEnvelope envelope, std::string data) override {
    require(!closed_ && ready_ && dialogue.awaiting_verdict());
    ready_ = false;
    check_message(envelope, data);
    for (const SmtpPath& to : envelope.recipients) require(accepted_.contains(to.text()));
    events.push_back("message " + data);
    if (at_once_) dialogue.verdict({250, "2.6.0 taken"}, 9, *this);
  }
  void reply(std::string_view bytes, uint64_t turn) override {
    require(!closed_);
    check_reply(bytes);
    // Between a 354 and the end of its data nothing is said but that there is too much.
    require(!ready_ || !dialogue.in_data() || bytes.starts_with("552"));
    ready_ = bytes.starts_with("354");
    events.push_back(std::to_string(turn) + " " + std::string(bytes));
  }
  void close() override {
    require(!closed_);
    closed_ = true;
    events.emplace_back("close");
  }
  void decide() {
    if (dialogue.awaiting_verdict()) dialogue.verdict({451, "4.3.0 later"}, 9, *this);
  }

  SmtpDialogue dialogue;
  std::vector<std::string> events;

 private:
  std::set<std::string> accepted_;
  bool at_once_;
  bool ready_ = false;  // a 354 stands
  bool closed_ = false;
};

// Byte by byte; answers with the places behind which data begins.
std::set<size_t> feed_bytes(Host& host, std::string_view input) {
  std::set<size_t> starts;
  for (size_t at = 0; at < input.size(); ++at) {
    const size_t before = host.events.size();
    host.dialogue.receive(input.substr(at, 1), host);
    // Also where DATA was refused: it must be the last of its piece in any case.
    if (host.events.size() != before) starts.insert(at + 1);
  }
  return starts;
}

bool ends_in_data_line(std::string_view input, size_t end) {
  const std::string_view before = input.substr(0, end);
  const size_t line = before.find_last_of('\n', before.size() < 2 ? 0 : before.size() - 2);
  const std::string_view text = before.substr(line == before.npos ? 0 : line + 1);
  return read_smtp_command(text.substr(0, std::min(text.find('\r'), text.size()))).verb ==
         SmtpVerb::kData;
}

// In pieces of `chunk` bytes, cut also behind each line of `starts` that says DATA.
void feed(Host& host, std::string_view input, size_t chunk, const std::set<size_t>& starts) {
  auto cut = starts.begin();
  for (size_t at = 0; at < input.size();) {
    size_t end = std::min(at + chunk, input.size());
    while (cut != starts.end() && *cut <= at) ++cut;
    for (auto next = cut; next != starts.end() && *next < end; ++next) {
      if (ends_in_data_line(input, *next)) end = *next;
    }
    host.dialogue.receive(input.substr(at, end - at), host);
    at = end;
  }
}

// The verdict comes after the next piece: what waits must not be lost or acted upon early.
void feed_late(Host& host, std::string_view input, size_t chunk) {
  for (size_t at = 0; at < input.size(); at += chunk) {
    const bool due = host.dialogue.awaiting_verdict();
    const size_t before = host.events.size();
    host.dialogue.receive(input.substr(at, chunk), host);
    require(!due || host.events.size() == before);
    if (due) host.decide();
  }
  host.decide();
  host.decide();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const size_t chunk = 1U + data[1] % 64U;
  const std::string_view input(reinterpret_cast<const char*>(data) + 2, size - 2);

  Host bytes(data[0], true);
  const std::set<size_t> starts = feed_bytes(bytes, input);
  for (size_t piece : {input.size() + 1, chunk}) {
    Host cut(data[0], true);
    feed(cut, input, piece, starts);
    require(cut.events == bytes.events);
  }
  Host plain(data[0], true);
  plain.dialogue.receive(input, plain);
  Host late(data[0], false);
  feed_late(late, input, chunk);
  return 0;
}
