// SPDX-License-Identifier: MIT
//
// TelnetPlayer: a player of a simulated run at a telnet client: types without waiting, reads
// whatever has come, hangs up in the midst, comes back. Behind every command a mark is typed, whose
// answer shows that the command has been acted on. Owned by the run; lives over all lives of the
// server.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/sim/sim_network.h"
#include "tests/sim/witness.h"

namespace reality::sim {

inline constexpr const char* kPassword = "friendship";

/// How the server knows somebody who comes.
enum class Standing : uint8_t { known, newcomer, guest };

class TelnetPlayer {
 public:
  /// What a guest reads is not held against the ledger, for nobody knows by which name.
  TelnetPlayer(std::string name, Standing standing, const Ledger& ledger)
      : name_(std::move(name)), standing_(standing), witness_(ledger, name_) {}

  const std::string& name() const { return name_; }
  bool connected() const { return transport_ != nullptr; }
  /// Connects and logs in; as somebody new, where no answer has shown yet that the name is known.
  void connect(SimNetwork& network, const LinkStyle& style);
  void type(const std::string& line);
  /// Writes a letter and posts it; its text is a token that stands in no other one.
  void write_letter(const std::string& to);
  /// Describes themselves with a token, which is then the text that others see.
  void describe();
  void hang_up() { transport_.reset(); }
  void reset();
  void say_no_more();
  void read_no_more(bool deaf);
  /// Reads what has come; true if something had. Every byte goes to `transcript`.
  bool listen(std::string& transcript);
  /// The server has gone; what had come is read.
  void lose_server(std::string& transcript);
  void begin_life() { witness_.begin_life(); }

  /// Something was typed on this connection whose answer has not come.
  bool waits() const { return transport_ && !deaf_ && !marks_.empty(); }
  /// The name is known to the server: it has let this player in.
  bool known() const { return standing_ == Standing::known; }
  size_t answered() const { return answered_; }
  const Witness& witness() const { return witness_; }
  /// Letters that the server has said are written.
  const std::vector<std::string>& written() const { return written_; }
  /// The last description that was answered, "" for none, and those typed after it.
  const std::string& described() const { return described_; }
  const std::vector<std::string>& describing() const { return describing_; }
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  void send(const std::string& line);
  void mark();
  void hear(std::string_view line);
  void answer(const std::string& mark);
  void settle(const std::string& mark);

  std::string name_;
  Standing standing_;
  Witness witness_;
  std::unique_ptr<MemoryTransport> transport_;
  bool deaf_ = false;
  std::string unread_;
  uint64_t typed_ = 0;
  std::deque<std::string> marks_;  // typed on this connection, not answered
  bool answered_here_ = false;     // on this connection
  size_t answered_ = 0;
  struct Letter {
    std::string token;
    std::string mark;  // typed behind it
  };
  std::deque<Letter> letters_;  // begun on this connection, not answered
  std::vector<std::string> written_;
  std::string description_mark_;  // typed behind the last one of describing_, on this connection
  std::string described_;
  std::vector<std::string> describing_;
  std::vector<std::string> problems_;
};

}  // namespace reality::sim
