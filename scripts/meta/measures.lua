---@meta
-- meta/measures.lua: the library scripts/lib/measures.lua: liquids in measures.
-- For editors; never run.

---@class MeasuresLibrary
measures = {}

--- What its measure is called: "cup".
---@param x Thing
---@return string
function measures.unit(x) end

--- "two cups of water"
---@param count integer
---@param unit string
---@param liquid string
---@return string
function measures.say(count, unit, liquid) end

--- The number that a word means, or nil.
---@param word string
---@return integer|nil
function measures.number(word) end

--- True when `word` names the measure of `x`.
---@param x Thing
---@param word string
---@return boolean
function measures.is_unit(x, word) end

--- True for what liquids are kept in.
---@param x Thing
---@return boolean
function measures.is_vessel(x) end

--- How many measures of liquid are in `x`.
---@param x Thing
---@return number
function measures.amount(x) end

--- How many more go into `x`.
---@param x Thing
---@return number
function measures.room(x) end

--- Takes so many measures out of `x`.
---@param x Thing
---@param count integer
function measures.draw(x, count) end

--- Refuses unless there is something liquid in `x` that one can get at; opens it first.
---@param act Act
---@param x Thing
function measures.check_source(act, x) end

--- Pours up to `wanted` measures (nil: all that goes) from one vessel into another; the number
--- that went over.
---@param act Act
---@param from Thing
---@param into Thing
---@param wanted? integer
---@return number count
---@return string liquid
function measures.transfer(act, from, into, wanted) end

--- Tells the actor what is in `x`, if it is a vessel.
---@param act Act
---@param x Thing
function measures.tell_state(act, x) end
