// SPDX-License-Identifier: MIT
#include "net/smtp/smtp_command.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "engine/text.h"

namespace reality {
namespace {

constexpr size_t kLabelLimit = 63;       // RFC 1035 2.3.4
constexpr size_t kSizeDigitsLimit = 20;  // RFC 1870 section 4

struct VerbName {
  std::string_view name;
  SmtpVerb verb;
};

constexpr std::array kVerbs = {
    VerbName{"HELO", SmtpVerb::kHelo},    VerbName{"EHLO", SmtpVerb::kEhlo},
    VerbName{"MAIL", SmtpVerb::kMail},    VerbName{"RCPT", SmtpVerb::kRcpt},
    VerbName{"DATA", SmtpVerb::kData},    VerbName{"RSET", SmtpVerb::kRset},
    VerbName{"NOOP", SmtpVerb::kNoop},    VerbName{"QUIT", SmtpVerb::kQuit},
    VerbName{"VRFY", SmtpVerb::kVrfy},    VerbName{"EXPN", SmtpVerb::kExpn},
    VerbName{"HELP", SmtpVerb::kHelp},    VerbName{"STARTTLS", SmtpVerb::kStartTls},
    VerbName{"GET", SmtpVerb::kHttp},     VerbName{"HEAD", SmtpVerb::kHttp},
    VerbName{"POST", SmtpVerb::kHttp},    VerbName{"PUT", SmtpVerb::kHttp},
    VerbName{"DELETE", SmtpVerb::kHttp},  VerbName{"CONNECT", SmtpVerb::kHttp},
    VerbName{"OPTIONS", SmtpVerb::kHttp}, VerbName{"TRACE", SmtpVerb::kHttp},
    VerbName{"PATCH", SmtpVerb::kHttp},   VerbName{"PRI", SmtpVerb::kHttp},  // HTTP/2
};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}
// RFC 5322 3.2.3, and RFC 6531 3.3 for what is not ASCII.
bool is_atext(char c) {
  constexpr std::string_view kOthers = "!#$%&'*+-/=?^_`{|}~";
  return is_letter(c) || is_digit(c) || is_high(c) || kOthers.find(c) != kOthers.npos;
}
bool is_printable(char c) {
  return c >= ' ' && c <= '~';
}

// A small ASCII comparison: fold_case() would also match letters outside ASCII.
bool same_word(std::string_view a, std::string_view b) {
  auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return upper(x) == upper(y); });
}

// Steps over `prefix`, in either case, if `text` begins with it.
bool skip_word(std::string_view& text, std::string_view prefix) {
  if (!same_word(text.substr(0, prefix.size()), prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool skip(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

template <class Test>
std::string_view take_while(std::string_view& text, Test test) {
  auto stop = std::find_if_not(text.begin(), text.end(), test);
  std::string_view run = text.substr(0, static_cast<size_t>(stop - text.begin()));
  text.remove_prefix(run.size());
  return run;
}

// Why a path is not taken.
enum class PathFlaw : uint8_t { kNone, kSyntax, kRoute, kTooLong, kNotAscii };

// Dot-string of RFC 5321 4.1.2: atoms with single dots between them.
bool is_dot_string(std::string_view local) {
  if (local.empty() || local.front() == '.' || local.back() == '.') return false;
  return local.find("..") == local.npos &&
         std::all_of(local.begin(), local.end(), [](char c) { return c == '.' || is_atext(c); });
}

// Quoted-string of RFC 5321 4.1.2, without its quotes; nothing if it is none or is empty.
std::optional<std::string> read_quoted(std::string_view& in) {
  std::string local;
  if (!skip(in, '"')) return std::nullopt;
  while (!in.empty() && in.front() != '"') {
    const bool escaped = skip(in, '\\');
    if (in.empty()) return std::nullopt;
    const bool fits = is_printable(in.front()) || (is_high(in.front()) && !escaped);
    if (!fits) return std::nullopt;
    local.push_back(in.front());
    in.remove_prefix(1);
  }
  if (!skip(in, '"') || local.empty()) return std::nullopt;
  return local;
}

PathFlaw read_local(std::string_view& in, std::string& local) {
  if (!in.empty() && in.front() == '"') {
    std::optional<std::string> quoted = read_quoted(in);
    if (!quoted) return PathFlaw::kSyntax;
    local = std::move(*quoted);
  } else {
    local = take_while(in, [](char c) { return c == '.' || is_atext(c); });
    if (!is_dot_string(local)) return PathFlaw::kSyntax;
  }
  // Old ways to write a second hop into an address (user%host@relay, host!user@relay): some
  // relays act on them, also inside quotes.
  return local.find_first_of("%!@") == local.npos ? PathFlaw::kNone : PathFlaw::kRoute;
}

// RFC 5321 4.1.3; no tags other than IPv6 are registered.
bool is_address_literal(std::string_view inside) {
  std::array<unsigned char, 16> address{};
  const bool six = skip_word(inside, "IPv6:");
  return inet_pton(six ? AF_INET6 : AF_INET, std::string(inside).c_str(), address.data()) == 1;
}

bool is_label(std::string_view label) {
  if (label.empty() || label.size() > kLabelLimit) return false;
  return label.front() != '-' && label.back() != '-';
}

// "example.org" or "[127.0.0.1]" from the front of `in`; nothing if there is none.
std::optional<std::string_view> read_domain(std::string_view& in) {
  const std::string_view start = in;
  if (skip(in, '[')) {
    auto inside =
        take_while(in, [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == ':'; });
    if (!skip(in, ']') || !is_address_literal(inside)) return std::nullopt;
  } else {
    do {
      auto label = take_while(
          in, [](char c) { return is_letter(c) || is_digit(c) || c == '-' || is_high(c); });
      if (!is_label(label)) return std::nullopt;
    } while (skip(in, '.'));
  }
  return start.substr(0, start.size() - in.size());
}

// "@a,@b:", which RFC 5321 appendix C has us accept and ignore.
bool skip_route(std::string_view& in) {
  if (in.empty() || in.front() != '@') return true;
  do {
    if (!skip(in, '@') || !read_domain(in)) return false;
  } while (skip(in, ','));
  return skip(in, ':');
}

bool is_too_long(const SmtpPath& path) {
  return path.local.size() > kSmtpLocalLimit || path.domain.size() > kSmtpDomainLimit ||
         path.text().size() + 2 > kSmtpPathLimit;
}

// Reads "<...>" from the front of `in`. A missing domain is left to the caller to judge.
PathFlaw read_path(std::string_view& in, SmtpPath& path) {
  if (!skip(in, '<')) return PathFlaw::kSyntax;
  if (skip(in, '>')) return PathFlaw::kNone;
  if (!skip_route(in)) return PathFlaw::kSyntax;
  const PathFlaw flaw = read_local(in, path.local);
  if (flaw != PathFlaw::kNone) return flaw;
  if (skip(in, '@')) {
    std::optional<std::string_view> domain = read_domain(in);
    if (!domain) return PathFlaw::kSyntax;
    path.domain = *domain;
    if (!in.empty() && in.front() == '@') return PathFlaw::kRoute;
  }
  if (!skip(in, '>')) return PathFlaw::kSyntax;
  return is_too_long(path) ? PathFlaw::kTooLong : PathFlaw::kNone;
}

// C1 control characters are UTF-8 as such, but terminals obey them.
bool has_c1(std::string_view text) {
  for (size_t at = text.find('\xc2'); at != text.npos; at = text.find('\xc2', at + 1)) {
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xa0) return true;
  }
  return false;
}

PathFlaw check_letters(const SmtpPath& path, bool utf8) {
  const std::string text = path.local + "@" + path.domain;
  if (std::none_of(text.begin(), text.end(), is_high)) return PathFlaw::kNone;
  if (!utf8) return PathFlaw::kNotAscii;
  return is_valid_utf8(text) && !has_c1(text) ? PathFlaw::kNone : PathFlaw::kSyntax;
}

// `code`: RFC 3463's for a bad address, 5.1.7 of a sender, 5.1.3 of a recipient.
SmtpReply refuse_path(PathFlaw flaw, const std::string& code) {
  switch (flaw) {
    case PathFlaw::kRoute:
      return {553, code + " no routes through addresses here"};
    case PathFlaw::kTooLong:
      return {501, code + " the address is too long"};
    case PathFlaw::kNotAscii:
      // RFC 6531 3.5.
      return {553, "5.6.7 declare SMTPUTF8 with MAIL for such an address"};
    default:
      return {501, code + " that is no address"};
  }
}

SmtpReply bad_parameter(std::string_view name) {
  return {501, "5.5.4 bad parameter: " + std::string(name)};
}

// Decimal digits, capped at what fits; nothing for anything else.
std::optional<uint64_t> read_size(std::string_view digits) {
  if (digits.empty() || digits.size() > kSizeDigitsLimit) return std::nullopt;
  constexpr uint64_t kMost = std::numeric_limits<uint64_t>::max();
  uint64_t size = 0;
  for (char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    const auto digit = static_cast<uint64_t>(c - '0');
    size = size > (kMost - digit) / 10 ? kMost : size * 10 + digit;
  }
  return size;
}

// The parameters that MAIL had already: each may come once.
struct SeenParameters {
  bool size = false;
  bool body = false;
  bool utf8 = false;
};

// One "KEY" or "KEY=VALUE" of MAIL. Answers with a refusal, or nothing.
std::optional<SmtpReply> take_parameter(std::string_view word, SeenParameters& seen,
                                        SmtpMail& mail) {
  const size_t equals = std::min(word.find('='), word.size());
  const std::string_view key = word.substr(0, equals);
  const std::string_view value = word.substr(std::min(equals + 1, word.size()));
  if (same_word(key, "SIZE")) {
    const std::optional<uint64_t> size = read_size(value);
    if (!size || std::exchange(seen.size, true)) return bad_parameter("SIZE");
    mail.size = *size;
    return std::nullopt;
  }
  if (same_word(key, "SMTPUTF8")) {
    if (equals != word.size() || std::exchange(seen.utf8, true)) return bad_parameter("SMTPUTF8");
    mail.utf8 = true;
    return std::nullopt;
  }
  mail.eight_bit = same_word(value, "8BITMIME");
  const bool known = mail.eight_bit || same_word(value, "7BIT");
  if (!same_word(key, "BODY") || !known) return SmtpReply{555, "5.5.4 parameter not supported"};
  if (std::exchange(seen.body, true)) return bad_parameter("BODY");
  return std::nullopt;
}

std::optional<SmtpReply> read_parameters(std::string_view rest, SmtpMail& mail) {
  if (!rest.empty() && rest.front() != ' ') return refuse_path(PathFlaw::kSyntax, "5.1.7");
  SeenParameters seen;
  while (!rest.empty()) {
    take_while(rest, [](char c) { return c == ' '; });
    const std::string_view word = take_while(rest, [](char c) { return c != ' '; });
    if (word.empty()) continue;
    if (std::optional<SmtpReply> refusal = take_parameter(word, seen, mail)) return refusal;
  }
  return std::nullopt;
}

}  // namespace

std::string SmtpPath::text() const {
  std::string out;
  if (null()) return out;
  if (is_dot_string(local)) {
    out = local;
  } else {
    out.push_back('"');
    for (char c : local) {
      if (c == '"' || c == '\\') out.push_back('\\');
      out.push_back(c);
    }
    out.push_back('"');
  }
  if (!domain.empty()) out.append("@").append(domain);
  return out;
}

SmtpCommand read_smtp_command(std::string_view line) {
  // RFC 5321 4.1.1: white space at the end is tolerated.
  line = line.substr(0, line.find_last_not_of(" \t") + 1);
  const size_t space = std::min(line.find(' '), line.size());
  const std::string_view name = line.substr(0, space);
  std::string_view argument = line.substr(space);
  take_while(argument, [](char c) { return c == ' '; });
  for (const VerbName& row : kVerbs) {
    if (same_word(row.name, name)) return {row.verb, argument};
  }
  return {SmtpVerb::kUnknown, argument};
}

std::variant<SmtpMail, SmtpReply> parse_smtp_mail(std::string_view argument) {
  if (!skip_word(argument, "FROM:")) return SmtpReply{501, "5.5.4 say MAIL FROM:<address>"};
  // RFC 5321 3.3 wants no space here, but senders that put one are many and old.
  take_while(argument, [](char c) { return c == ' '; });
  SmtpMail mail;
  PathFlaw flaw = read_path(argument, mail.sender);
  if (flaw != PathFlaw::kNone) return refuse_path(flaw, "5.1.7");
  if (mail.sender.domain.empty() && !mail.sender.null()) {
    return refuse_path(PathFlaw::kSyntax, "5.1.7");
  }
  if (std::optional<SmtpReply> refusal = read_parameters(argument, mail)) return *refusal;
  // Only now is it known whether SMTPUTF8 was declared.
  flaw = check_letters(mail.sender, mail.utf8);
  if (flaw != PathFlaw::kNone) return refuse_path(flaw, "5.1.7");
  return mail;
}

std::variant<SmtpPath, SmtpReply> parse_smtp_rcpt(std::string_view argument, bool utf8) {
  if (!skip_word(argument, "TO:")) return SmtpReply{501, "5.5.4 say RCPT TO:<address>"};
  take_while(argument, [](char c) { return c == ' '; });
  SmtpPath path;
  PathFlaw flaw = read_path(argument, path);
  if (flaw == PathFlaw::kNone) flaw = check_letters(path, utf8);
  // RFC 5321 4.5.1: every server has a postmaster, who needs no domain.
  const bool whole = !path.domain.empty() || same_word(path.local, "postmaster");
  if (flaw == PathFlaw::kNone && !whole) flaw = PathFlaw::kSyntax;
  if (flaw != PathFlaw::kNone) return refuse_path(flaw, "5.1.3");
  if (argument.empty()) return path;
  if (argument.front() != ' ') return refuse_path(PathFlaw::kSyntax, "5.1.3");
  return SmtpReply{555, "5.5.4 parameter not supported"};
}

SmtpLine SmtpLineReader::read(std::string_view& bytes) {
  while (!bytes.empty()) {
    if (after_cr_) {
      after_cr_ = false;
      if (!skip(bytes, '\n')) return SmtpLine::kStray;
      return std::exchange(overlong_, false) ? SmtpLine::kTooLong : SmtpLine::kWhole;
    }
    keep(take_while(bytes, [](char c) { return c != '\r' && c != '\n'; }));
    if (bytes.empty()) break;
    if (!skip(bytes, '\r')) return SmtpLine::kStray;
    after_cr_ = true;
  }
  return SmtpLine::kUnfinished;
}

void SmtpLineReader::keep(std::string_view run) {
  if (overlong_) return;
  overlong_ = text_.size() + run.size() + 2 > kSmtpLineLimit;
  if (overlong_) {
    std::string().swap(text_);
  } else {
    text_.append(run);
  }
}

std::string SmtpLineReader::take() {
  return std::exchange(text_, {});
}

}  // namespace reality
