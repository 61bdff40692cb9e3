// SPDX-License-Identifier: MIT
#include "tests/support/mail_actor.h"

#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "engine/text.h"

namespace reality {
namespace {

// Lines end with CR LF, and a dot at the beginning of one is doubled (RFC 5321 4.5.2).
std::string as_data(std::string_view text) {
  std::string out;
  for (std::string_view line : split(text, '\n')) {
    if (line.starts_with('.')) out += '.';
    out.append(line).append("\r\n");
  }
  return out + ".\r\n";
}

std::string write_message(const MailToSend& mail) {
  const std::string name = capitalise(mail.from.substr(0, mail.from.find('@')));
  return "From: " + name + " <" + mail.from + ">\nTo: <" + mail.to + ">\n" +
         "Subject: " + mail.subject + "\nDate: Mon, 06 Jan 2025 12:00:00 +0000\n" +
         "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n" +
         "Content-Transfer-Encoding: 8bit\n\n" + mail.text;
}

}  // namespace

MailActor::MailActor(std::unique_ptr<MemoryTransport> transport, std::function<void()> settle)
    : transport_(std::move(transport)), settle_(std::move(settle)) {}

void MailActor::send(const MailToSend& mail) {
  const std::array<std::string, 6> dialogue = {"",
                                               "EHLO mail.example.org\r\n",
                                               "MAIL FROM:<" + mail.from + ">\r\n",
                                               "RCPT TO:<" + mail.to + ">\r\n",
                                               "DATA\r\n",
                                               as_data(write_message(mail))};
  bool welcome = true;
  for (const std::string& bytes : dialogue) welcome = welcome && ask(bytes);
  const int outcome = codes_.back();
  ask("QUIT\r\n");
  outcome_ = outcome;
}

// False if the reply refuses.
bool MailActor::ask(const std::string& bytes) {
  transport_->send(bytes);
  settle_();
  codes_.push_back(read_code());
  return codes_.back() >= 200 && codes_.back() < 400;
}

// That of the reply's last line, where a space follows it (RFC 5321 4.2.1).
int MailActor::read_code() {
  const std::string reply = transport_->take();
  for (std::string_view line : split(reply, '\n'))
    if (line.size() > 3 && line[3] == ' ') return std::atoi(std::string(line.substr(0, 3)).c_str());
  return 0;
}

}  // namespace reality
