---@meta
-- meta/devices.lua: the library scripts/lib/devices.lua: lamps and machines.
-- For editors; never run.

---@class DevicesLibrary
devices = {}

--- Refuses unless `x` can be turned on and off.
---@param act Act
---@param x Thing
function devices.check(act, x) end

--- Turns `x` on, and lets the actor see what comes to light.
---@param act Act
---@param x Thing
function devices.start(act, x) end

--- Turns `x` off.
---@param act Act
---@param x Thing
function devices.stop(act, x) end

--- A beat of burning: the fuel gets less, and in the end `x` goes out by itself.
---@param x Thing
---@param beats integer
function devices.burn_down(x, beats) end

--- Tells the actor whether `x` is on.
---@param act Act
---@param x Thing
function devices.tell_state(act, x) end
