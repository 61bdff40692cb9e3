// SPDX-License-Identifier: MIT
#include "world/turns/turn.h"

#include <cassert>
#include <utility>

#include "engine/log.h"
#include "engine/lua_machine.h"
#include "engine/metrics.h"
#include "world/state/state.h"

namespace reality {

Turns::Turns(State& state, LuaMachine& machine, Log& log, Metrics& metrics)
    : journal_(state.journal),
      state_(state),
      machine_(machine),
      log_(log),
      turns_(metrics.counter("turns")),
      undone_(metrics.counter("turns_undone")),
      rows_(metrics.counter("rows_changed")) {}

void Turns::connect(Store* store, uint64_t last) {
  store_ = store;
  number_ = last_changing_ = last;
}

void Turns::begin(bool bulk) {
  assert(!running_);
  running_ = true;
  log_.set_turn(++number_);
  turns_.add();
  machine_.begin_turn(bulk ? 1000 : 1);
}

Turns::Result Turns::run(const std::function<void()>& body, bool bulk) {
  begin(bulk);
  body();
  check_limits(bulk);
  Result result;
  if (!fault_) {
    if (Status status = machine_.end_turn(); !status) fault_ = Fault{"", status.error(), "", {}};
  } else {
    machine_.undo_turn();
  }
  result.kept = !fault_;
  if (result.kept) {
    keep();
    result.outgoing = std::exchange(outgoing_, {});
    result.wake_ups = std::exchange(wake_ups_, {});
  } else {
    undo();
    result.fault = std::exchange(fault_, std::nullopt);
  }
  running_ = false;
  return result;
}

void Turns::run_kept(const std::function<void()>& body) {
  assert(!running_);
  running_ = true;
  // A number of its own: nobody may take the turn before it for this one's durability.
  log_.set_turn(++number_);
  body();
  keep();
  running_ = false;
}

void Turns::check_limits(bool bulk) {
  if (bulk || fault_ || row_limit_ == 0) return;
  if (journal_.mark() > row_limit_ && journal_.changed_rows().size() > row_limit_)
    fail({"", "the turn changed more than " + std::to_string(row_limit_) + " rows", "", {}});
}

void Turns::keep() {
  if (!journal_.changed_nothing()) {
    Batch batch{number_, {}};
    for (const RowName& name : journal_.changed_rows()) batch.rows.push_back(row_now(state_, name));
    rows_.add(batch.rows.size());
    last_changing_ = number_;
    if (store_) store_->submit(std::move(batch));
  }
  journal_.keep();
}

void Turns::undo() {
  journal_.undo_to(0);
  outgoing_.clear();
  wake_ups_.clear();
  undone_.add();
}

Turns::Mark Turns::mark() const {
  return {journal_.mark(), outgoing_.size(), wake_ups_.size()};
}

void Turns::undo_to(const Mark& mark) {
  journal_.undo_to(mark.journal);
  outgoing_.resize(mark.outgoing, Outgoing{nullptr, {}});
  wake_ups_.resize(mark.wake_ups);
}

void Turns::fail(Fault fault) {
  if (!fault_) fault_ = std::move(fault);
}

}  // namespace reality
