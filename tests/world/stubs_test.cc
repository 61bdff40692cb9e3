// SPDX-License-Identifier: MIT
//
// What scripts can call and what scripts/meta says they can: the same names, both ways.
#include <gtest/gtest.h>
#include <lua.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "engine/lua_handle.h"
#include "engine/lua_order.h"
#include "engine/lua_sandbox.h"
#include "engine/lua_stack.h"
#include "tests/world/yard.h"
#include "world/scripts/behaviour_calls.h"
#include "world/scripts/behaviour_values.h"
#include "world/state/keys.h"

namespace reality {
namespace {

using Names = std::set<std::string>;

constexpr const char* kLuasOwn[] = {"assert",   "error",    "ipairs", "math",   "next",
                                    "pairs",    "pcall",    "select", "string", "table",
                                    "tonumber", "tostring", "type",   "utf8"};

/// The names that the stubs give, by what stands before the dot or colon; "" for globals.
std::map<std::string, Names> stub_names() {
  std::map<std::string, Names> names;
  for (const auto& file :
       std::filesystem::directory_iterator(std::string(REALITY_SOURCE_DIR) + "/scripts/meta")) {
    std::ifstream in(file.path());
    std::string line;
    while (std::getline(in, line)) {
      if (line.starts_with("function ")) {
        const std::string name = line.substr(9, line.find('(') - 9);
        const size_t dot = name.find_first_of(".:");
        if (dot == std::string::npos) {
          names[""].insert(name);
        } else {
          names[name.substr(0, dot)].insert(name.substr(dot + 1));
        }
      } else if (const size_t equals = line.find(" = ");
                 equals != std::string::npos && line.find_first_of("- ") == equals) {
        names[""].insert(line.substr(0, equals));
      }
    }
  }
  return names;
}

std::string fields_of(const std::string& class_name) {
  std::string all;
  for (const auto& file :
       std::filesystem::directory_iterator(std::string(REALITY_SOURCE_DIR) + "/scripts/meta")) {
    std::ifstream in(file.path());
    std::string line;
    bool inside = false;
    while (std::getline(in, line)) {
      if (line.starts_with("---@class "))
        inside = line.starts_with("---@class " + class_name + "\n") ||
                 line == "---@class " + class_name ||
                 line.starts_with("---@class " + class_name + ":");
      if (inside && line.starts_with("---@field ")) all += line.substr(9) + "\n";
    }
  }
  return all;
}

class Stubs : public Yard {
 protected:
  void SetUp() override { open(); }
  lua_State* L() { return world().machine().state(); }

  /// The string keys of the table on top, which is popped.
  Names keys() {
    Names names;
    lua_State* state = L();
    for_each_pair(state, lua_gettop(state), [&](lua_State*) {
      if (lua_type(state, -2) == LUA_TSTRING) names.insert(lua_tostring(state, -2));
    });
    lua_pop(state, 1);
    return names;
  }
  Names globals() {
    push_environment(L());
    lua_getmetatable(L(), -1);
    lua_getfield(L(), -1, "__index");
    Names names = keys();
    lua_pop(L(), 2);
    return names;
  }
  Names library(const char* name) {
    push_environment(L());
    lua_getfield(L(), -1, name);
    Names names = keys();
    lua_pop(L(), 1);
    return names;
  }
  /// The methods of all things are the first upvalue of __index, those of letters the second.
  Names thing_methods(int upvalue) {
    push_thing(L(), ThingId{1});
    lua_getmetatable(L(), -1);
    lua_getfield(L(), -1, "__index");
    EXPECT_NE(lua_getupvalue(L(), -1, upvalue), nullptr);
    Names names = keys();
    lua_pop(L(), 3);
    return names;
  }
  Names methods_of(const char* metatable) {
    lua_getfield(L(), LUA_REGISTRYINDEX, metatable);
    lua_getfield(L(), -1, "__index");
    Names names = keys();
    lua_pop(L(), 1);
    return names;
  }
};

TEST_F(Stubs, NameTheGlobalsThatThereAre) {
  Names registered = globals();
  for (const char* own : kLuasOwn) EXPECT_EQ(registered.erase(own), 1U) << own;
  EXPECT_EQ(stub_names()[""], registered);
}

TEST_F(Stubs, NameTheFunctionsOfLibraries) {
  auto stubs = stub_names();
  for (const char* name : {"text", "list", "steps", "boxes", "burden", "devices", "measures",
                           "moves", "outfits", "resets", "ways"})
    EXPECT_EQ(stubs[name], library(name)) << name;
  Names of_mail = library("mail");
  EXPECT_EQ(of_mail.erase("domain"), 1U) << "a field, not a function";
  EXPECT_EQ(stubs["mail"], of_mail);
  Names of_world = library("world");
  EXPECT_EQ(of_world.erase("name"), 1U) << "a field, not a function";
  EXPECT_EQ(stubs["world"], of_world);
}

TEST_F(Stubs, NameTheMethodsOfThingsActsAndPages) {
  auto stubs = stub_names();
  Names methods = stubs["Thing"];
  methods.merge(stubs["Player"]);
  EXPECT_EQ(methods, thing_methods(1));
  EXPECT_EQ(stubs["Letter"], thing_methods(2));
  EXPECT_EQ(stubs["Act"], methods_of(kActMetatable));
  EXPECT_EQ(stubs["Page"], methods_of(kPageMetatable));
}

TEST_F(Stubs, NameThePropertiesThatTheServerKnows) {
  const std::string fields = fields_of("Thing") + fields_of("Player") + fields_of("Letter");
  for (const KnownKey& known : kKnownKeys) {
    if (known.type == ValueType::nil) continue;
    EXPECT_TRUE(has(fields, " " + std::string(known.word) + " "));
  }
  for (const char* computed : {"holder", "relation", "room", "kind", "id_number", "online", "idle"})
    EXPECT_TRUE(has(fields, std::string(" ") + computed + " "));
}

}  // namespace
}  // namespace reality
