// SPDX-License-Identifier: MIT

#include "tests/support/tidy_rules.h"

#include <fnmatch.h>

#include <algorithm>
#include <string_view>

namespace reality {
namespace {

constexpr size_t kFunctionLines = 50;
constexpr size_t kFileLines = 500;
constexpr size_t kLineLetters = 100;
constexpr std::string_view kLicence = "// SPDX-License-Identifier: MIT";

using Patterns = std::vector<std::string_view>;

/// Shell patterns over whole paths; a * stops at a slash.
bool matches(const std::string& path, const Patterns& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) {
    return fnmatch(std::string(pattern).c_str(), path.c_str(), FNM_PATHNAME) == 0;
  });
}

bool starts_with_any(std::string_view text, const Patterns& starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

struct ForeignHeader {
  std::string_view prefix;
  Patterns users;
};

const std::vector<ForeignHeader>& foreign_headers() {
  static const Patterns lua = {"engine/lua_*", "world/scripts/behaviour*", "world/api/*"};
  static const std::vector<ForeignHeader> table = {
      {"sqlite3.h", {"engine/db.cc", "engine/db_backup.cc"}},
      {"event2/",
       {"engine/loop.cc", "engine/file_watch.cc", "engine/socket_transport.*",
        "engine/socket_listener.cc"}},
      {"lua.h", lua},
      {"lauxlib.h", lua},
      {"lualib.h", lua},
      {"luaconf.h", lua},
      {"sodium", {"engine/password.cc"}},
      {"toml", {"engine/settings*.cc"}},
      {"spdlog/", {"engine/log.cc"}},
      {"fmt/", {"engine/log.cc"}},
      {"unicode/", {"engine/text*.cc"}},
      {"nlohmann/", {"net/http/http_status.cc", "world/state/value_json.cc"}},
      {"CLI/", {"main.cc"}},
  };
  return table;
}

/// What the C library of the system has beside the standard headers, which have no ending.
bool is_system_header(std::string_view target) {
  static const Patterns known = {"sys/",      "netinet/", "arpa/",      "linux/",   "dirent.h",
                                 "errno.h",   "fcntl.h",  "fnmatch.h",  "poll.h",   "pthread.h",
                                 "sched.h",   "signal.h", "stdio.h",    "stdlib.h", "string.h",
                                 "termios.h", "time.h",   "ucontext.h", "unistd.h"};
  return target.find_first_of("./") == std::string_view::npos || starts_with_any(target, known);
}

bool is_own(std::string_view target) {
  return starts_with_any(target, {"engine/", "world/", "net/", "program/", "tests/"});
}

bool is_test(std::string_view path) {
  return path.starts_with("tests/");
}
bool is_top(std::string_view path) {
  return path.starts_with("program/") || path.find('/') == std::string_view::npos;
}

/// How high a file stands; net and world/api stand beside each other and have rules of their own.
int height_of(std::string_view path) {
  if (path.starts_with("engine/")) return 0;
  if (path.starts_with("world/api/")) return 2;
  if (path.starts_with("world/")) return 1;
  if (path.starts_with("net/")) return 3;
  return is_test(path) ? 5 : 4;
}

/// "telnet" for net/telnet/telnet_codec.h; "" for what gateways share: net/ itself, net/mail.
std::string gateway_of(std::string_view path) {
  if (!path.starts_with("net/")) return "";
  const std::string_view rest = path.substr(4);
  const std::string folder(rest.substr(0, rest.find('/')));
  return rest.find('/') == std::string_view::npos || folder == "mail" ? "" : folder;
}

void note(Offences& offences, const Source& source, size_t line, const std::string& what) {
  offences.push_back(source.path + ":" + std::to_string(line) + ": " + what);
}

/// An offence for each include that `is_wrong`; tests are free.
template <class Judge>
Offences check_includes(const Source& source, const std::string& complaint, Judge is_wrong) {
  Offences offences;
  if (is_test(source.path)) return offences;
  for (const Include& include : includes_of(source)) {
    if (is_wrong(include.target)) note(offences, source, include.line, complaint + include.target);
  }
  return offences;
}

bool is_quoted(const Source& source, size_t line) {
  return source.code[line - 1].find('"') != std::string::npos;
}

bool is_cpp(const Source& source) {
  return !source.path.ends_with(".lua");
}

size_t letters_in(std::string_view line) {
  return static_cast<size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;  // all but the later bytes of UTF-8
  }));
}

bool has_issue_number(std::string_view after) {
  if (!after.starts_with("(#")) return false;
  const size_t end = after.find_first_not_of("0123456789", 2);
  return end != std::string_view::npos && end > 2 && after[end] == ')';
}

/// Below these stand people's folders; a name alone, as in a made-up socket's, is none.
bool is_of_users(std::string_view name) {
  return name == "home" || name == "Users";
}

bool has_folder_at(std::string_view line, size_t at) {
  size_t end = at;
  while (end < line.size() && (is_word_letter(line[end]) || line[end] == '-')) ++end;
  return end > at && end < line.size() && line[end] == '/';
}

struct BannedWord {
  std::string_view word;
  std::string_view instead;
  std::string_view allowed;  // the one file that may, or ""
};

constexpr BannedWord kBannedWords[] = {
    {"using namespace std;", "name what you use", ""},
    {"shared_ptr", "unique_ptr owns, a reference borrows", ""},
    {"make_shared", "unique_ptr owns, a reference borrows", "engine/log.cc"},
    {"time(nullptr)", "ask the Clock", ""},
    {"time(NULL)", "ask the Clock", ""},
    {"time(0)", "ask the Clock", ""},
    {"system_clock", "ask the Clock", "engine/clock.cc"},
    {"random_device", "ask the Rng, or engine/password.h for secrets", ""},
    {"rand(", "ask the Rng", ""},
    {"srand(", "ask the Rng", ""},
};

}  // namespace

Offences check_layers(const Source& source) {
  Offences offences;
  for (const Include& include : includes_of(source)) {
    if (is_quoted(source, include.line) && !is_own(include.target) && !is_test(source.path)) {
      note(offences, source, include.line, "no path from the root: " + include.target);
    } else if (is_own(include.target) && height_of(include.target) > height_of(source.path)) {
      note(offences, source, include.line, "includes upward: " + include.target);
    }
  }
  return offences;
}

Offences check_world_doors(const Source& source) {
  const bool control = source.path.starts_with("net/control/");
  return check_includes(source, "net does not see ", [&](const std::string& target) {
    if (!source.path.starts_with("net/") || !target.starts_with("world/")) return false;
    if (target == "world/operator.h") return !control;
    static const Patterns doors = {"world/session.h", "world/event.h", "world/page.h",
                                   "world/letter.h"};
    return !matches(target, doors);
  });
}

Offences check_world_api(const Source& source) {
  return check_includes(source, "not for this file: ", [&](const std::string& target) {
    const bool may = source.path.starts_with("world/api/") || is_top(source.path);
    return target.starts_with("world/api/") && !may;
  });
}

Offences check_gateways(const Source& source) {
  const std::string own = gateway_of(source.path);
  return check_includes(source, "another gateway's: ", [&](const std::string& target) {
    const std::string other = gateway_of(target);
    return !own.empty() && !other.empty() && own != other;
  });
}

Offences check_foreign_headers(const Source& source) {
  return check_includes(
      source, "a foreign header not named for this file: ", [&](const std::string& target) {
        for (const ForeignHeader& header : foreign_headers()) {
          if (target.starts_with(header.prefix)) {
            return !matches(source.path, header.users);
          }
        }
        return !is_own(target) && !is_system_header(target);
      });
}

Offences check_function_length(const Source& source) {
  Offences offences;
  if (!is_cpp(source)) return offences;
  for (const FunctionSpan& function : functions_of(source)) {
    if (function.length() <= kFunctionLines) continue;
    note(offences, source, function.first_line,
         "a function of " + std::to_string(function.length()) + " lines");
  }
  return offences;
}

Offences check_file_length(const Source& source) {
  Offences offences;
  const size_t length = source.lines.size();
  if (length > kFileLines) note(offences, source, length, std::to_string(length) + " lines");
  return offences;
}

Offences check_line_width(const Source& source) {
  Offences offences;
  for (size_t i = 0; i < source.lines.size(); ++i) {
    const size_t width = letters_in(source.lines[i]);
    if (width > kLineLetters) note(offences, source, i + 1, std::to_string(width) + " letters");
  }
  return offences;
}

Offences check_licence(const Source& source) {
  Offences offences;
  if (is_cpp(source) && (source.lines.empty() || source.lines.front() != kLicence)) {
    note(offences, source, 1, "must be \"" + std::string(kLicence) + "\"");
  }
  return offences;
}

Offences check_prologue(const Source& source) {
  Offences offences;
  if (!source.path.ends_with(".h")) return offences;
  size_t line = 1;
  while (line < source.lines.size() && source.lines[line] == "//") ++line;
  if (line >= source.lines.size() || !source.lines[line].starts_with("// ")) {
    note(offences, source, line + 1, "no paragraph that says what this header is");
  }
  return offences;
}

Offences check_open_ends(const Source& source) {
  Offences offences;
  for (size_t i = 0; i < source.comments.size(); ++i) {
    const std::string& comment = source.comments[i];
    for (std::string_view word : {"TODO", "FIXME", "XXX"}) {
      const size_t at = find_word(comment, word);
      if (at == std::string::npos) continue;
      if (has_issue_number(std::string_view(comment).substr(at + word.size()))) continue;
      note(offences, source, i + 1, std::string(word) + " without (#issue)");
    }
  }
  return offences;
}

Offences check_banned_words(const Source& source) {
  Offences offences;
  if (!is_cpp(source)) return offences;
  for (size_t i = 0; i < source.code.size(); ++i) {
    for (const BannedWord& banned : kBannedWords) {
      if (source.path == banned.allowed) continue;
      if (find_word(source.code[i], banned.word) == std::string::npos) continue;
      note(offences, source, i + 1, std::string(banned.word) + ": " + std::string(banned.instead));
    }
  }
  return offences;
}

Offences check_machine_paths(const Source& source) {
  Offences offences;
  for (size_t i = 0; i < source.lines.size(); ++i) {
    const std::string& line = source.lines[i];
    for (const char* name : {"work", "root", "home", "Users"}) {
      const std::string folder = std::string("/") + name + "/";
      const size_t at = line.find(folder);
      if (at == std::string::npos) continue;
      if (is_of_users(name) && !has_folder_at(line, at + folder.size())) continue;
      note(offences, source, i + 1, "a path of one machine: " + folder);
    }
  }
  return offences;
}

}  // namespace reality
