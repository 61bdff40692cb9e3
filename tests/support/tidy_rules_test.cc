// SPDX-License-Identifier: MIT

#include "tests/support/tidy_rules.h"

#include <gtest/gtest.h>

namespace reality {
namespace {

/// What `rule` finds in a file of `text` at `path`; "" for nothing.
std::string found(TidyRule rule, const std::string& path, std::string_view text) {
  std::string all;
  for (const std::string& offence : rule(scan_source(path, text))) all += offence + "\n";
  return all;
}

std::string include(const std::string& target) {
  return "#include \"" + target + "\"\n";
}

std::string repeated(std::string_view text, size_t times) {
  std::string all;
  for (size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(TidyRules, Layers) {
  const auto judge = [](const std::string& from, const std::string& to) {
    return found(check_layers, from, include(to));
  };
  EXPECT_EQ(judge("engine/a.cc", "world/b.h"), "engine/a.cc:1: includes upward: world/b.h\n");
  EXPECT_NE(judge("engine/a.cc", "net/b.h"), "");
  EXPECT_NE(judge("world/a.cc", "world/api/b.h"), "");
  EXPECT_NE(judge("world/a.cc", "net/b.h"), "");
  EXPECT_NE(judge("world/api/a.cc", "net/b.h"), "");
  EXPECT_NE(judge("main.cc", "tests/b.h"), "");
  EXPECT_EQ(judge("engine/a.cc", "b.h"), "engine/a.cc:1: no path from the root: b.h\n");
  EXPECT_NE(judge("net/a.cc", "program/program.h"), "");
  EXPECT_EQ(judge("engine/a.cc", "engine/b.h"), "");
  EXPECT_EQ(judge("world/api/a.cc", "world/b.h"), "");
  EXPECT_EQ(judge("main.cc", "net/b.h"), "");
  EXPECT_EQ(judge("main.cc", "program/program.h"), "");
  EXPECT_EQ(judge("tests/a.cc", "world/api/b.h"), "");
}

TEST(TidyRules, DoorsOfTheWorld) {
  const auto judge = [](const std::string& from, const std::string& to) {
    return found(check_world_doors, from, include(to));
  };
  EXPECT_EQ(judge("net/telnet/telnet_gateway.cc", "world/world.h"),
            "net/telnet/telnet_gateway.cc:1: net does not see world/world.h\n");
  EXPECT_NE(judge("net/telnet/telnet_gateway.cc", "world/operator.h"), "");
  EXPECT_NE(judge("net/control/control_gateway.cc", "world/world.h"), "");
  EXPECT_NE(judge("net/telnet/render.h", "world/api/thing.h"), "");
  EXPECT_EQ(judge("net/control/control_gateway.cc", "world/operator.h"), "");
  EXPECT_EQ(judge("net/telnet/telnet_gateway.cc", "world/session.h"), "");
  EXPECT_EQ(judge("net/telnet/render.h", "world/event.h"), "");
  EXPECT_EQ(judge("main.cc", "world/world.h"), "");
}

TEST(TidyRules, WorldApi) {
  const std::string text = include("world/api/thing.h");
  EXPECT_NE(found(check_world_api, "world/state/thing.cc", text), "");
  EXPECT_NE(found(check_world_api, "net/telnet/render.cc", text), "");
  EXPECT_NE(found(check_world_api, "engine/text.cc", text), "");
  EXPECT_EQ(found(check_world_api, "world/api/room.cc", text), "");
  EXPECT_EQ(found(check_world_api, "main.cc", text), "");
  EXPECT_EQ(found(check_world_api, "tests/world/a_test.cc", text), "");
}

TEST(TidyRules, Gateways) {
  const auto judge = [](const std::string& from, const std::string& to) {
    return found(check_gateways, from, include(to));
  };
  EXPECT_EQ(judge("net/http/http_parser.cc", "net/telnet/telnet_codec.h"),
            "net/http/http_parser.cc:1: another gateway's: net/telnet/telnet_codec.h\n");
  EXPECT_NE(judge("net/control/control_gateway.h", "net/smtp/smtp_parser.h"), "");
  EXPECT_NE(judge("net/gopher/gopher_gateway.cc", "net/telnet/telnet_gateway.h"), "");
  EXPECT_EQ(judge("net/telnet/telnet_gateway.cc", "net/telnet/telnet_codec.h"), "");
  EXPECT_EQ(judge("net/telnet/telnet_gateway.cc", "net/line_buffer.h"), "");
  EXPECT_EQ(judge("server.cc", "net/telnet/telnet_gateway.h"), "");
}

TEST(TidyRules, ForeignHeaders) {
  const auto judge = [](const std::string& from, const std::string& to) {
    return found(check_foreign_headers, from, "#include <" + to + ">\n");
  };
  EXPECT_EQ(judge("world/state/rows.cc", "sqlite3.h"),
            "world/state/rows.cc:1: a foreign header not named for this file: sqlite3.h\n");
  for (const char* header : {"sqlite3.h", "event2/event.h", "lua.h", "lua.hpp", "sodium.h",
                             "toml++/toml.h", "spdlog/spdlog.h", "unicode/uchar.h", "CLI/CLI.hpp",
                             "nlohmann/json.hpp", "zlib.h", "wslay/wslay.h", "fmt/core.h"}) {
    EXPECT_NE(judge("net/telnet/telnet_codec.cc", header), "") << header;
  }
  EXPECT_NE(judge("world/state/things.cc", "lua.h"), "");
  EXPECT_EQ(
      found(check_foreign_headers, "net/telnet/render.cc", "\n#include \"lua.h\"\n").find("2:"),
      21U);
  EXPECT_EQ(judge("engine/db.cc", "sqlite3.h"), "");
  EXPECT_EQ(judge("engine/lua_stack.cc", "lauxlib.h"), "");
  EXPECT_EQ(judge("world/api/thing.cc", "lua.h"), "");
  EXPECT_EQ(judge("main.cc", "CLI/CLI.hpp"), "");
  EXPECT_NE(judge("program/serve.cc", "CLI/CLI.hpp"), "");
  EXPECT_EQ(judge("net/telnet/render.cc", "vector"), "");
  EXPECT_EQ(judge("engine/home.cc", "sys/file.h"), "");
  EXPECT_EQ(judge("tests/engine/db_test.cc", "sqlite3.h"), "");
}

TEST(TidyRules, FunctionLength) {
  const std::string fifty = "void f() {\n" + repeated("g();\n", 48) + "}\n";
  const std::string more = "\nvoid f() {\n" + repeated("g();\n", 49) + "}\n";
  EXPECT_EQ(found(check_function_length, "engine/a.cc", fifty), "");
  EXPECT_EQ(found(check_function_length, "engine/a.cc", more),
            "engine/a.cc:2: a function of 51 lines\n");
}

TEST(TidyRules, FileLength) {
  EXPECT_EQ(found(check_file_length, "scripts/a.lua", repeated("x\n", 500)), "");
  EXPECT_EQ(found(check_file_length, "scripts/a.lua", repeated("x\n", 501)),
            "scripts/a.lua:501: 501 lines\n");
}

TEST(TidyRules, LineWidth) {
  EXPECT_EQ(found(check_line_width, "engine/a.cc", repeated("\xc3\xa9", 100)), "");
  EXPECT_EQ(found(check_line_width, "engine/a.cc", "\n" + repeated("x", 101)),
            "engine/a.cc:2: 101 letters\n");
}

TEST(TidyRules, Licence) {
  const std::string licence = "// SPDX-License-Identifier: MIT\n";
  EXPECT_EQ(found(check_licence, "engine/a.cc", licence), "");
  EXPECT_NE(found(check_licence, "engine/a.cc", "\n" + licence), "");
  EXPECT_NE(found(check_licence, "engine/a.h", ""), "");
  EXPECT_EQ(found(check_licence, "scripts/a.lua", ""), "");
}

TEST(TidyRules, Prologue) {
  const std::string licence = "// SPDX-License-Identifier: MIT\n";
  EXPECT_EQ(found(check_prologue, "engine/a.h", licence + "//\n// A: what it is.\n"), "");
  EXPECT_NE(found(check_prologue, "engine/a.h", licence + "//\n#pragma once\n"), "");
  EXPECT_NE(found(check_prologue, "engine/a.h", licence + "\n// A: too late.\n"), "");
  EXPECT_NE(found(check_prologue, "engine/a.h", licence), "");
  EXPECT_NE(found(check_prologue, "engine/a.h", ""), "");
  EXPECT_EQ(found(check_prologue, "engine/a.cc", licence), "");
}

TEST(TidyRules, OpenEnds) {
  EXPECT_EQ(found(check_open_ends, "engine/a.cc", "\n// TODO: later\n"),
            "engine/a.cc:2: TODO without (#issue)\n");
  EXPECT_NE(found(check_open_ends, "engine/a.cc", "/* FIXME */"), "");
  EXPECT_NE(found(check_open_ends, "engine/a.cc", "// TODO(#): x"), "");
  EXPECT_NE(found(check_open_ends, "engine/a.cc", "// TODO(ann): x"), "");
  EXPECT_NE(found(check_open_ends, "scripts/a.lua", "-- TODO x"), "");
  EXPECT_EQ(found(check_open_ends, "engine/a.cc", "// TODO(#12): x"), "");
  EXPECT_EQ(found(check_open_ends, "engine/a.cc", "f(\"TODO\");"), "");
}

TEST(TidyRules, BannedWords) {
  for (const char* code :
       {"using namespace std;", "std::shared_ptr<A> a;", "f(time(nullptr));", "::time(NULL);",
        "std::chrono::system_clock::now();", "std::random_device d;", "int x = rand();",
        "std::srand(1);", "std::make_shared<A>();"}) {
    EXPECT_NE(found(check_banned_words, "world/a.cc", code), "") << code;
  }
  EXPECT_EQ(found(check_banned_words, "engine/clock.cc", "system_clock::now();"), "");
  EXPECT_EQ(found(check_banned_words, "world/a.cc", "brand(1); f(\"rand(\");  // rand("), "");
  EXPECT_EQ(found(check_banned_words, "world/a.cc", "using namespace std::string_literals;"), "");
}

TEST(TidyRules, Repeatable) {
  for (const char* code :
       {"std::chrono::steady_clock::now();", "std::unordered_map<int, int> m;",
        "std::shuffle(a, b, c);", "auto s = Secrets::seeded(1);", "f(rng.next(), rng_.below(3));",
        "f(rng.below(2),\n  g(1, rng));", "a = pick(rng) + pick(rng);",
        "f(secrets_.token(8), secrets_.token(8));"}) {
    EXPECT_NE(found(check_repeatable, "world/a.cc", code), "") << code;
  }
  for (const char* code :
       {"a = rng.next(); b = rng.next();", "a = rng.below(2) == 0 ? rng.next() : 1;",
        "A::A(Rng& rng, int b) : rng_(rng) {", "unseeded(); // seeded"}) {
    EXPECT_EQ(found(check_repeatable, "world/a.cc", code), "") << code;
  }
  EXPECT_EQ(found(check_repeatable, "engine/thread_store.cc", "steady_clock::now();"), "");
  EXPECT_EQ(found(check_repeatable, "world/state/atom.h", "std::unordered_map<int, int> m;"), "");
}

TEST(TidyRules, MachinePaths) {
  const std::string person = std::string("/") + "home/ann";
  EXPECT_EQ(found(check_machine_paths, "scripts/a.lua", "\n\"" + person + "/x\""),
            "scripts/a.lua:2: a path of one machine: /home"
            "/\n");
  EXPECT_NE(found(check_machine_paths, "engine/a.cc", std::string("// /") + "work/x"), "");
  EXPECT_NE(found(check_machine_paths, "engine/a.cc", std::string("\"/") + "root/x\""), "");
  EXPECT_EQ(found(check_machine_paths, "engine/a.cc", person + "\""), "");
  EXPECT_EQ(found(check_machine_paths, "engine/a.cc", "network/x"), "");
}

}  // namespace
}  // namespace reality
