// SPDX-License-Identifier: MIT
//
// The only file that knows ICU. Nearly all text is ASCII, so each function looks for that first.
#include "engine/text.h"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <memory>

namespace reality {
namespace {

constexpr UChar32 kInvalid = 0xfffd;
constexpr UChar32 kNonJoiner = 0x200c;
constexpr UChar32 kJoiner = 0x200d;
constexpr UChar32 kEmojiSelector = 0xfe0f;
constexpr UChar32 kLineSeparator = 0x2028;
constexpr UChar32 kParagraphSeparator = 0x2029;

bool is_ascii(std::string_view text) {
  constexpr uint64_t kHighBits = 0x8080808080808080U;
  uint64_t seen = 0;
  size_t i = 0;
  for (; i + sizeof seen <= text.size(); i += sizeof seen) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + i, sizeof word);
    seen |= word;
  }
  for (; i < text.size(); ++i) seen |= static_cast<unsigned char>(text[i]);
  return (seen & kHighBits) == 0;
}

// Reads the code point at `at` and steps over it; negative if the bytes there are not UTF-8.
// ICU's macro does not pass -Wconversion.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
UChar32 decode(std::string_view text, size_t& at) {
  UChar32 code = 0;
  U8_NEXT(text.data(), at, text.size(), code);
  return code;
}
#pragma GCC diagnostic pop

// The same, but a broken sequence reads as U+FFFD.
UChar32 next_code(std::string_view text, size_t& at) {
  const UChar32 code = decode(text, at);
  return code < 0 ? kInvalid : code;
}

void append_code(std::string& out, UChar32 code) {
  char bytes[U8_MAX_LENGTH];
  size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, code);
  out.append(bytes, length);
}

icu::StringPiece piece(std::string_view text) {
  return {text.data(), static_cast<int32_t>(text.size())};
}

std::string to_nfc(std::string text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (nfc->isNormalizedUTF8(piece(text), status) != 0) return text;
  std::string result;
  icu::StringByteSink<std::string> sink(&result, static_cast<int32_t>(text.size()));
  nfc->normalizeUTF8(0, piece(text), sink, nullptr, status);
  assert(U_SUCCESS(status));
  return result;
}

// What has no place in text from outside. Characters of the "format" kind that show (the signs
// before Arabic numbers) stay.
bool is_unwanted(UChar32 code) {
  if (U_IS_UNICODE_NONCHAR(code)) return true;
  if (u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) return true;
  const auto type = u_charType(code);
  if (type == U_CONTROL_CHAR) return true;
  return type == U_FORMAT_CHAR &&
         u_hasBinaryProperty(code, UCHAR_PREPENDED_CONCATENATION_MARK) == 0;
}

// Joiners and variation selectors: invisible, but emoji and several scripts are spelt with them.
bool is_joining(UChar32 code) {
  return code == kJoiner || code == kNonJoiner ||
         (u_hasBinaryProperty(code, UCHAR_VARIATION_SELECTOR) != 0 && code < 0x10000);
}

// Elsewhere they would only make two names that look the same: after ASCII (but for keycaps such
// as "1" U+FE0F U+20E3) and in a row (but for a joiner after a selector) they are dropped.
bool may_join(UChar32 before, UChar32 code) {
  if (before == kJoiner || before == kNonJoiner) return false;
  if (is_joining(before)) return code == kJoiner || code == kNonJoiner;
  if (before >= 0x80) return true;
  const bool keycap = (before >= '0' && before <= '9') || before == '#' || before == '*';
  return code == kEmojiSelector && keycap;
}

/// Lets code points through, one by one.
class Cleaner {
 public:
  Cleaner(bool keep_breaks, size_t size) : keep_breaks_(keep_breaks) { out_.reserve(size); }

  void add(UChar32 code) {
    if (code < 0x7f) return add_ascii(static_cast<char>(code));
    if (code == kLineSeparator || code == kParagraphSeparator) {
      return put(keep_breaks_ ? '\n' : ' ');
    }
    // One kind of space is enough for what is split into words; prose may keep its own.
    if (!keep_breaks_ && u_charType(code) == U_SPACE_SEPARATOR) return put(' ');
    if (is_joining(code) ? may_join(last_, code) : !is_unwanted(code)) put(code);
  }

  void add_ascii(char c) {
    if (c == '\t') c = ' ';
    if ((c >= ' ' && c < 0x7f) || (c == '\n' && keep_breaks_)) put(c);
  }

  std::string take() { return std::move(out_); }

 private:
  void put(UChar32 code) {
    last_ = code;
    if (code < 0x80) {
      out_ += static_cast<char>(code);
    } else {
      append_code(out_, code);
    }
  }

  bool keep_breaks_;
  UChar32 last_ = 0;
  std::string out_;
};

std::string_view trim_spaces(std::string_view text) {
  const size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; });
}

std::string clean(std::string_view bytes, bool keep_breaks) {
  if (is_printable_ascii(bytes)) return std::string(trim_spaces(bytes));
  Cleaner cleaner(keep_breaks, bytes.size());
  if (is_ascii(bytes)) {
    for (const char c : bytes) cleaner.add_ascii(c);
    const std::string result = cleaner.take();
    return std::string(trim_spaces(result));
  }
  for (size_t at = 0; at < bytes.size();) cleaner.add(next_code(bytes, at));
  const std::string result = to_nfc(cleaner.take());
  return std::string(trim_spaces(result));
}

bool is_zero_width(UChar32 code) {
  constexpr uint32_t kMarks = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK;
  if ((U_GET_GC_MASK(code) & kMarks) != 0) return true;
  // Vowels and finals of Hangul spelt out are drawn into the syllable that the first letter opened.
  return (code >= 0x1160 && code <= 0x11ff) || (code >= 0xd7b0 && code <= 0xd7fb);
}

size_t cells_of(UChar32 code) {
  if (code >= 0x20 && code < 0x7f) return 1;
  if (is_zero_width(code)) return 0;
  const int32_t width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// Whether a letter is drawn into the cells of the one before.
bool shares_cells(UChar32 before, UChar32 code) {
  if (before == kJoiner) return u_hasBinaryProperty(code, UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
  return u_hasBinaryProperty(code, UCHAR_EMOJI_MODIFIER) != 0 && cells_of(before) == 2;
}

// Where the letters (grapheme clusters) of a word end, in bytes; the last is the word's size.
std::vector<size_t> letter_ends(std::string_view word) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, word.data(), static_cast<int64_t>(word.size()), &status);
  assert(U_SUCCESS(status));
  breaks->setText(&text, status);
  std::vector<size_t> ends;
  while (breaks->next() != icu::BreakIterator::DONE) {
    ends.push_back(static_cast<size_t>(breaks->current()));
  }
  utext_close(&text);
  return ends;
}

/// Fills lines of a given width, word by word.
class Wrapper {
 public:
  Wrapper(std::string& out, size_t cells) : out_(out), cells_(cells) {}

  /// Adds a word with the blanks that stood before it. Blanks at a break vanish.
  void add(std::string_view blanks, std::string_view word) {
    const size_t width = display_width(word);
    if (used_ + blanks.size() + width <= cells_) return put(blanks, word, width);
    if (used_ > 0) break_line();
    if (width <= cells_) return put({}, word, width);
    cut(word);
  }

 private:
  void put(std::string_view blanks, std::string_view word, size_t width) {
    out_ += blanks;
    out_ += word;
    used_ += blanks.size() + width;
  }

  void break_line() {
    out_ += '\n';
    used_ = 0;
  }

  // At least one letter goes on each line, even if it is wider than the line.
  void cut(std::string_view word) {
    size_t start = 0;
    for (const size_t end : letter_ends(word)) {
      const std::string_view letter = word.substr(start, end - start);
      const size_t width = display_width(letter);
      if (used_ > 0 && used_ + width > cells_) break_line();
      put({}, letter, width);
      start = end;
    }
  }

  std::string& out_;
  size_t cells_;
  size_t used_ = 0;
};

void wrap_line(std::string& out, std::string_view line, size_t cells) {
  if (line.size() <= cells || display_width(line) <= cells) {
    out += line;
    return;
  }
  Wrapper wrapper(out, cells);
  size_t at = 0;
  while (at < line.size()) {
    const size_t word = std::min(line.find_first_not_of(' ', at), line.size());
    if (word == line.size()) return;  // Blanks at the end of a broken line serve nobody.
    const size_t end = std::min(line.find(' ', word), line.size());
    wrapper.add(line.substr(at, word - at), line.substr(word, end - word));
    at = end;
  }
}

bool opens_sentence(UChar32 code) {
  return code == '"' || code == '\'' || code == '(' || code == 0xa1 || code == 0xbf ||
         u_charType(code) == U_INITIAL_PUNCTUATION;
}

}  // namespace

std::string clean_line(std::string_view bytes) {
  return clean(bytes, false);
}

std::string clean_prose(std::string_view bytes) {
  return clean(bytes, true);
}

bool is_valid_utf8(std::string_view text) {
  if (is_ascii(text)) return true;
  for (size_t at = 0; at < text.size();) {
    if (decode(text, at) < 0) return false;
  }
  return true;
}

std::string fold_case(std::string_view text) {
  if (is_ascii(text)) {
    std::string result(text);
    for (char& c : result) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
  }
  UErrorCode status = U_ZERO_ERROR;
  std::string result;
  icu::StringByteSink<std::string> sink(&result, static_cast<int32_t>(text.size()));
  icu::CaseMap::utf8Fold(0, piece(text), sink, nullptr, status);
  assert(U_SUCCESS(status));
  return to_nfc(std::move(result));
}

// Quotation marks and the like before the first word are stepped over; a digit is left as it is.
std::string capitalise(std::string_view text) {
  size_t start = 0;
  size_t end = 0;
  UChar32 code = 0;
  do {
    start = end;
    if (start == text.size()) return std::string(text);
    code = next_code(text, end);
  } while (opens_sentence(code));
  const UChar32 upper = u_totitle(code);
  if (upper == code || code == kInvalid) return std::string(text);
  std::string result(text.substr(0, start));
  append_code(result, upper);
  result += text.substr(end);
  return result;
}

// A family of emoji joined by joiners takes the cells of its first member, and so does one with a
// skin tone.
size_t display_width(std::string_view text) {
  if (is_printable_ascii(text)) return text.size();
  size_t cells = 0;
  UChar32 before = 0;
  for (size_t at = 0; at < text.size();) {
    const UChar32 code = next_code(text, at);
    if (!shares_cells(before, code)) cells += cells_of(code);
    before = code;
  }
  return cells;
}

std::string wrap(std::string_view text, size_t cells) {
  if (cells == 0) return std::string(text);
  std::string out;
  out.reserve(text.size() + text.size() / cells + 1);
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    wrap_line(out, text.substr(at, end - at), cells);
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

}  // namespace reality
