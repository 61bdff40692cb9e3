---@meta
-- meta/ways.lua: the library scripts/lib/ways.lua: walking from place to place.
-- For editors; never run.

---@class WaysLibrary
ways = {}

--- "You can go east and north.", or that one cannot go anywhere.
---@param room Thing
---@return string
function ways.tell(room) end

--- Where somebody comes from who enters `to` out of `from`: "from the east".
---@param from Thing
---@param to Thing
---@return string
function ways.origin(from, to) end

--- The exit of the actor's room in that direction; refuses where there is none.
---@param act Act
---@param direction string
---@return Thing
function ways.find(act, direction) end

--- Through the exit's door, if it has one, and into the next place; `go_in` does the going.
---@param act Act
---@param exit Thing
---@param go_in fun()
function ways.pass(act, exit, go_in) end

--- Walks. `left`: the hooks for leaving have been asked already.
---@param act Act
---@param direction string
---@param left? boolean
function ways.walk(act, direction, left) end
