// SPDX-License-Identifier: MIT
#include "engine/lua_bytecode.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace reality {

namespace {

// From lopcodes.h of Lua 5.4: iABC instructions, 7 bits of opcode, 8 of A, 1 of k, 8 of B.
constexpr uint32_t kOpcodeMask = 0x7f;
constexpr uint32_t kSetUpvalue = 10;
constexpr uint32_t kShiftB = 16;

// From lundump.h: the header, ended by an integer and a float that show their byte order.
constexpr std::string_view kHeader{"\x1bLua\x54\x00\x19\x93\r\n\x1a\n\x04\x08\x08", 15};

// Tags of constants, from lobject.h.
constexpr uint8_t kTagInteger = 0x03;
constexpr uint8_t kTagFloat = 0x13;
constexpr uint8_t kTagShortString = 0x04;
constexpr uint8_t kTagLongString = 0x14;

struct Upvalue {
  bool in_stack;  // a local of the enclosing function, not one of its upvalues
  uint8_t index;
};

class DumpReader {
 public:
  explicit DumpReader(std::string_view bytes) : rest_(bytes) {}

  std::vector<bool> read() {
    if (rest_.substr(0, kHeader.size()) != kHeader) return {};
    skip(kHeader.size() + sizeof(lua_Integer) + sizeof(lua_Number));
    skip(1);  // number of upvalues, given again below
    std::vector<Upvalue> upvalues;
    std::vector<bool> assigned = read_function(&upvalues);
    if (!rest_.empty()) failed_ = true;
    return failed_ ? std::vector<bool>{} : assigned;
  }

 private:
  uint8_t byte() {
    if (rest_.empty()) {
      failed_ = true;
      return 0;
    }
    const uint8_t value = static_cast<uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }

  void skip(size_t count) {
    if (count > rest_.size()) failed_ = true;
    rest_.remove_prefix(std::min(count, rest_.size()));
  }

  // Seven bits a byte, most significant first; the last byte has its top bit set.
  size_t number() {
    size_t value = 0;
    while (!failed_) {
      const uint8_t next = byte();
      value = (value << 7U) | (next & 0x7fU);
      if ((next & 0x80U) != 0) break;
    }
    return value;
  }

  void skip_string() {
    const size_t size = number();  // of the text and one more; 0 for none
    if (size > 0) skip(size - 1);
  }

  void read_code(std::vector<bool>* assigned) {
    for (size_t count = number(); count > 0 && !failed_; --count) {
      std::array<char, 4> bytes{};
      if (rest_.size() < bytes.size()) {
        failed_ = true;
        return;
      }
      rest_.copy(bytes.data(), bytes.size());
      skip(bytes.size());
      uint32_t instruction = 0;
      std::memcpy(&instruction, bytes.data(), sizeof instruction);
      if ((instruction & kOpcodeMask) != kSetUpvalue) continue;
      const size_t index = (instruction >> kShiftB) & 0xffU;
      if (index >= assigned->size()) assigned->resize(index + 1);
      (*assigned)[index] = true;
    }
  }

  void skip_constants() {
    for (size_t count = number(); count > 0 && !failed_; --count) {
      switch (byte()) {
        case kTagInteger:
          skip(sizeof(lua_Integer));
          break;
        case kTagFloat:
          skip(sizeof(lua_Number));
          break;
        case kTagShortString:
        case kTagLongString:
          skip_string();
          break;
        default:
          break;
      }
    }
  }

  void read_upvalues(std::vector<Upvalue>* upvalues) {
    for (size_t count = number(); count > 0 && !failed_; --count) {
      const bool in_stack = byte() != 0;
      const uint8_t index = byte();
      skip(1);  // kind
      upvalues->push_back({in_stack, index});
    }
  }

  void skip_debug() {
    skip(number());  // a byte of line information an instruction
    for (size_t count = number(); count > 0 && !failed_; --count) {
      number();
      number();
    }
    for (size_t count = number(); count > 0 && !failed_; --count) {
      skip_string();
      number();
      number();
    }
    for (size_t count = number(); count > 0 && !failed_; --count) skip_string();
  }

  std::vector<bool> read_function(std::vector<Upvalue>* upvalues) {
    std::vector<bool> assigned;
    skip_string();  // source
    number();       // first line
    number();       // last line
    skip(3);        // parameters, vararg, stack size
    read_code(&assigned);
    skip_constants();
    read_upvalues(upvalues);
    assigned.resize(std::max(assigned.size(), upvalues->size()));
    for (size_t count = number(); count > 0 && !failed_; --count) {
      std::vector<Upvalue> inner;
      const std::vector<bool> by_inner = read_function(&inner);
      for (size_t i = 0; i < inner.size() && i < by_inner.size(); ++i) {
        if (!by_inner[i] || inner[i].in_stack) continue;
        if (inner[i].index < assigned.size()) assigned[inner[i].index] = true;
      }
    }
    skip_debug();
    return assigned;
  }

  std::string_view rest_;
  bool failed_ = false;
};

int append(lua_State* /*unused*/, const void* bytes, size_t size, void* text) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(bytes), size);
  return 0;
}

}  // namespace

std::vector<bool> assigned_upvalues(lua_State* L) {
  std::string dump;
  lua_dump(L, append, &dump, 1);
  std::vector<bool> assigned = DumpReader(dump).read();
  if (!assigned.empty()) return assigned;
  lua_Debug about{};
  lua_pushvalue(L, -1);
  lua_getinfo(L, ">u", &about);
  return std::vector<bool>(about.nups, true);
}

}  // namespace reality
