// SPDX-License-Identifier: MIT
//
// The Lua face of the world: everything that scripts can call. One file an area; each binding reads
// its arguments, calls one thing of the world, and pushes or raises. main and tests call
// install_api() once, before any script is loaded; every function here has a stub in scripts/meta,
// and a test compares the two.
#pragma once

namespace reality {

class World;

void install_api(World& world);

}  // namespace reality
