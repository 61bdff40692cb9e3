// SPDX-License-Identifier: MIT
//
// TelnetOptions: which telnet options are on, on our side and on the peer's, by the Q method of
// RFC 1143; and the table that says which ones we take part in. Pure state: a verb in, at most one
// verb out. Owned by a TelnetCodec. Must hold: no verb is answered that changes nothing; a refusal
// is said once per option and side for the whole connection, and agreements are counted, so that
// no peer can draw us into an endless talk. To support one more option, add its row to
// kTelnetOptions.
// Tests: tests/net/telnet/telnet_options_test.cc.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace reality {

namespace telnet {
// Commands (RFC 854; EOR is RFC 885).
inline constexpr uint8_t kEor = 239;
inline constexpr uint8_t kSe = 240;
inline constexpr uint8_t kNop = 241;
inline constexpr uint8_t kDataMark = 242;
inline constexpr uint8_t kBreak = 243;
inline constexpr uint8_t kInterruptProcess = 244;
inline constexpr uint8_t kAbortOutput = 245;
inline constexpr uint8_t kAreYouThere = 246;
inline constexpr uint8_t kEraseCharacter = 247;
inline constexpr uint8_t kEraseLine = 248;
inline constexpr uint8_t kGoAhead = 249;
inline constexpr uint8_t kSb = 250;
inline constexpr uint8_t kWill = 251;
inline constexpr uint8_t kWont = 252;
inline constexpr uint8_t kDo = 253;
inline constexpr uint8_t kDont = 254;
inline constexpr uint8_t kIac = 255;
// Options.
inline constexpr uint8_t kEcho = 1;             // RFC 857
inline constexpr uint8_t kSuppressGoAhead = 3;  // RFC 858
inline constexpr uint8_t kTimingMark = 6;       // RFC 860
inline constexpr uint8_t kEndOfRecord = 25;     // RFC 885
inline constexpr uint8_t kNaws = 31;            // RFC 1073
}  // namespace telnet

/// RFC 1143 section 7: two bits of state and the queue bit, as one of six values. "Opposite" means
/// that the reverse is asked for as soon as the answer to the last request is in.
enum class OptionState : uint8_t {
  kNo,
  kYes,
  kWantNo,
  kWantNoOpposite,
  kWantYes,
  kWantYesOpposite,
};

/// What the Q method wants said: yes is WILL on our side, DO on the peer's; no is WONT or DONT.
enum class OptionAnswer : uint8_t { kNothing, kYes, kNo };

/// The four moves of RFC 1143 section 7, on one option of one side. `willing`: may the peer have it
/// switched on by asking? `silent`: this peer never answers, so a request waits for nothing.
OptionAnswer peer_says_yes(OptionState& state, bool willing);
OptionAnswer peer_says_no(OptionState& state);
OptionAnswer ask_for_yes(OptionState& state, bool silent);
OptionAnswer ask_for_no(OptionState& state, bool silent);

/// When one side of an option may be on.
enum class OptionPolicy : uint8_t {
  kNever,
  kIfAsked,   // when the peer asks for it
  kOffered,   // we ask for it at the start, and agree later too
  kOnDemand,  // by our own request only
};

enum class OptionSide : uint8_t { kUs, kPeer };

/// Longest subnegotiation any row may take.
inline constexpr size_t kSubnegotiationLimit = 8192;

struct OptionRow {
  uint8_t code;
  OptionPolicy us;
  OptionPolicy peer;
  uint16_t subnegotiation_limit;  // bytes taken; a longer one is dropped whole; 0 = never read
};

inline constexpr std::array kTelnetOptions = {
    OptionRow{telnet::kEcho, OptionPolicy::kOnDemand, OptionPolicy::kNever, 0},
    OptionRow{telnet::kSuppressGoAhead, OptionPolicy::kIfAsked, OptionPolicy::kIfAsked, 0},
    OptionRow{telnet::kEndOfRecord, OptionPolicy::kOffered, OptionPolicy::kNever, 0},
    OptionRow{telnet::kNaws, OptionPolicy::kNever, OptionPolicy::kOffered, 4},
};

/// So often a peer may have options switched on by asking; from then on all are refused. A client
/// that answers every word by its contrary would otherwise keep us talking for ever.
inline constexpr uint8_t kAgreementLimit = 100;

/// The row of an option that we know, or nullptr.
const OptionRow* find_option(uint8_t code);

class TelnetOptions {
 public:
  struct Outcome {
    uint8_t verb = 0;      // to send with the option's code; 0 = nothing
    bool changed = false;  // the option went on or off
  };

  /// The peer sent WILL, WONT, DO or DONT.
  Outcome received(uint8_t verb, uint8_t code);
  /// We want an option of the table on or off. Returns the verb to send, or 0.
  uint8_t ask(OptionSide side, uint8_t code, bool on, bool silent);

  OptionState state(OptionSide side, uint8_t code) const;
  bool is_on(OptionSide side, uint8_t code) const { return state(side, code) == OptionState::kYes; }
  /// Has the peer ever sent WILL, WONT, DO or DONT?
  bool peer_negotiates() const { return peer_negotiates_; }

 private:
  static constexpr size_t kRefusals = 2 * 256;

  bool refuse_first_time(OptionSide side, uint8_t code);
  void set_state(OptionSide side, size_t row, OptionState state);

  // One byte a row: our side in the low half, the peer's in the high half.
  std::array<uint8_t, kTelnetOptions.size()> states_{};
  bool peer_negotiates_ = false;
  uint8_t wanted_ = 0;  // a bit a row: what we last asked for on our side
  uint8_t agreements_ = 0;
  // Only peers that ask for what we refuse cost these bits.
  std::unique_ptr<std::bitset<kRefusals>> refused_;
};

}  // namespace reality
