// SPDX-License-Identifier: MIT
#include "net/control/control_request.h"

#include <charconv>
#include <utility>
#include <vector>

#include "engine/text.h"

namespace reality {
namespace {

using Answer = std::function<void(std::string)>;

std::string on_one_line(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r') c = ' ';
  return text;
}

std::string error_line(const std::string& message) {
  return "error " + on_one_line(message) + "\n";
}

Operator::Done reporting(Answer answer) {
  return [answer = std::move(answer)](Status status) {
    answer(status ? "ok\n" : error_line(status.error()));
  };
}

std::string account_list(const Operator& world) {
  std::string answer;
  for (const AccountLine& account : world.accounts()) answer += write_account(account) + "\n";
  return answer + "ok\n";
}

// The words after "account".
bool do_account(Operator& world, const std::vector<std::string_view>& words,
                const ControlRequest& request, const Answer& answer) {
  const std::string_view what = words[1];
  const size_t count = words.size();
  if (what == "list" && count == 2) {
    answer(account_list(world));
  } else if (what == "add" && count == 4) {
    world.add_account(words[2], request.password, words[3], reporting(answer));
  } else if (what == "password" && count == 3) {
    world.set_password(words[2], request.password, reporting(answer));
  } else if (what == "role" && count == 4) {
    world.set_role(words[2], words[3], reporting(answer));
  } else if (what == "remove" && count == 3) {
    world.remove_account(words[2], reporting(answer));
  } else {
    return false;
  }
  return true;
}

constexpr std::string_view kSnapshot = "snapshot ";

}  // namespace

bool needs_password(std::string_view line) {
  return line.starts_with("account add ") || line.starts_with("account password ");
}

void answer_request(Operator& world, const ControlRequest& request, Answer answer) {
  const std::string_view line = request.line;
  if (line == "ping") return answer("ok\n");
  if (line.starts_with(kSnapshot) && line.size() > kSnapshot.size())
    return world.snapshot(std::string(line.substr(kSnapshot.size())), reporting(answer));
  const auto words = split(line, ' ');
  const bool account = words.size() > 1 && words[0] == "account";
  if (account && do_account(world, words, request, answer)) return;
  answer(error_line("this server does not know that request: is the program a newer one?"));
}

std::string write_account(const AccountLine& account) {
  return "item " + account.role + " " + std::to_string(account.created_ms) + " " +
         (account.online ? "online" : "away") + " " + on_one_line(account.name);
}

Result<AccountLine> read_account(std::string_view item) {
  const auto words = split(item, ' ');
  AccountLine account;
  if (words.size() < 5 || words[0] != "item") return Error{"not an account: " + std::string(item)};
  account.role = words[1];
  const char* end = words[2].data() + words[2].size();
  const auto [stop, wrong] = std::from_chars(words[2].data(), end, account.created_ms);
  if (wrong != std::errc() || stop != end) return Error{"not a time: " + std::string(words[2])};
  account.online = words[3] == "online";
  account.name = item.substr(static_cast<size_t>(words[4].data() - item.data()));
  return account;
}

}  // namespace reality
