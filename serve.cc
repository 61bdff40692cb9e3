// SPDX-License-Identifier: MIT
#include "serve.h"

#include "engine/home.h"
#include "program.h"
#include "server.h"
#include "untouched_home.h"

namespace reality {

// Its own block for the server: the database must be closed before the folder is put back.
int serve(const ServeOptions& options) {
  const auto program = find_program();
  if (!program) return refuse(program.error());
  const auto settings = home_settings(options.home, options.sets);
  if (!settings) return refuse(settings.error());
  const UntouchedHome before(options.home);
  const auto home = Home::open(options.home);
  if (!home) return refuse(home.error());
  std::string why_not;
  {
    Server server(*program, *home, *settings);
    const Status ready = server.prepare();
    if (ready) return server.run();
    why_not = ready.error();
  }
  before.restore();
  return refuse(why_not);
}

}  // namespace reality
