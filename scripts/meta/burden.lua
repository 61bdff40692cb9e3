---@meta
-- meta/burden.lua: the library scripts/lib/burden.lua: weight, bulk and what is
-- borne. For editors; never run.

---@class BurdenLibrary
burden = {}

--- The weight of `x` with all that is in and on it.
---@param x Thing
---@return integer
function burden.weight(x) end

--- How much room `x` takes up.
---@param x Thing
---@return integer
function burden.bulk(x) end

--- How much of the room in (or on) `place` is taken.
---@param place Thing
---@param relation Relation
---@return integer
function burden.filled(place, relation) end

--- Refuses unless the actor bears `x` and has a hand free for it.
---@param act Act
---@param x Thing
function burden.check_lift(act, x) end

--- Why `person` cannot take the things into their hands, as a message with its values; nil if they
--- can. What they give away at the same time does not count.
---@param person Thing
---@param things Thing[]
---@return Message|nil why
---@return Values|nil vals
function burden.hindrance(person, things) end

--- Refuses unless `person` can take `x` into their hands.
---@param person Thing
---@param x Thing
function burden.check_gift(person, x) end

--- Refuses unless there is room for `x` in, on, under or behind `place`.
---@param place Thing
---@param relation Relation
---@param x Thing
function burden.check_room(place, relation, x) end
