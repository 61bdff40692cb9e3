---@meta
-- meta/timer.lua: durable timers and signals of things. For editors; never run.

--- What timers[name](self, timer) gets.
---@class Timer
---@field name string
---@field missed integer how many beats were skipped before this one, the server being down or
---busy; 0 as a rule

---@class Thing
local Thing = {}

--- Calls timers[name] of its behaviours every so many seconds, restarts included. A timer of that
--- name that runs already is set anew. Raises for less than a tenth of a second.
---@param seconds number
---@param name string
function Thing:every(seconds, name) end

--- Calls timers[name] of its behaviours once, after so many seconds, restarts included. A timer of
--- that name that runs already is set anew.
---@param seconds number
---@param name string
function Thing:after(seconds, name) end

--- Stops the timer of that name, if it runs.
---@param name string
function Thing:stop(name) end

--- Calls signals[name](self, vals) of its behaviours in a turn of its own, right after this one.
--- The world itself sends a room `arrival` and `departure` with `who`: a player who has begun to be
--- played in it, or has ceased (a guest is gone by then: ask is_valid).
---@param name string
---@param vals? table
function Thing:signal(name, vals) end
