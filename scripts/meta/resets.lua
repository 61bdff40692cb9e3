---@meta
-- meta/resets.lua: the library scripts/lib/resets.lua: things that return to their authored state.
-- For editors; never run.

---@class ResetsLibrary
resets = {}

--- The person who has `x` about them and is somebody's character, or nil.
---@param x Thing
---@return Thing|nil
function resets.keeper(x) end

--- To be called when play has changed or moved `x`: from then on its reset rule counts.
---@param x Thing
function resets.disturb(x) end

--- Puts `x` back, for all who are there to see; false when nobody knows how it was.
---@param x Thing
---@return boolean
function resets.go_back(x) end

--- To be called when somebody has left `room`: what resets per visitor returns.
---@param room Thing
function resets.left(room) end
