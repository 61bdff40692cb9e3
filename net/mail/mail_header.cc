// SPDX-License-Identifier: MIT
#include "net/mail/mail_header.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/text.h"
#include "engine/text_charset.h"
#include "net/mail/mail_body.h"

namespace reality {
namespace {

constexpr std::string_view kUtf8 = "utf-8";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// RFC 5322 section 3.6.8: printable ASCII.
bool is_field_name(std::string_view name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

// A field, the rest of a folded one, or the empty line behind them all.
bool belongs_to_header(std::string_view line) {
  if (line.empty() || is_blank(line[0])) return true;
  const size_t colon = line.find(':');
  return colon != line.npos && is_field_name(trim(line.substr(0, colon)));
}

void append_within(MailField& field, std::string_view text) {
  const size_t room = kMailFieldLimit - field.body.size();
  field.is_cut = field.is_cut || text.size() > room;
  field.body += text.substr(0, room);
}

// From the '(' at `at` to behind its ')' (RFC 5322 section 3.2.2); comments nest, so it counts.
size_t skip_comment(std::string_view text, size_t at, std::string* inside = nullptr) {
  size_t depth = 0;
  for (; at < text.size(); ++at) {
    char c = text[at];
    if (c == ')' && --depth == 0) return at + 1;
    const bool outermost = c == '(' && depth == 0;
    if (c == '(') ++depth;
    if (c == '\\' && at + 1 < text.size()) c = text[++at];
    if (inside != nullptr && !outermost) *inside += c;
  }
  return at;
}

// From the '"' at `at` to behind the one that closes it (RFC 5322 section 3.2.4).
size_t read_quoted(std::string_view text, size_t at, std::string& out) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    out += text[at];
  }
  return at;
}

std::string decode_percent(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    std::optional<char> byte;
    if (text[at] == '%' && at + 2 < text.size()) byte = hex_byte(text[at + 1], text[at + 2]);
    out += byte.value_or(text[at]);
    if (byte) at += 2;
  }
  return out;
}

// RFC 2231 section 4: takes "charset'language'" off the front of an extended value.
std::string_view take_charset(std::string_view& value) {
  const size_t first = value.find('\'');
  const size_t second = first == value.npos ? value.npos : value.find('\'', first + 1);
  if (second == value.npos) return kUtf8;
  const std::string_view charset = value.substr(0, first);
  value.remove_prefix(second + 1);
  return charset;
}

}  // namespace

Result<MailHeader> MailHeader::read(std::string_view raw) {
  MailHeader header;
  for (bool ended = false; !ended && header.size_ < raw.size();) {
    const size_t stop = std::min(raw.find('\n', header.size_), raw.size());
    std::string_view line = raw.substr(header.size_, stop - header.size_);
    if (line.ends_with('\r')) line.remove_suffix(1);
    // Text where a field should be: somebody forgot the empty line.
    if (!belongs_to_header(line)) break;
    header.size_ = std::min(stop + 1, raw.size());
    if (header.size_ > kMailHeaderLimit) {
      return Error{"letter: the header is over 64 KiB; send it with fewer fields"};
    }
    ended = line.empty();
    const Status taken = ended ? Status() : header.take_line(line);
    if (!taken) return Error{taken.error()};
  }
  for (MailField& field : header.fields_) field.body = std::string(trim(field.body));
  return header;
}

Status MailHeader::take_line(std::string_view line) {
  if (is_blank(line[0])) {
    if (!fields_.empty()) append_within(fields_.back(), line);
    return {};
  }
  if (fields_.size() == kMailFieldsMost) {
    return Error{"letter: over 500 header fields; send it with fewer"};
  }
  const size_t colon = line.find(':');
  fields_.push_back({fold_case(trim(line.substr(0, colon))), {}, false});
  append_within(fields_.back(), line.substr(colon + 1));
  return {};
}

const MailField* MailHeader::first(std::string_view name) const {
  const auto field = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const MailField& each) { return each.name == name; });
  return field == fields_.end() ? nullptr : &*field;
}

std::string_view MailHeader::find(std::string_view name) const {
  const MailField* field = first(name);
  return field == nullptr ? std::string_view() : std::string_view(field->body);
}

// RFC 2045 section 5.1: value *(";" attribute "=" value), with comments anywhere.
MailValue::MailValue(std::string_view body) {
  std::string name;
  std::string value;
  bool has_value = false;
  for (size_t at = 0; at < body.size();) {
    std::string& piece = has_value ? value : name;
    const char c = body[at];
    if (c == '(') {
      at = skip_comment(body, at);
      continue;
    }
    if (c == '"') {
      at = read_quoted(body, at, piece);
      continue;
    }
    ++at;
    if (c == ';') {
      finish_piece(name, value, has_value);
      name.clear();
      value.clear();
      has_value = false;
    } else if (c == '=' && !has_value) {
      has_value = true;
    } else {
      piece += c;
    }
  }
  finish_piece(name, value, has_value);
}

void MailValue::finish_piece(std::string_view name, std::string_view value, bool has_value) {
  std::string key = fold_case(name);
  std::erase_if(key, is_blank);
  if (!std::exchange(has_value_, true)) {
    value_ = std::move(key);
    return;
  }
  if (key.empty() || !has_value || parameters_.size() == kMailParametersMost) return;
  parameters_.push_back({std::move(key), std::string(trim(value))});
}

const std::string* MailValue::find(std::string_view name) const {
  const auto found = std::find_if(parameters_.begin(), parameters_.end(),
                                  [&](const Parameter& each) { return each.name == name; });
  return found == parameters_.end() ? nullptr : &found->value;
}

// RFC 2231: "name*" is the whole in percent signs, "name*0", "name*1*" are pieces, of which those
// with a star at the end have percent signs. The plain form is for readers who know neither.
std::string MailValue::parameter(std::string_view name) const {
  const std::string base(name);
  if (const std::string* whole = find(base + '*')) {
    std::string_view text = *whole;
    const std::string_view charset = take_charset(text);
    return to_utf8(decode_percent(text), charset);
  }
  std::string bytes;
  std::string_view charset = kUtf8;
  size_t pieces = 0;
  for (; pieces < kMailParametersMost; ++pieces) {
    const std::string numbered = base + '*' + std::to_string(pieces);
    const std::string* coded = find(numbered + '*');
    const std::string* piece = coded != nullptr ? coded : find(numbered);
    if (piece == nullptr) break;
    std::string_view text = *piece;
    if (coded != nullptr && pieces == 0) charset = take_charset(text);
    bytes += coded != nullptr ? decode_percent(text) : std::string(text);
  }
  if (pieces > 0) return to_utf8(bytes, charset);
  const std::string* plain = find(name);
  return plain == nullptr ? std::string() : *plain;
}

namespace {

struct EncodedWord {
  std::string_view charset;
  char encoding = 0;
  std::string_view text;
  size_t size = 0;  // in the field
};

// RFC 2047 section 2: "=?" charset "?" encoding "?" text "?=" at the start of `text`. Every '?'
// bounds the search, so that trying at each "=?" stays linear.
std::optional<EncodedWord> read_word(std::string_view text) {
  constexpr size_t kOpening = 2;
  const size_t charset_end = text.find('?', kOpening);
  if (charset_end == text.npos || charset_end + 2 >= text.size()) return std::nullopt;
  const char encoding = text[charset_end + 1];
  if (std::string_view("BbQq").find(encoding) == std::string_view::npos) return std::nullopt;
  if (text[charset_end + 2] != '?') return std::nullopt;
  const size_t start = charset_end + 3;
  const size_t end = text.find('?', start);
  if (end == text.npos || end + 1 >= text.size() || text[end + 1] != '=') return std::nullopt;
  std::string_view charset = text.substr(kOpening, charset_end - kOpening);
  charset = charset.substr(0, charset.find('*'));  // RFC 2231 section 5: "*" language
  return EncodedWord{charset, encoding, text.substr(start, end - start), end + 2};
}

// RFC 2047 section 4: "B" is base64; "Q" has '_' for a space besides the digits.
std::string decode_word(const EncodedWord& word) {
  if (word.encoding == 'B' || word.encoding == 'b') {
    return decode_base64(word.text, word.text.size());
  }
  std::string text(word.text);
  std::replace(text.begin(), text.end(), '_', ' ');
  // A space before the end is meant here, and the end is not the end of a line.
  text += "=20";
  std::string bytes = decode_quoted_printable(text, text.size());
  bytes.pop_back();
  return bytes;
}

/// Joins what stands between encoded-words and what they stand for.
class WordJoiner {
 public:
  void add_plain(std::string_view text) {
    // RFC 2047 section 6.2: spaces between two encoded-words are for the line's sake.
    pending_ += text;
    if (std::all_of(text.begin(), text.end(), is_blank)) return;
    end_words();
  }

  void add_word(const EncodedWord& word) {
    // Many cut a letter of several bytes in two, so that words of one charset are one text.
    if (in_words_ && word.charset != charset_) end_run();
    if (!in_words_) out_ += to_utf8(pending_, kUtf8);
    pending_.clear();
    in_words_ = true;
    charset_ = word.charset;
    bytes_ += decode_word(word);
  }

  std::string take() {
    end_words();
    return std::move(out_);
  }

 private:
  void end_run() {
    out_ += to_utf8(bytes_, charset_);
    bytes_.clear();
  }
  void end_words() {
    end_run();
    in_words_ = false;
    out_ += to_utf8(pending_, kUtf8);
    pending_.clear();
  }

  std::string out_;
  std::string pending_;  // plain text since the last word
  std::string bytes_;    // what the last words of one charset stand for
  std::string_view charset_ = kUtf8;
  bool in_words_ = false;
};

}  // namespace

std::string decode_words(std::string_view body) {
  WordJoiner joiner;
  size_t words = 0;
  while (!body.empty()) {
    const size_t start = words < kEncodedWordsMost ? body.find("=?") : body.npos;
    if (start == body.npos) break;
    const std::optional<EncodedWord> word = read_word(body.substr(start));
    if (!word) {
      joiner.add_plain(body.substr(0, start + 2));
      body.remove_prefix(start + 2);
      continue;
    }
    if (start > 0) joiner.add_plain(body.substr(0, start));
    joiner.add_word(*word);
    body.remove_prefix(start + word->size);
    ++words;
  }
  joiner.add_plain(body);
  return joiner.take();
}

namespace {

/// An address as written, without comments and spaces. Atoms that only a space keeps apart are no
/// address (RFC 5322 section 3.4.1 wants '.' or '@' between them), and running them together would
/// make one that nobody wrote.
class AddressSpec {
 public:
  void add(char c) {
    const bool runs_on = gap_ && !text_.empty() && !is_joint(c) && !is_joint(text_.back());
    broken_ = broken_ || runs_on;
    gap_ = false;
    text_ += c;
  }
  void add_quoted(std::string_view verbatim) {
    if (verbatim.empty()) return;
    add(verbatim[0]);
    text_ += verbatim.substr(1);
  }
  void add_gap() { gap_ = true; }
  void spoil() { broken_ = true; }

  std::string text() const {
    std::string_view address = text_;
    // RFC 5322 section 4.4: an obsolete route, "@relay,@relay:", in front.
    if (address.starts_with('@')) {
      address.remove_prefix(std::min(address.find(':'), address.size() - 1) + 1);
    }
    const bool is_address = !broken_ && address.find('@') != address.npos;
    return is_address ? std::string(address) : std::string();
  }

 private:
  static bool is_joint(char c) { return c == '.' || c == '@' || c == ':' || c == ','; }

  std::string text_;
  bool gap_ = false;
  bool broken_ = false;
};

/// RFC 5322 section 3.4 as a machine that goes over the field once.
class MailboxReader {
 public:
  explicit MailboxReader(std::string_view body) : body_(body) {}

  std::vector<Mailbox> read() {
    while (at_ < body_.size() && found_.size() < kMailboxesMost) take();
    if (found_.size() < kMailboxesMost) finish();
    return std::move(found_);
  }

 private:
  void take() {
    const char c = body_[at_];
    if (c == '(') return take_comment();
    if (c == '"') return take_quoted();
    ++at_;
    if (is_blank(c)) return take_space();
    if (in_angle_) {
      in_angle_ = c != '>';
      if (in_angle_) angle_.add(c);
      return;
    }
    switch (c) {
      case ',':
      case ';':
        return finish();
      case ':':  // what came was the name of a group
        return forget();
      case '<':
        // Of two addresses in one mailbox, each reader would take another.
        if (had_angle_) angle_.spoil();
        in_angle_ = had_angle_ = true;
        return;
      default:
        phrase_ += c;
        spec_.add(c);
    }
  }

  void take_comment() {
    comment_.clear();
    at_ = skip_comment(body_, at_, &comment_);
    take_space();
  }

  void take_quoted() {
    const size_t start = at_;
    std::string inside;
    at_ = read_quoted(body_, at_, inside);
    (in_angle_ ? angle_ : spec_).add_quoted(body_.substr(start, at_ - start));
    if (!in_angle_) phrase_ += inside;
  }

  void take_space() {
    (in_angle_ ? angle_ : spec_).add_gap();
    if (!in_angle_ && !phrase_.ends_with(' ')) phrase_ += ' ';
  }

  void finish() {
    Mailbox box;
    box.address = (had_angle_ ? angle_ : spec_).text();
    // "address (Name)" is how names were given before angle brackets.
    const bool is_bare = !had_angle_ && !box.address.empty();
    const std::string_view phrase = is_bare ? std::string_view() : trim(phrase_);
    box.name = decode_words(phrase.empty() ? trim(comment_) : phrase);
    if (!box.name.empty() || !box.address.empty()) found_.push_back(std::move(box));
    forget();
  }

  void forget() {
    phrase_.clear();
    comment_.clear();
    spec_ = {};
    angle_ = {};
    in_angle_ = had_angle_ = false;
  }

  std::string_view body_;
  size_t at_ = 0;
  std::vector<Mailbox> found_;
  std::string phrase_;   // words before the address, quotes taken off
  std::string comment_;  // the last one
  AddressSpec spec_;     // the same words, if they are the address
  AddressSpec angle_;    // what stands in angle brackets
  bool in_angle_ = false;
  bool had_angle_ = false;
};

}  // namespace

std::vector<Mailbox> read_mailboxes(std::string_view body) {
  return MailboxReader(body).read();
}

}  // namespace reality
