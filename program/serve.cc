// SPDX-License-Identifier: MIT
#include "program/serve.h"

#include "engine/home.h"
#include "program/brought_area.h"
#include "program/patience.h"
#include "program/program.h"
#include "program/server.h"
#include "program/untouched_home.h"
#include "program/world_snapshot.h"

namespace reality {

// A block of its own for the server: the database must be closed before the folder is put back.
int serve(const ServeOptions& options) {
  const auto program = find_program();
  if (!program) return refuse(program.error());
  const auto settings = home_settings(options.home, options.sets);
  if (!settings) return refuse(settings.error());
  const UntouchedHome before(options.home);
  const auto home = Home::open(options.home, wait_for_home(options.home));
  if (!home) return refuse(home.error());
  BroughtArea area;
  std::string why_not;
  if (const Status brought = area.bring(*home, settings->world.area); !brought) {
    why_not = brought.error();
  } else {
    Server server(*program, *home, *settings);
    const Status ready = server.prepare();
    if (ready) clear_old_snapshots(home->dir());
    if (ready) return server.run();
    why_not = ready.error();
  }
  area.undo();
  before.restore();
  return refuse(why_not);
}

}  // namespace reality
