// SPDX-License-Identifier: MIT
#include "net/telnet/telnet_options.h"

#include <algorithm>
#include <cassert>

namespace reality {
namespace {

constexpr bool fits_limits() {
  return std::all_of(kTelnetOptions.begin(), kTelnetOptions.end(), [](const OptionRow& row) {
    return row.subnegotiation_limit <= kSubnegotiationLimit;
  });
}
static_assert(fits_limits());

uint8_t verb_for(OptionSide side, OptionAnswer answer) {
  bool us = side == OptionSide::kUs;
  switch (answer) {
    case OptionAnswer::kYes:
      return us ? telnet::kWill : telnet::kDo;
    case OptionAnswer::kNo:
      return us ? telnet::kWont : telnet::kDont;
    case OptionAnswer::kNothing:
      break;
  }
  return 0;
}

}  // namespace

// The comments quote the cases of RFC 1143 section 7, there told for the peer's side.

OptionAnswer peer_says_yes(OptionState& state, bool willing) {
  switch (state) {
    case OptionState::kNo:
      if (!willing) return OptionAnswer::kNo;
      state = OptionState::kYes;
      return OptionAnswer::kYes;
    case OptionState::kYes:
      return OptionAnswer::kNothing;
    case OptionState::kWantNo:  // "Error: DONT answered by WILL."
      state = OptionState::kNo;
      return OptionAnswer::kNothing;
    case OptionState::kWantNoOpposite:  // the same error, but it is what we want by now
    case OptionState::kWantYes:
      state = OptionState::kYes;
      return OptionAnswer::kNothing;
    case OptionState::kWantYesOpposite:
      state = OptionState::kWantNo;
      return OptionAnswer::kNo;
  }
  return OptionAnswer::kNothing;
}

OptionAnswer peer_says_no(OptionState& state) {
  switch (state) {
    case OptionState::kNo:
      return OptionAnswer::kNothing;
    case OptionState::kYes:  // always obeyed: no side can be made to keep an option on
      state = OptionState::kNo;
      return OptionAnswer::kNo;
    case OptionState::kWantNoOpposite:
      state = OptionState::kWantYes;
      return OptionAnswer::kYes;
    case OptionState::kWantNo:
    case OptionState::kWantYes:
    case OptionState::kWantYesOpposite:
      state = OptionState::kNo;
      return OptionAnswer::kNothing;
  }
  return OptionAnswer::kNothing;
}

OptionAnswer ask_for_yes(OptionState& state, bool silent) {
  if (state == OptionState::kWantNo && !silent) {
    state = OptionState::kWantNoOpposite;
  } else if (state == OptionState::kWantYesOpposite) {
    state = OptionState::kWantYes;
  } else if (state == OptionState::kNo || state == OptionState::kWantNo) {
    state = OptionState::kWantYes;
    return OptionAnswer::kYes;
  }
  return OptionAnswer::kNothing;
}

OptionAnswer ask_for_no(OptionState& state, bool silent) {
  if (state == OptionState::kWantYes && !silent) {
    state = OptionState::kWantYesOpposite;
  } else if (state == OptionState::kWantNoOpposite) {
    state = OptionState::kWantNo;
  } else if (state == OptionState::kYes || state == OptionState::kWantYes) {
    state = OptionState::kWantNo;
    return OptionAnswer::kNo;
  }
  return OptionAnswer::kNothing;
}

const OptionRow* find_option(uint8_t code) {
  auto is_it = [code](const OptionRow& row) { return row.code == code; };
  auto found = std::find_if(kTelnetOptions.begin(), kTelnetOptions.end(), is_it);
  return found == kTelnetOptions.end() ? nullptr : &*found;
}

TelnetOptions::Outcome TelnetOptions::received(uint8_t verb, uint8_t code) {
  assert(verb >= telnet::kWill && verb <= telnet::kDont);
  peer_negotiates_ = true;
  // RFC 860: a mark in the stream and no state. Each request is answered, since some clients hold
  // back all output after an interrupt until the answer comes.
  if (verb == telnet::kDo && code == telnet::kTimingMark) return {telnet::kWill, false};
  bool yes = verb == telnet::kWill || verb == telnet::kDo;
  auto side = verb == telnet::kWill || verb == telnet::kWont ? OptionSide::kPeer : OptionSide::kUs;
  const OptionRow* row = find_option(code);
  OptionPolicy policy = OptionPolicy::kNever;
  if (row != nullptr) policy = side == OptionSide::kUs ? row->us : row->peer;
  // What we want ourselves we agree to as well: a late answer to a request of before may have come
  // between our last one and its answer.
  const bool demanded = policy == OptionPolicy::kOnDemand && side == OptionSide::kUs &&
                        (wanted_ >> (row - kTelnetOptions.data()) & 1U) != 0;
  bool willing = agreements_ < kAgreementLimit &&
                 (demanded || policy == OptionPolicy::kIfAsked || policy == OptionPolicy::kOffered);
  OptionState before = state(side, code);
  OptionState after = before;
  OptionAnswer answer = yes ? peer_says_yes(after, willing) : peer_says_no(after);
  if (row != nullptr) set_state(side, static_cast<size_t>(row - kTelnetOptions.data()), after);
  if (before == OptionState::kNo && answer == OptionAnswer::kYes) ++agreements_;
  bool refusal = before == OptionState::kNo && answer == OptionAnswer::kNo;
  if (refusal && !refuse_first_time(side, code)) answer = OptionAnswer::kNothing;
  bool changed = (before == OptionState::kYes) != (after == OptionState::kYes);
  return {verb_for(side, answer), changed};
}

uint8_t TelnetOptions::ask(OptionSide side, uint8_t code, bool on, bool silent) {
  const OptionRow* row = find_option(code);
  assert(row != nullptr);
  const auto bit = static_cast<uint8_t>(1U << (row - kTelnetOptions.data()));
  if (side == OptionSide::kUs) wanted_ = static_cast<uint8_t>(on ? wanted_ | bit : wanted_ & ~bit);
  OptionState next = state(side, code);
  OptionAnswer answer = on ? ask_for_yes(next, silent) : ask_for_no(next, silent);
  set_state(side, static_cast<size_t>(row - kTelnetOptions.data()), next);
  return verb_for(side, answer);
}

OptionState TelnetOptions::state(OptionSide side, uint8_t code) const {
  const OptionRow* row = find_option(code);
  if (row == nullptr) return OptionState::kNo;
  uint8_t both = states_[static_cast<size_t>(row - kTelnetOptions.data())];
  return static_cast<OptionState>(side == OptionSide::kUs ? both & 0x0F : both >> 4);
}

void TelnetOptions::set_state(OptionSide side, size_t row, OptionState state) {
  auto value = static_cast<unsigned>(state);
  unsigned both = states_[row];
  both = side == OptionSide::kUs ? (both & 0xF0U) | value : (both & 0x0FU) | (value << 4);
  states_[row] = static_cast<uint8_t>(both);
}

bool TelnetOptions::refuse_first_time(OptionSide side, uint8_t code) {
  if (!refused_) refused_ = std::make_unique<std::bitset<kRefusals>>();
  size_t bit = code + (side == OptionSide::kPeer ? kRefusals / 2 : 0);
  if (refused_->test(bit)) return false;
  refused_->set(bit);
  return true;
}

}  // namespace reality
