// SPDX-License-Identifier: MIT
#include "world/area/literal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "engine/text.h"

namespace reality {

namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kNameLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
constexpr std::string_view kIdLetters = "abcdefghijklmnopqrstuvwxyz0123456789_-.";
constexpr std::string_view kNumberLetters = "0123456789abcdefABCDEFxX.";

constexpr std::array kReservedWords = std::to_array<std::string_view>(
    {"and",      "break",  "do",   "else", "elseif", "end",  "false", "for",
     "function", "goto",   "if",   "in",   "local",  "nil",  "not",   "or",
     "repeat",   "return", "then", "true", "until",  "while"});

/// Lua has no literals for these; it has expressions, and they serve as names here.
struct NamedNumber {
  std::string_view word;
  double number;
};
constexpr std::array kNamedNumbers = std::to_array<NamedNumber>({
    {"math.huge", std::numeric_limits<double>::infinity()},
    {"-math.huge", -std::numeric_limits<double>::infinity()},
    {"0/0", std::numeric_limits<double>::quiet_NaN()},
});

struct Escape {
  char letter;
  char meaning;
};
constexpr std::array kEscapes = std::to_array<Escape>({{'n', '\n'},
                                                       {'\\', '\\'},
                                                       {'"', '"'},
                                                       {'\'', '\''},
                                                       {'t', '\t'},
                                                       {'r', '\r'},
                                                       {'a', '\a'},
                                                       {'b', '\b'},
                                                       {'f', '\f'},
                                                       {'v', '\v'}});

void append_utf8(std::string& out, uint32_t letter) {
  auto put = [&](uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (letter < 0x80) return put(letter);
  if (letter < 0x800) return put(0xC0 | letter >> 6), put(0x80 | (letter & 0x3F));
  if (letter < 0x10000) {
    put(0xE0 | letter >> 12);
  } else {
    put(0xF0 | letter >> 18);
    put(0x80 | (letter >> 12 & 0x3F));
  }
  put(0x80 | (letter >> 6 & 0x3F));
  put(0x80 | (letter & 0x3F));
}

/// What is kept as text in the world: no control characters but line breaks, nothing invisible
/// that could deceive. The bars keep the spaces at both ends.
bool is_text(const std::string& text) {
  if (!is_valid_utf8(text)) return false;
  const std::string barred = '|' + text + '|';
  return clean_prose(barred) == barred;
}

class LiteralParser {
 public:
  LiteralParser(std::string_view text, const ResolveThing& resolve)
      : rest_(text), resolve_(resolve) {}

  Result<Value> parse() {
    std::optional<Value> value = parse_value(0);
    if (value && (skip_spaces(), !rest_.empty())) fail("there is more after the value: " + here());
    if (!error_.empty()) return Error{error_};
    return *std::move(value);
  }

 private:
  // Nothing and error_ together mean that parsing has stopped.
  std::nullopt_t fail(std::string message) {
    if (error_.empty()) error_ = std::move(message);
    return std::nullopt;
  }

  void skip_spaces() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \n"), rest_.size()));
  }
  bool take(char letter) {
    skip_spaces();
    if (!rest_.starts_with(letter)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::string_view take_all_of(std::string_view letters) {
    const std::string_view taken = rest_.substr(0, rest_.find_first_not_of(letters));
    rest_.remove_prefix(taken.size());
    return taken;
  }
  /// The rest of the text, cut short between letters, for messages.
  std::string here() const {
    if (rest_.empty()) return "the end";
    size_t size = std::min<size_t>(rest_.size(), 20);
    while (size < rest_.size() && (rest_[size] & 0xC0) == 0x80) ++size;
    return '`' + std::string(rest_.substr(0, size)) + (size < rest_.size() ? "...`" : "`");
  }

  std::optional<Value> parse_value(int depth) {
    if (++count_ > kLargestLiteral) return fail("this value is too large");
    skip_spaces();
    if (rest_.empty()) return fail("there is no value");
    const char first = rest_.front();
    if (first == '"' || first == '\'') return parse_string();
    if (first == '@') return parse_thing();
    if (first == '{')
      return depth < kDeepestLiteral ? parse_table(depth) : fail("too many { within {");
    for (const NamedNumber& named : kNamedNumbers)
      if (take_word(named.word)) return Value(named.number);
    if (first == '-' || first == '.' || kDigits.find(first) != kDigits.npos) return parse_number();
    return parse_word();
  }

  bool take_word(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    const std::string_view after = rest_.substr(word.size());
    if (!after.empty() && kNameLetters.find(after.front()) != after.npos) return false;
    rest_ = after;
    return true;
  }

  std::optional<Value> parse_word() {
    const std::string before = here();
    const std::string_view word = take_all_of(kNameLetters);
    if (word == "nil") return Value();
    if (word == "true") return Value(true);
    if (word == "false") return Value(false);
    if (word.empty()) return fail("a value cannot start with " + before);
    const std::string name(word);
    return fail("`" + name + "` is no value: text stands in quotes (\"" + name +
                "\"), a thing after @ (@" + name + ")");
  }

  std::optional<Value> parse_thing() {
    rest_.remove_prefix(1);
    const std::string_view id = take_all_of(kIdLetters);
    if (id.empty()) return fail("an id stands after @, not " + here());
    Result<ThingId> thing = resolve_(id);
    if (!thing) return fail(thing.error());
    return Value(*thing);
  }

  std::optional<Value> parse_number() {
    const std::string_view start = rest_;
    if (rest_.front() == '-') rest_.remove_prefix(1);
    take_all_of(kNumberLetters);
    // A sign belongs to the number only after its exponent: 1e-5, but not 0x1e-5.
    const size_t taken = start.size() - rest_.size();
    const bool hex = start.substr(0, taken).find_first_of("xX") != start.npos;
    const char last = taken ? start[taken - 1] : ' ';
    if (!hex && (last == 'e' || last == 'E') &&
        (rest_.starts_with('-') || rest_.starts_with('+'))) {
      rest_.remove_prefix(1);
      take_all_of(kDigits);
    }
    const std::string_view word = start.substr(0, start.size() - rest_.size());
    std::optional<Value> value = number_of(word, hex);
    if (!value || (!rest_.empty() && kNameLetters.find(rest_.front()) != kNameLetters.npos)) {
      take_all_of(kNameLetters);
      const std::string_view all = start.substr(0, start.size() - rest_.size());
      return fail("`" + std::string(all) + "` is not a number, or one that is too large");
    }
    return value;
  }

  static std::optional<Value> number_of(std::string_view word, bool hex) {
    const bool minus = word.starts_with('-');
    std::string digits(word.substr(minus ? 1 : 0));
    if (digits.starts_with('-') || digits.starts_with('+')) return std::nullopt;
    if (hex) {
      if (!digits.starts_with("0x") && !digits.starts_with("0X")) return std::nullopt;
      digits.erase(0, 2);
    }
    if (minus) digits.insert(0, "-");
    const char* end = digits.data() + digits.size();
    if (hex || digits.find_first_of(".eE") == digits.npos) {
      int64_t integer = 0;
      const auto [stop, error] = std::from_chars(digits.data(), end, integer, hex ? 16 : 10);
      return error == std::errc() && stop == end ? std::optional(Value(integer)) : std::nullopt;
    }
    std::erase(digits, '+');
    end = digits.data() + digits.size();
    double number = 0;
    const auto [stop, error] = std::from_chars(digits.data(), end, number);
    return error == std::errc() && stop == end ? std::optional(Value(number)) : std::nullopt;
  }

  std::optional<Value> parse_string() {
    const std::optional<std::string> text = parse_text();
    return text ? std::optional(Value(std::string_view(*text))) : std::nullopt;
  }

  std::optional<std::string> parse_text() {
    const char quote = rest_.front();
    rest_.remove_prefix(1);
    std::string text;
    while (!rest_.empty() && rest_.front() != quote) {
      const char letter = rest_.front();
      rest_.remove_prefix(1);
      if (letter != '\\') {
        text += letter;
      } else if (!parse_escape(text)) {
        return std::nullopt;
      }
    }
    if (rest_.empty())
      return fail(std::string("a text starts here and lacks its closing ") + quote);
    rest_.remove_prefix(1);
    if (!is_text(text)) return fail("a text holds a character that is not allowed in texts");
    return text;
  }

  bool parse_escape(std::string& text) {
    const char letter = rest_.empty() ? '\0' : rest_.front();
    for (const Escape& escape : kEscapes) {
      if (escape.letter != letter) continue;
      rest_.remove_prefix(1);
      text += escape.meaning;
      return true;
    }
    if (letter == 'u') return parse_letter_number(text);
    if (letter == 'x' || kDigits.find(letter) != kDigits.npos)
      return parse_byte(text, letter == 'x');
    fail("there is no escape `\\" + std::string(rest_.substr(0, 1)) + "` in texts");
    return false;
  }

  bool parse_byte(std::string& text, bool hex) {
    if (hex) rest_.remove_prefix(1);
    const std::string_view digits = rest_.substr(0, hex ? 2 : 3);
    unsigned number = 0;
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number, hex ? 16 : 10);
    const auto used = static_cast<size_t>(stop - digits.data());
    if (error != std::errc() || number > 255 || (hex && used != 2)) {
      fail("a byte in a text is written \\xHH or \\DDD, at most 255");
      return false;
    }
    text += static_cast<char>(static_cast<unsigned char>(number));
    rest_.remove_prefix(used);
    return true;
  }

  bool parse_letter_number(std::string& text) {
    rest_.remove_prefix(1);
    const size_t close = rest_.find('}');
    uint32_t letter = 0;
    bool good = rest_.starts_with('{') && close != rest_.npos && close > 1;
    if (good) {
      const auto [stop, error] =
          std::from_chars(rest_.data() + 1, rest_.data() + close, letter, 16);
      good = error == std::errc() && stop == rest_.data() + close && letter <= 0x10FFFF;
    }
    if (!good) {
      fail("a letter by number is written \\u{HHHH}, at most \\u{10FFFF}");
      return false;
    }
    append_utf8(text, letter);
    rest_.remove_prefix(close + 1);
    return true;
  }

  // An entry that starts with `name =` or `[` belongs to a map; any other to a list.
  std::optional<Value> parse_table(int depth) {
    rest_.remove_prefix(1);
    Value::List list;
    Value::Map map;
    std::set<std::string> keys;
    while (!take('}')) {
      std::optional<std::string> key = parse_key();
      if (!error_.empty()) return std::nullopt;
      std::optional<Value> value = parse_value(depth + 1);
      if (!value) return std::nullopt;
      if (value->is_nil()) return fail("nil cannot stand in a list or map");
      if (!key) {
        list.push_back(*std::move(value));
      } else {
        if (!keys.insert(*key).second) return fail("`" + *key + "` is in the map twice");
        map.emplace_back(*std::move(key), *std::move(value));
      }
      if (!list.empty() && !map.empty()) return fail("a table is a list or a map, not both");
      if (!take(',') && (skip_spaces(), !rest_.starts_with('}')))
        return fail("`,` or `}` should stand before " + here());
    }
    return map.empty() ? Value(std::move(list)) : Value(std::move(map));
  }

  std::optional<std::string> parse_key() {
    skip_spaces();
    if (rest_.starts_with('[')) return parse_quoted_key();
    const std::string_view before = rest_;
    const std::string_view word = take_all_of(kNameLetters);
    if (!is_lua_name(word) || !take('=')) {
      rest_ = before;
      return std::nullopt;
    }
    return std::string(word);
  }

  std::optional<std::string> parse_quoted_key() {
    rest_.remove_prefix(1);
    skip_spaces();
    if (!rest_.starts_with('"') && !rest_.starts_with('\''))
      return fail("a map's key is a name or a text in brackets: [\"two words\"]");
    std::optional<std::string> key = parse_text();
    if (key && (!take(']') || !take('='))) return fail("`] =` should stand before " + here());
    return key;
  }

  std::string_view rest_;
  const ResolveThing& resolve_;
  std::string error_;
  int count_ = 0;
};

}  // namespace

bool is_lua_name(std::string_view word) {
  if (word.empty() || kDigits.find(word.front()) != kDigits.npos) return false;
  if (word.find_first_not_of(kNameLetters) != word.npos) return false;
  return std::find(kReservedWords.begin(), kReservedWords.end(), word) == kReservedWords.end();
}

Result<Value> parse_literal(std::string_view text, const ResolveThing& resolve) {
  return LiteralParser(text, resolve).parse();
}

namespace {

std::string print_string(std::string_view text) {
  std::string out = "\"";
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      out += '\\';
      out += letter;
    } else if (letter == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      constexpr std::string_view kHex = "0123456789abcdef";
      out += "\\x";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += letter;
    }
  }
  return out += '"';
}

std::string print_number(double number) {
  if (std::isnan(number)) return "0/0";
  if (std::isinf(number)) return number > 0 ? "math.huge" : "-math.huge";
  std::array<char, 64> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  std::string text(digits.data(), end);
  // Without a point or an exponent it would be read as an integer.
  if (text.find_first_of(".e") == text.npos) text += ".0";
  return text;
}

std::string print_list(const Value::List& list, const NameThing& name) {
  std::string out = "{";
  for (const Value& item : list) {
    if (out.size() > 1) out += ", ";
    out += print_literal(item, name);
  }
  return out += '}';
}

std::string print_map(const Value::Map& map, const NameThing& name) {
  std::string out = "{";
  for (const auto& [key, item] : map) {
    if (out.size() > 1) out += ", ";
    out += is_lua_name(key) ? key : '[' + print_string(key) + ']';
    out += " = " + print_literal(item, name);
  }
  return out += '}';
}

}  // namespace

std::string print_literal(const Value& value, const NameThing& name) {
  switch (value.type()) {
    case ValueType::nil:
      return "nil";
    case ValueType::boolean:
      return value.as_boolean() ? "true" : "false";
    case ValueType::integer:
      return std::to_string(value.as_integer());
    case ValueType::number:
      return print_number(value.as_number());
    case ValueType::string:
      return print_string(value.as_string());
    case ValueType::list:
      return print_list(value.as_list(), name);
    case ValueType::map:
      return print_map(value.as_map(), name);
    case ValueType::thing:
      break;
  }
  const std::string id = name(value.as_thing());
  return id.empty() ? "nil" : '@' + id;
}

Value replace_things(const Value& value, const std::function<Value(ThingId)>& replace) {
  if (value.type() == ValueType::thing) return replace(value.as_thing());
  if (value.type() == ValueType::list) {
    Value::List list;
    for (const Value& item : value.as_list()) list.push_back(replace_things(item, replace));
    return Value(std::move(list));
  }
  if (value.type() == ValueType::map) {
    Value::Map map;
    for (const auto& [key, item] : value.as_map())
      map.emplace_back(key, replace_things(item, replace));
    return Value(std::move(map));
  }
  return value;
}

}  // namespace reality
