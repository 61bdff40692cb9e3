// SPDX-License-Identifier: MIT

#include "engine/settings.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdio>
#include <fstream>
#include <set>

#include "engine/setting_table.h"

namespace reality {
namespace {

using Sets = std::vector<std::string>;

std::string error_of(std::string_view toml, const Sets& sets = {}) {
  auto settings = parse_settings(toml, sets);
  return settings.ok() ? "no error" : settings.error();
}

Settings read(std::string_view toml, const Sets& sets = {}) {
  auto settings = parse_settings(toml, sets);
  EXPECT_TRUE(settings.ok()) << error_of(toml, sets);
  return settings.ok() ? *settings : Settings();
}

TEST(Settings, DefaultsNeedNoSource) {
  const Settings settings = read("");
  EXPECT_EQ(settings, Settings());
  EXPECT_EQ(settings.telnet.listen, Addresses{"127.0.0.1:4000"});
  EXPECT_EQ(settings.http.listen, Addresses{"127.0.0.1:8080"});
  EXPECT_EQ(settings.smtp.listen, Addresses{"127.0.0.1:2525"});
  EXPECT_EQ(settings.world.name, "Pellwick");
  EXPECT_EQ(settings.origin("telnet.listen"), "default");
}

TEST(Settings, FileOverridesDefaultsAndSetOverridesFile) {
  const Settings settings = read("[limits]\nguests = 7\ncoroutines = 8\n", {"limits.guests=9"});
  EXPECT_EQ(settings.limits.guests, 9);
  EXPECT_EQ(settings.limits.coroutines, 8);
  EXPECT_EQ(settings.limits.connections, 10000);
  EXPECT_EQ(settings.origin("limits.guests"), "--set");
  EXPECT_EQ(settings.origin("limits.coroutines"), "reality.toml line 3");
  EXPECT_EQ(settings.origin("limits.connections"), "default");
}

TEST(Settings, LastSetWins) {
  EXPECT_EQ(read("", {"limits.guests=1", "limits.guests=2"}).limits.guests, 2);
}

TEST(Settings, DottedKeysAndTablesMeanTheSame) {
  EXPECT_EQ(read("limits.guests = 3").limits.guests, 3);
  EXPECT_EQ(read("limits = { guests = 3 }").limits.guests, 3);
  EXPECT_EQ(read("[limits]").limits.guests, 200);
}

TEST(Settings, ListenTakesTextListAndNothing) {
  const Addresses both{"127.0.0.1:0", "[::1]:4000"};
  EXPECT_EQ(read("telnet.listen = \"0.0.0.0:23\"").telnet.listen, Addresses{"0.0.0.0:23"});
  EXPECT_EQ(read("telnet.listen = [\"127.0.0.1:0\", \"[::1]:4000\"]").telnet.listen, both);
  EXPECT_EQ(read("telnet.listen = \"\"").telnet.listen, Addresses{});
  EXPECT_EQ(read("telnet.listen = []").telnet.listen, Addresses{});
}

TEST(Settings, SetTakesPlainTextCommasAndToml) {
  const Addresses both{"127.0.0.1:0", "[::1]:4000"};
  EXPECT_EQ(read("", {"telnet.listen=127.0.0.1:0, [::1]:4000"}).telnet.listen, both);
  EXPECT_EQ(read("", {"telnet.listen=[\"127.0.0.1:0\", '[::1]:4000']"}).telnet.listen, both);
  EXPECT_EQ(read("", {"telnet.listen=[::1]:4000"}).telnet.listen, Addresses{"[::1]:4000"});
  EXPECT_EQ(read("", {"telnet.listen="}).telnet.listen, Addresses{});
  EXPECT_EQ(read("", {"telnet.listen=[]"}).telnet.listen, Addresses{});
  EXPECT_EQ(read("", {"world.name=The Inn = Home"}).world.name, "The Inn = Home");
  EXPECT_EQ(read("", {"world.name=\"The Inn\""}).world.name, "The Inn");
  EXPECT_EQ(read("", {"world.name=42"}).world.name, "42");
}

TEST(Settings, RefusesBadAddresses) {
  for (const char* bad : {"4000", "localhost:4000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
                          "127.0.0.1:-1", "::1:4000", "[::1]", "1.2.3:4", ":4000", "a b:1"}) {
    const std::string error = error_of("", {std::string("telnet.listen=") + bad});
    const std::string start = "telnet.listen (--set): '" + std::string(bad) + "' is no address: ";
    EXPECT_EQ(error.rfind(start, 0), 0U) << error;
    EXPECT_GT(error.size(), start.size() + 5) << error;
  }
}

TEST(Settings, OneBadAddressChangesNothing) {
  Settings settings;
  const SettingValue value = Addresses{"127.0.0.1:1", "nowhere"};
  EXPECT_FALSE(assign(settings, *find_setting("telnet.listen"), value, "--set").ok());
  EXPECT_EQ(settings, Settings());
}

TEST(Settings, UnknownKeyNamesTheNearest) {
  EXPECT_EQ(error_of("\n[telnet]\nlisen = \"\"\n"),
            "unknown setting 'telnet.lisen' (reality.toml line 3): "
            "did you mean 'telnet.listen'?");
  EXPECT_EQ(error_of("", {"limits.guest=1"}),
            "unknown setting 'limits.guest' (--set): did you mean 'limits.guests'?");
  EXPECT_EQ(error_of("[weather]\n"),
            "unknown setting 'weather' (reality.toml line 1): "
            "'reality config' lists those there are");
}

TEST(Settings, ASectionIsNoSetting) {
  EXPECT_EQ(error_of("limits = 3"),
            "unknown setting 'limits' (reality.toml line 1): "
            "'reality config' lists those there are");
  EXPECT_EQ(error_of("[log.level]"), "log.level (reality.toml line 1): must be text, not a table");
}

TEST(Settings, RefusesWrongTypes) {
  const std::string integer =
      "limits.guests (reality.toml line 1): must be a whole number from 0 "
      "to 1000000, not ";
  EXPECT_EQ(error_of("limits.guests = \"x\""), integer + "'x'");
  EXPECT_EQ(error_of("limits.guests = 1.0"), integer + "a number with a point");
  EXPECT_EQ(error_of("limits.guests = true"), integer + "true or false");
  EXPECT_EQ(error_of("limits.guests = 2026-11-23"), integer + "a date or time");
  EXPECT_EQ(error_of("limits.guests = []"), integer + "a list");
  EXPECT_EQ(error_of("world.name = 3"), "world.name (reality.toml line 1): must be text, not 3");
  EXPECT_EQ(error_of("telnet.listen = [1]"),
            "telnet.listen (reality.toml line 1): must be an address or a list of addresses, not "
            "a list with something other than text in it");
}

TEST(Settings, RefusesNumbersOutOfRange) {
  EXPECT_NE(error_of("limits.guests = -1").find("must be a whole number"), std::string::npos);
  EXPECT_EQ(error_of("", {"limits.guests=1000001"}),
            "limits.guests (--set): must be a whole number from 0 to 1000000, not 1000001");
  EXPECT_NE(error_of("", {"limits.guests=12x"}).find("not '12x'"), std::string::npos);
  EXPECT_NE(error_of("", {"limits.guests="}).find("not ''"), std::string::npos);
  EXPECT_NE(error_of("", {"store.queue=0"}).find("from 1 to"), std::string::npos);
  EXPECT_EQ(read("", {"limits.guests=0"}).limits.guests, 0);
}

TEST(Settings, DoorsMayBeShutAndProxiesNamed) {
  EXPECT_TRUE(read("", {"http.listen=", "smtp.listen="}).http.listen.empty());
  EXPECT_EQ(read("", {"http.trusted_proxies=127.0.0.1,::1"}).http.trusted_proxies,
            (std::vector<std::string>{"127.0.0.1", "::1"}));
  EXPECT_EQ(error_of("", {"http.trusted_proxies=proxy"}).find("http.trusted_proxies (--set): "),
            0U);
}

TEST(Settings, ChecksTexts) {
  EXPECT_EQ(error_of("log.level = \"loud\""),
            "log.level (reality.toml line 1): 'loud' is none of debug, info, warn, error, off");
  EXPECT_EQ(error_of("", {"mail.domain=a..b"}),
            "mail.domain (--set): 'a..b' is not a domain name such as mud.example.org");
  EXPECT_EQ(read("", {"mail.domain=mud.example.org"}).mail.domain, "mud.example.org");
  EXPECT_NE(error_of("world.name = \"\"").find("1 to 60 letters"), std::string::npos);
  EXPECT_NE(error_of("world.name = \"a\\nb\"").find("one line"), std::string::npos);
  EXPECT_NE(error_of("world.area = \"a\\u0000b\"").find("one line"), std::string::npos);
  EXPECT_NE(error_of("", {"world.area=\xff"}).find("UTF-8"), std::string::npos);
}

TEST(Settings, SyntaxErrorsNameFileAndLineInOneLine) {
  const std::string error = error_of("[limits]\nguests = 1\nguests = = 2\n");
  EXPECT_EQ(error.rfind("reality.toml line 3: ", 0), 0U) << error;
  EXPECT_EQ(error.find('\n'), std::string::npos) << error;
  const std::string twice = error_of("[limits]\nguests = 1\nguests = 2\n");
  EXPECT_EQ(twice.rfind("reality.toml line 3: ", 0), 0U) << twice;
}

TEST(Settings, TheFirstWrongLineIsReported) {
  EXPECT_NE(error_of("zebra = 1\nant = 2\n").find("line 1"), std::string::npos);
}

TEST(Settings, MalformedSetIsExplained) {
  EXPECT_EQ(error_of("", {"limits.guests"}), "--set limits.guests: must be section.key=value");
  EXPECT_NE(error_of("", {"world.name=\"x"}).find("world.name (--set): "), std::string::npos);
  EXPECT_NE(error_of("", {"=3"}).find("unknown setting ''"), std::string::npos);
}

TEST(Settings, DescriptionReadsBackEqual) {
  Settings before = read("", {"world.name=Say \"hi\" \\ O'Hara", "telnet.listen=[::1]:0,1.2.3.4:5",
                              "limits.guests=0", "world.area=/a b/#c", "log.level=debug"});
  Settings after = read(describe(before));
  EXPECT_EQ(after.origins.size(), setting_rows().size());
  before.origins.clear();
  after.origins.clear();
  EXPECT_EQ(after, before);
  EXPECT_NE(after, Settings());
}

TEST(Settings, DescriptionShowsCommentRangeValueAndOrigin) {
  const std::string text = describe(read("\nlimits.guests = 5\n", {"log.level=warn"}));
  EXPECT_NE(text.find("\n# Guests in the world at once; 0 = no limit. 0 to 1000000.\n"
                      "guests = 5  # reality.toml line 2; default 200\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("\nlevel = \"warn\"  # --set; default \"info\"\n"), std::string::npos);
  EXPECT_NE(text.find("\nlisten = [\"127.0.0.1:4000\"]  # default\n"), std::string::npos);
}

TEST(Settings, EveryRowHasASectionACommentAndAFieldOfItsOwn) {
  std::set<std::string_view> keys;
  std::set<const void*> fields;
  Settings settings;
  for (const SettingRow& row : setting_rows()) {
    EXPECT_NE(row.key.find('.'), std::string_view::npos) << row.key;
    EXPECT_TRUE(row.comment.ends_with('.')) << row.key;
    EXPECT_TRUE(keys.insert(row.key).second) << row.key;
    const void* field =
        std::visit([&](auto get) -> const void* { return &get(settings); }, row.field);
    EXPECT_TRUE(fields.insert(field).second) << row.key;
  }
}

TEST(Settings, DefaultsPassTheirOwnChecks) {
  const Settings again = read(describe(Settings()));
  EXPECT_EQ(again.limits, Settings().limits);
  EXPECT_EQ(again.world, Settings().world);
}

class SettingsFile : public testing::Test {
 protected:
  SettingsFile() {
    std::string pattern = testing::TempDir() + "settingsXXXXXX";
    dir_ = mkdtemp(pattern.data());
    path_ = dir_ + "/reality.toml";
  }
  ~SettingsFile() override {
    std::remove(path_.c_str());
    std::remove(dir_.c_str());
  }

  std::string dir_;
  std::string path_;
};

TEST_F(SettingsFile, IsRead) {
  std::ofstream(path_) << "[world]\nname = \"Elsewhere\"\n";
  auto settings = load_settings(path_, {"limits.guests=1"});
  ASSERT_TRUE(settings.ok()) << settings.error();
  EXPECT_EQ(settings->world.name, "Elsewhere");
  EXPECT_EQ(settings->limits.guests, 1);
}

TEST_F(SettingsFile, MayBeMissing) {
  for (const std::string& path : {path_, dir_ + "/none/reality.toml", std::string()}) {
    auto settings = load_settings(path, {});
    ASSERT_TRUE(settings.ok()) << settings.error();
    EXPECT_EQ(*settings, Settings());
  }
}

TEST_F(SettingsFile, MustBeAFile) {
  ASSERT_EQ(mkdir(path_.c_str(), 0700), 0);
  auto settings = load_settings(path_, {});
  ASSERT_FALSE(settings.ok());
  EXPECT_EQ(settings.error(), "cannot read " + path_ + ": it is not a file");
}

}  // namespace
}  // namespace reality
