// SPDX-License-Identifier: MIT
//
// Result<T>: a value, or an Error that says in one line what is wrong, where, and the way out.
// Used wherever bad input or the outside world can make a call fail; a broken invariant is an
// assert instead. Copying and moving follow T. Reading the wrong side is a bug (assert).
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace reality {

/// One clear line for a person: the place, what is wrong there, what to do about it.
struct Error {
  std::string message;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT: a value is a result
  Result(Error error) : state_(std::move(error)) {}  // NOLINT: so is an error

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  T& value() & { return assert(ok()), std::get<T>(state_); }
  const T& value() const& { return assert(ok()), std::get<T>(state_); }
  T&& value() && { return assert(ok()), std::get<T>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const std::string& error() const { return assert(!ok()), std::get<Error>(state_).message; }

 private:
  std::variant<T, Error> state_;
};

/// The result of a call that yields nothing but may fail.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: an error is a result

  bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }
  const std::string& error() const { return assert(error_), error_->message; }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace reality
