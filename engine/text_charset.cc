// SPDX-License-Identifier: MIT
#include "engine/text_charset.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

#include "engine/text.h"

namespace reality {
namespace {

constexpr UChar32 kReplacement = 0xfffd;
constexpr size_t kCharsetNameMost = 40;

struct CharsetRow {
  std::string_view name;  // letters and digits, in lower case
  const char* converter;  // ICU's name
};

// Where a label is used for a larger set than it names, the larger one is meant: Windows letters
// call themselves Latin-1, Chinese ones GB2312, Korean ones EUC-KR. ICU has no ISO-8859-16.
constexpr CharsetRow kCharsets[] = {
    {"iso88591", "windows-1252"},
    {"latin1", "windows-1252"},
    {"iso88592", "ISO-8859-2"},
    {"latin2", "ISO-8859-2"},
    {"iso88593", "ISO-8859-3"},
    {"iso88594", "ISO-8859-4"},
    {"iso88595", "ISO-8859-5"},
    {"iso88596", "ISO-8859-6"},
    {"iso88597", "ISO-8859-7"},
    {"iso88598", "ISO-8859-8"},
    {"iso88598i", "ISO-8859-8"},
    {"iso88599", "windows-1254"},
    {"latin5", "windows-1254"},
    {"iso885910", "ISO-8859-10"},
    {"iso885911", "windows-874"},
    {"tis620", "windows-874"},
    {"iso885913", "ISO-8859-13"},
    {"iso885914", "ISO-8859-14"},
    {"iso885915", "ISO-8859-15"},
    {"latin9", "ISO-8859-15"},
    {"windows874", "windows-874"},
    {"windows1250", "windows-1250"},
    {"windows1251", "windows-1251"},
    {"windows1252", "windows-1252"},
    {"windows1253", "windows-1253"},
    {"windows1254", "windows-1254"},
    {"windows1255", "windows-1255"},
    {"windows1256", "windows-1256"},
    {"windows1257", "windows-1257"},
    {"windows1258", "windows-1258"},
    {"cp1250", "windows-1250"},
    {"cp1251", "windows-1251"},
    {"cp1252", "windows-1252"},
    {"koi8r", "KOI8-R"},
    {"koi8u", "KOI8-U"},
    {"gb18030", "GB18030"},
    {"gbk", "GB18030"},
    {"gb2312", "GB18030"},
    {"cp936", "GB18030"},
    {"big5", "Big5"},
    {"big5hkscs", "Big5-HKSCS"},
    {"shiftjis", "windows-31j"},
    {"sjis", "windows-31j"},
    {"xsjis", "windows-31j"},
    {"windows31j", "windows-31j"},
    {"cp932", "windows-31j"},
    {"eucjp", "EUC-JP"},
    {"euckr", "windows-949"},
    {"ksc56011987", "windows-949"},
    {"cp949", "windows-949"},
    {"iso2022jp", "ISO-2022-JP"},
};

// "ISO_8859-1" and "iso-8859-1" are one name.
std::string plain_name(std::string_view charset) {
  std::string name;
  for (const char c : charset.substr(0, kCharsetNameMost)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) name += c;
    if (c >= 'A' && c <= 'Z') name += static_cast<char>(c - 'A' + 'a');
  }
  return name;
}

// ICU's name for a set on the list, or null.
const char* converter_name(std::string_view charset) {
  const std::string name = plain_name(charset);
  const auto* row = std::find_if(std::begin(kCharsets), std::end(kCharsets),
                                 [&](const CharsetRow& each) { return each.name == name; });
  return row == std::end(kCharsets) ? nullptr : row->converter;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

void append_code(std::string& out, UChar32 code) {
  char bytes[U8_MAX_LENGTH];
  size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, code);
  out.append(bytes, length);
}

// Reads the code point at `at` and steps over it; negative if the bytes there are not UTF-8.
// ICU's macros do not pass -Wconversion.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
UChar32 decode(std::string_view text, size_t& at) {
  UChar32 code = 0;
  U8_NEXT(text.data(), at, text.size(), code);
  return code;
}
bool is_surrogate(UChar32 code) {
  return U_IS_SURROGATE(code);
}
bool is_noncharacter(UChar32 code) {
  return U_IS_UNICODE_NONCHAR(code);
}
bool is_mark(UChar32 code) {
  return (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0 || u_getCombiningClass(code) != 0;
}
#pragma GCC diagnostic pop

std::string repair_utf8(std::string_view bytes) {
  if (is_valid_utf8(bytes)) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size());
  for (size_t at = 0; at < bytes.size();) {
    const UChar32 code = decode(bytes, at);
    append_code(out, code < 0 ? kReplacement : code);
  }
  return out;
}

// One code point a call: the converter keeps its state, and replaces what it cannot read.
std::string convert(std::string_view bytes, UConverter& converter) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  while (from < end) {
    UErrorCode status = U_ZERO_ERROR;
    const UChar32 code = ucnv_getNextUChar(&converter, &from, end, &status);
    if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;  // what was left means nothing by itself
    append_code(out, U_FAILURE(status) || is_surrogate(code) ? kReplacement : code);
    if (U_FAILURE(status)) ucnv_resetToUnicode(&converter);
  }
  return out;
}

// Whether clean_prose() keeps the character, so that marks behind it are no longer on the letter
// before. Wrong on the safe side: a few characters that it keeps are not counted.
bool ends_run(UChar32 code) {
  if (code == '\n') return true;
  if (is_noncharacter(code)) return false;
  const auto type = u_charType(code);
  if (type == U_CONTROL_CHAR || type == U_FORMAT_CHAR) return false;
  return u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) == 0;
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view charset) {
  const char* name = converter_name(charset);
  if (name == nullptr) return repair_utf8(bytes);
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter(ucnv_open(name, &status));
  if (U_FAILURE(status) || converter == nullptr) return repair_utf8(bytes);
  return convert(bytes, *converter);
}

// Putting a long run of marks in order takes the square of its length: normalising 256 KiB of
// accents holds the loop up for seconds. They are cut before anybody normalises.
std::string limit_marks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  size_t marks = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t start = at;
    const UChar32 code = decode(text, at);
    if (code >= 0x300 && is_mark(code)) {
      if (++marks > kMarksOnALetter) continue;
    } else if (code < 0 || ends_run(code)) {
      marks = 0;
    }
    out.append(text.substr(start, at - start));
  }
  return out;
}

std::string_view clip_text(std::string_view text, size_t most) {
  if (text.size() <= most) return text;
  size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace reality
