// SPDX-License-Identifier: MIT
//
// main: the command line of the program. What the words mean is done by serve.h and commands.h.
#include <CLI/CLI.hpp>
#include <iostream>
#include <string>
#include <vector>

#include "engine/password.h"
#include "program/backup.h"
#include "program/commands.h"
#include "program/program.h"
#include "program/serve.h"
#include "program/transfer.h"

namespace {

using namespace reality;

constexpr const char* kAbout = "Reality, a text-adventure world for many players.";
constexpr const char* kGateways =
    "Gateways:\n"
    "  telnet  port 4000   players              (setting telnet.listen)\n"
    "  http    port 8080   pages, play, status  (setting http.listen)\n"
    "  smtp    port 2525   letters              (setting smtp.listen)\n"
    "\n"
    "Each subcommand explains itself: reality serve --help";

struct Words {
  std::string home;
  std::vector<std::string> sets;
  std::string name;
  std::string role = "player";
  std::string path;  // of a backup or an export
  int keep = 0;
  bool counts = false;
};

CLI::Option* add_home(CLI::App& command, Words& words) {
  return command.add_option("--home", words.home, "the folder that the world lives in")
      ->type_name("DIR");
}

void add_sets(CLI::App& command, Words& words) {
  command.add_option("--set", words.sets, "a setting for this run, such as log.level=debug")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
}

CLI::App& add_account_command(CLI::App& account, Words& words, const std::string& name,
                              const std::string& about) {
  CLI::App& command = *account.add_subcommand(name, about);
  command.fallthrough();
  if (name != "list") command.add_option("NAME", words.name, "the player's name")->required();
  if (name == "add") command.add_option("--role", words.role, "player, author or keeper");
  if (name == "role")
    command.add_option("ROLE", words.role, "player, author or keeper")->required();
  return command;
}

void add_backup_commands(CLI::App& app, Words& words) {
  CLI::App& backup = *app.add_subcommand(
      "backup", "Copy a world, served or not, to FILE: verified, whole or not at all.");
  add_home(backup, words)->required();
  backup.add_option("FILE", words.path, "replaced if it is an earlier backup")->required();
  backup
      .add_option("--keep", words.keep,
                  "keep N backups: FILE, the newest, FILE.1, the one before it, and so on")
      ->type_name("N")
      ->check(CLI::Range(1, kMostBackups));
  CLI::App& restore =
      *app.add_subcommand("restore", "Make a home of a backup, in a new or empty folder.");
  add_home(restore, words)->required();
  restore.add_option("FILE", words.path, "the backup")->required();
  CLI::App& out =
      *app.add_subcommand("export", "Write a world, served or not, to FOLDER as readable text.");
  add_home(out, words)->required();
  out.add_option("FOLDER", words.path, "new, empty, or an earlier export")->required();
  CLI::App& in =
      *app.add_subcommand("import", "Make a home of an export, in a new or empty folder.");
  add_home(in, words)->required();
  in.add_option("FOLDER", words.path, "the export")->required();
}

void add_commands(CLI::App& app, Words& words) {
  app.footer(kGateways);
  CLI::App& serve = *app.add_subcommand("serve", "Serve a world in the foreground.");
  add_home(serve, words)->required();
  add_sets(serve, words);
  CLI::App& account = *app.add_subcommand("account", "Players' accounts.");
  add_home(account, words)->required();
  const std::string password = " The password is read from standard input.";
  add_account_command(account, words, "add", "Make an account." + password);
  add_account_command(account, words, "list", "List all accounts.");
  add_account_command(account, words, "password", "Change a password." + password);
  add_account_command(account, words, "role", "Change a role.");
  add_account_command(account, words, "remove", "Take an account and its character away.");
  add_backup_commands(app, words);
  CLI::App& check = *app.add_subcommand(
      "check", "Verify a world's invariants: silent where they hold, else a list and exit code 1.");
  add_home(check, words)->required();
  check.add_flag("--counts", words.counts, "say how much was verified");
  CLI::App& config = *app.add_subcommand("config", "Show every setting.");
  add_home(config, words);
  add_sets(config, words);
}

// The words of the request are those of the command line.
int run_account(const std::string& what, const Words& words) {
  ControlRequest request;
  request.line = "account " + what;
  if (what != "list") request.line += " " + words.name;
  if (what == "add" || what == "role") request.line += " " + words.role;
  if (words.name.find_first_of(" \r\n") != std::string::npos)
    return refuse("a player's name is one word");
  if (needs_password(request.line)) {
    const auto password = read_password();
    if (!password) return refuse(password.error());
    request.password = *password;
  }
  if (what == "list") return account(words.home, request, "");
  const std::string done = what == "add"        ? words.name + " has the role of " + words.role
                           : what == "role"     ? words.name + " has the role of " + words.role
                           : what == "password" ? words.name + " has a new password"
                                                : words.name + " is gone";
  return account(words.home, request, done);
}

int run(const CLI::App& app, const Words& words) {
  if (app.get_subcommands().empty()) return refuse("what shall it do? (reality --help tells more)");
  const CLI::App& command = *app.get_subcommands().front();
  const std::string name = command.get_name();
  if (name == "serve") return serve({words.home, words.sets});
  if (name == "check") return check(words.home, words.counts);
  if (name == "backup") return backup({words.home, words.path, words.keep});
  if (name == "restore") return restore(words.home, words.path);
  if (name == "export") return export_home(words.home, words.path);
  if (name == "import") return import_home(words.home, words.path);
  if (name == "config") return config(words.home, words.sets);
  if (!command.get_subcommands().empty())
    return run_account(command.get_subcommands().front()->get_name(), words);
  return refuse("account: what shall it do? (reality account --help tells more)");
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(kAbout, "reality");
  Words words;
  add_commands(app, words);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& wrong) {
    return refuse(std::string(wrong.what()) + " (reality --help tells more)");
  }
  prepare_process();
  if (const Status ready = start_crypto(); !ready) return refuse(ready.error());
  return run(app, words);
}
