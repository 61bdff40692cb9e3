// SPDX-License-Identifier: MIT
#include "net/mail/mail_html.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/text_charset.h"

namespace reality {
namespace {

constexpr uint32_t kReplacement = 0xfffd;
constexpr uint32_t kLastCode = 0x10ffff;
constexpr size_t kHostLimit = 253;      // RFC 1035 section 2.3.4
constexpr size_t kAddressLimit = 2048;  // of a link: its host comes early
constexpr size_t kTagNameLimit = 16;
constexpr size_t kQuoteMarksMost = 4;
constexpr size_t kBreaksMost = 2;

struct Entity {
  std::string_view name;
  uint32_t code;
};

// U+00A0 to U+00FF in their order.
constexpr std::string_view kLatinEntities[] = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

constexpr Entity kEntities[] = {
    {"amp", '&'},       {"lt", '<'},        {"gt", '>'},        {"quot", '"'},
    {"apos", '\''},     {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018},
    {"rsquo", 0x2019},  {"sbquo", 0x201a},  {"ldquo", 0x201c},  {"rdquo", 0x201d},
    {"bdquo", 0x201e},  {"dagger", 0x2020}, {"bull", 0x2022},   {"hellip", 0x2026},
    {"permil", 0x2030}, {"prime", 0x2032},  {"lsaquo", 0x2039}, {"rsaquo", 0x203a},
    {"euro", 0x20ac},   {"trade", 0x2122},  {"larr", 0x2190},   {"uarr", 0x2191},
    {"rarr", 0x2192},   {"darr", 0x2193},   {"minus", 0x2212},  {"ne", 0x2260},
    {"le", 0x2264},     {"ge", 0x2265},     {"hearts", 0x2665}, {"check", 0x2713},
    {"ensp", ' '},      {"emsp", ' '},      {"thinsp", ' '},    {"zwnj", 0x200c},
    {"zwj", 0x200d},    {"OElig", 0x152},   {"oelig", 0x153},   {"Scaron", 0x160},
    {"scaron", 0x161}};

// What numbers 128 to 159 mean to everyone who writes them: windows-1252 (HTML 13.2.5.80).
constexpr uint16_t kWindowsCodes[] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

void append_code(std::string& out, uint32_t code) {
  const auto tail = [&](uint32_t shift) {
    out += static_cast<char>(0x80U | (code >> shift & 0x3fU));
  };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0U | code >> 6U);
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0U | code >> 12U);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xf0U | code >> 18U);
    tail(12);
    tail(6);
    tail(0);
  }
}

// Bytes of the UTF-8 letter that `text` starts with.
size_t letter_size(std::string_view text) {
  constexpr size_t kLongest = 4;
  size_t size = 1;
  while (size < std::min(text.size(), kLongest) &&
         (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
    ++size;
  }
  return size;
}

struct Reference {
  uint32_t code = 0;
  size_t size = 0;  // in the text; 0 = there is none
};

uint32_t sane_code(uint32_t code) {
  if (code >= 0x80 && code < 0xa0) return kWindowsCodes[code - 0x80];
  const bool is_surrogate = code >= 0xd800 && code < 0xe000;
  return code == 0 || is_surrogate || code > kLastCode ? kReplacement : code;
}

// "&#65;" or "&#x41;" at the start of `text`; many forget the ';'.
Reference read_number(std::string_view text) {
  const bool is_hex = text.size() > 2 && lower(text[2]) == 'x';
  const size_t start = is_hex ? 3 : 2;
  const uint32_t base = is_hex ? 16 : 10;
  uint32_t code = 0;
  size_t at = start;
  for (; at < text.size(); ++at) {
    const char c = lower(text[at]);
    const bool is_hex_letter = is_hex && c >= 'a' && c <= 'f';
    if (!is_digit(c) && !is_hex_letter) break;
    const auto digit = static_cast<uint32_t>(is_digit(c) ? c - '0' : c - 'a' + 10);
    code = std::min(code * base + digit, kLastCode + 1);
  }
  if (at == start) return {};
  if (at < text.size() && text[at] == ';') ++at;
  return {sane_code(code), at};
}

Reference read_name(std::string_view text) {
  constexpr size_t kNameMost = 8;
  const size_t end = text.substr(0, kNameMost + 2).find(';');
  if (end == text.npos) return {};
  const std::string_view name = text.substr(1, end - 1);
  const auto has_name = [&](const Entity& each) { return each.name == name; };
  const auto* entity = std::find_if(std::begin(kEntities), std::end(kEntities), has_name);
  if (entity != std::end(kEntities)) return {entity->code, end + 1};
  const auto* latin = std::find(std::begin(kLatinEntities), std::end(kLatinEntities), name);
  if (latin == std::end(kLatinEntities)) return {};
  return {0xa0 + static_cast<uint32_t>(latin - std::begin(kLatinEntities)), end + 1};
}

// The character reference at the '&' that `text` starts with.
Reference read_reference(std::string_view text) {
  return text.size() > 1 && text[1] == '#' ? read_number(text) : read_name(text);
}

// An address as a browser reads it: references decoded, blanks and controls passed over, which is
// what those who want to mislead count on.
std::string plain_address(std::string_view link) {
  link = clip_text(link, kAddressLimit);
  std::string address;
  for (size_t at = 0; at < link.size();) {
    const Reference found = link[at] == '&' ? read_reference(link.substr(at)) : Reference();
    if (found.size > 0) {
      append_code(address, found.code);
    } else {
      address += link[at];
    }
    at += std::max<size_t>(found.size, 1);
  }
  std::erase_if(address, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  std::transform(address.begin(), address.end(), address.begin(), lower);
  return address;
}

bool is_host_letter(char c) {
  const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
  return !is_ascii || is_letter(c) || is_digit(c) ||
         std::string_view("-._[]:").find(c) != std::string_view::npos;
}

// Where a link leads, for people: "shop.example" of "https://me@Shop.example:8080/x?y". "" for what
// leads to no host, and for hosts that are none.
std::string host_of(std::string_view link) {
  const std::string address = plain_address(link);
  const size_t scheme = address.find(':');
  const std::string_view kind = std::string_view(address).substr(0, scheme);
  if (scheme == address.npos || (kind != "http" && kind != "https")) return {};
  std::string_view host = std::string_view(address).substr(scheme + 1);
  host.remove_prefix(std::min(host.find_first_not_of("/\\"), host.size()));
  host = host.substr(0, host.find_first_of("/\\?#"));
  host.remove_prefix(host.rfind('@') + 1);  // npos + 1 is 0
  const bool is_ipv6 = host.starts_with('[');
  host = host.substr(0, is_ipv6 ? host.find(']') + 1 : host.find(':'));
  const bool is_host =
      host.size() <= kHostLimit && std::all_of(host.begin(), host.end(), is_host_letter);
  return is_host ? std::string(host) : std::string();
}

/// Text being laid out: folds spaces, remembers breaks until something follows them.
class Flow {
 public:
  explicit Flow(size_t most) : most_(most) {}

  void put(std::string_view bytes) {
    if (out_.size() >= most_) return;
    if (breaks_ > 0 || out_.empty()) {
      begin_line();
    } else if (space_) {
      out_ += ' ';
    }
    space_ = false;
    out_ += bytes;
  }
  void space() { space_ = true; }
  /// A space that counts, in preformatted text.
  void hard_space() { put(" "); }
  /// At least `count` line breaks before what follows; a paragraph that opens a list item belongs
  /// on the item's line.
  void part(size_t count) { breaks_ = std::max(breaks_, item_ ? 1 : count); }
  void break_line() { breaks_ = std::min(breaks_ + 1, kBreaksMost); }
  void begin_item() { item_ = true; }
  void deepen_quote() { ++quotes_; }
  void end_quote() { quotes_ -= quotes_ > 0 ? 1 : 0; }
  /// Right behind the last letter, whatever breaks are due.
  void mark(std::string_view bytes) {
    if (out_.size() < most_) out_ += bytes;
  }

  size_t size() const { return out_.size(); }
  bool is_full() const { return out_.size() >= most_; }
  std::string take() { return std::move(out_); }

 private:
  void begin_line() {
    if (!out_.empty()) out_.append(std::max<size_t>(breaks_, 1), '\n');
    for (size_t i = 0; i < std::min(quotes_, kQuoteMarksMost); ++i) out_ += "> ";
    if (std::exchange(item_, false)) out_ += "- ";
    breaks_ = 0;
  }

  std::string out_;
  size_t most_;
  size_t breaks_ = 0;
  size_t quotes_ = 0;
  bool space_ = false;
  bool item_ = false;
};

enum class Kind : uint8_t { kBlock, kBreak, kCell, kDropped, kHead, kItem, kLink, kPre, kQuote };

struct Element {
  std::string_view name;
  Kind kind;
  size_t breaks;  // before and after
};

// What is not here is inline and changes nothing.
constexpr Element kElements[] = {
    {"a", Kind::kLink, 0},           {"address", Kind::kBlock, 1},  {"article", Kind::kBlock, 2},
    {"blockquote", Kind::kQuote, 2}, {"body", Kind::kBlock, 1},     {"br", Kind::kBreak, 0},
    {"caption", Kind::kBlock, 1},    {"center", Kind::kBlock, 1},   {"dd", Kind::kBlock, 1},
    {"div", Kind::kBlock, 1},        {"dl", Kind::kBlock, 2},       {"dt", Kind::kBlock, 1},
    {"figcaption", Kind::kBlock, 1}, {"figure", Kind::kBlock, 2},   {"footer", Kind::kBlock, 2},
    {"form", Kind::kBlock, 1},       {"h1", Kind::kBlock, 2},       {"h2", Kind::kBlock, 2},
    {"h3", Kind::kBlock, 2},         {"h4", Kind::kBlock, 2},       {"h5", Kind::kBlock, 2},
    {"h6", Kind::kBlock, 2},         {"head", Kind::kHead, 0},      {"header", Kind::kBlock, 2},
    {"hr", Kind::kBlock, 2},         {"iframe", Kind::kDropped, 0}, {"li", Kind::kItem, 1},
    {"main", Kind::kBlock, 1},       {"nav", Kind::kBlock, 1},      {"ol", Kind::kBlock, 1},
    {"option", Kind::kBlock, 1},     {"p", Kind::kBlock, 2},        {"pre", Kind::kPre, 2},
    {"script", Kind::kDropped, 0},   {"section", Kind::kBlock, 2},  {"style", Kind::kDropped, 0},
    {"table", Kind::kBlock, 1},      {"td", Kind::kCell, 0},        {"textarea", Kind::kDropped, 0},
    {"th", Kind::kCell, 0},          {"title", Kind::kDropped, 0},  {"tr", Kind::kBlock, 1},
    {"ul", Kind::kBlock, 1}};

struct Tag {
  std::string name;  // in lower case; cut where no known one can still match
  bool closes = false;
  std::string_view href;
};

const Element* find_element(const std::string& name) {
  const auto* found = std::find_if(std::begin(kElements), std::end(kElements),
                                   [&](const Element& each) { return each.name == name; });
  return found == std::end(kElements) ? nullptr : found;
}

class HtmlReader {
 public:
  HtmlReader(std::string_view html, size_t most) : html_(html), most_(most), flow_(most) {}

  std::string read() {
    while (at_ < html_.size() && !flow_.is_full()) {
      if (html_[at_] == '<') {
        take_markup();
      } else {
        take_letter();
      }
    }
    end_link();
    return with_hosts();
  }

 private:
  void take_letter() {
    const std::string_view rest = html_.substr(at_);
    const Reference found = rest[0] == '&' ? read_reference(rest) : Reference();
    const bool is_raw_space = rest.starts_with("\xc2\xa0");
    const size_t size = found.size > 0 ? found.size : letter_size(rest);
    at_ += size;
    if (in_head_) return;
    // Space that does not break is used for looks, and is folded as well.
    if (is_raw_space || found.code == 0xa0) return take_space(' ');
    if (found.size > 0) return put_code(found.code);
    if (is_blank(rest[0])) return take_space(rest[0]);
    flow_.put(rest.substr(0, size));
  }

  void put_code(uint32_t code) {
    if (code < 0x80 && is_blank(static_cast<char>(code))) return take_space(' ');
    std::string letter;
    append_code(letter, code);
    flow_.put(letter);
  }

  void take_space(char c) {
    if (pre_ == 0) return flow_.space();
    if (c == '\n') return flow_.break_line();
    if (c != '\r') flow_.hard_space();
  }

  // HTML 13.2.5.6: what a '<' opens depends on the character behind it.
  void take_markup() {
    const std::string_view rest = html_.substr(at_ + 1);
    const char next = rest.empty() ? '\0' : rest[0];
    if (rest.starts_with("!--")) return skip_comment();
    if (next == '!' || next == '?') return skip_behind(">", at_);
    if (is_letter(next)) return take_tag(read_tag(at_ + 1));
    if (next == '/') {
      if (rest.size() > 1 && is_letter(rest[1])) return take_tag(read_tag(at_ + 2));
      return skip_behind(">", at_);
    }
    if (!in_head_) flow_.put("<");
    ++at_;
  }

  void skip_behind(std::string_view end, size_t from) {
    const size_t found = html_.find(end, from);
    at_ = found == html_.npos ? html_.size() : found + end.size();
  }

  // "<!-->" and "<!--->" are whole comments.
  void skip_comment() {
    const size_t start = at_ + 2;
    skip_behind("-->", start);
  }

  // From the name at `at`; leaves at_ behind the '>'. A '>' in quotes does not end a tag.
  Tag read_tag(size_t at) {
    Tag tag;
    tag.closes = html_[at - 1] == '/';
    for (; at < html_.size() && !is_blank(html_[at]) && html_[at] != '/' && html_[at] != '>';
         ++at) {
      if (tag.name.size() < kTagNameLimit) tag.name += lower(html_[at]);
    }
    at_ = at;
    while (at_ < html_.size() && html_[at_] != '>') read_attribute(tag);
    at_ = std::min(at_ + 1, html_.size());
    return tag;
  }

  void read_attribute(Tag& tag) {
    skip_any_of(" \t\r\n\f/");
    const std::string_view name = read_until(" \t\r\n\f/>=");
    skip_any_of(" \t\r\n\f");
    if (at_ == html_.size() || html_[at_] != '=') return;
    ++at_;
    skip_any_of(" \t\r\n\f");
    const std::string_view value = read_value();
    const bool is_href = name.size() == 4 && lower(name[0]) == 'h' && lower(name[1]) == 'r' &&
                         lower(name[2]) == 'e' && lower(name[3]) == 'f';
    if (is_href && tag.href.empty()) tag.href = value;
  }

  std::string_view read_value() {
    if (at_ == html_.size()) return {};
    const char quote = html_[at_];
    if (quote != '"' && quote != '\'') return read_until(" \t\r\n\f>");
    ++at_;
    const std::string_view value = read_until({&quote, 1});
    at_ = std::min(at_ + 1, html_.size());
    return value;
  }

  void skip_any_of(std::string_view set) {
    at_ = std::min(html_.find_first_not_of(set, at_), html_.size());
  }
  std::string_view read_until(std::string_view set) {
    const size_t start = at_;
    at_ = std::min(html_.find_first_of(set, at_), html_.size());
    return html_.substr(start, at_ - start);
  }

  void take_tag(const Tag& tag) {
    const Element* element = find_element(tag.name);
    if (element == nullptr) return;
    if (element->kind == Kind::kHead) {
      in_head_ = !tag.closes;
      return;
    }
    if (element->kind == Kind::kDropped) {
      if (!tag.closes) skip_element(tag.name);
      return;
    }
    // A head that nobody closed ends where text begins.
    if (!tag.closes) in_head_ = false;
    flow_.part(element->breaks);
    lay_out(element->kind, tag);
  }

  void lay_out(Kind kind, const Tag& tag) {
    switch (kind) {
      case Kind::kBreak:
        return flow_.break_line();
      case Kind::kCell:
        return flow_.space();
      case Kind::kItem:
        if (!tag.closes) flow_.begin_item();
        return;
      case Kind::kLink:
        end_link();
        if (!tag.closes) begin_link(tag.href);
        return;
      case Kind::kPre:
        if (!tag.closes) ++pre_;
        if (tag.closes && pre_ > 0) --pre_;
        return;
      case Kind::kQuote:
        return tag.closes ? flow_.end_quote() : flow_.deepen_quote();
      default:
        return;
    }
  }

  // Behind the "</name" of an element whose content is not text (HTML 13.2.5.14).
  void skip_element(const std::string& name) {
    while (at_ < html_.size()) {
      skip_behind("</", at_);
      const std::string_view found = html_.substr(at_, name.size());
      const bool is_it = std::equal(found.begin(), found.end(), name.begin(), name.end(),
                                    [](char a, char b) { return lower(a) == b; });
      if (is_it) return skip_behind(">", at_);
    }
  }

  void begin_link(std::string_view href) {
    link_ = host_of(href);
    link_start_ = flow_.size();
  }

  // Marks the link that is open, if there is text in it.
  void end_link() {
    const std::string host = std::exchange(link_, {});
    if (host.empty() || flow_.size() == link_start_) return;
    auto known = std::find(hosts_.begin(), hosts_.end(), host);
    if (known == hosts_.end()) {
      if (hosts_.size() == kHtmlHostsMost) return;
      known = hosts_.insert(hosts_.end(), host);
    }
    flow_.mark(" [" + std::to_string(known - hosts_.begin() + 1) + "]");
  }

  std::string with_hosts() {
    std::string notes;
    for (size_t i = 0; i < hosts_.size(); ++i) {
      notes += i == 0 ? "\n\n[" : "\n[";
      notes += std::to_string(i + 1) + "] " + hosts_[i];
    }
    if (notes.size() > most_) notes.clear();
    const std::string text = flow_.take();
    return std::string(clip_text(text, most_ - notes.size())) + notes;
  }

  std::string_view html_;
  size_t at_ = 0;
  size_t most_;
  Flow flow_;
  std::vector<std::string> hosts_;
  std::string link_;  // host of the link that is open
  size_t link_start_ = 0;
  size_t pre_ = 0;  // how many are open
  bool in_head_ = false;
};

}  // namespace

std::string html_to_text(std::string_view html, size_t most) {
  return HtmlReader(html, most).read();
}

}  // namespace reality
