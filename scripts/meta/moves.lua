---@meta
-- meta/moves.lua: the library scripts/lib/moves.lua: sitting, getting in and
-- out, tethers. For editors; never run.

---@class MovesLibrary
moves = {}

--- What the person would drop things into: the room, or the inside of what they are in.
---@param who Thing
---@return Thing
function moves.floor(who) end

--- "sitting", "lying" or "standing".
---@param who Thing
---@return string
function moves.posture(who) end

--- All players in the room who are awake, in and on whatever they are.
---@param place Thing
---@return Player[]
function moves.awake_in(place) end

--- Somebody who is in or on `x`, at any depth, or nil.
---@param x Thing
---@return Thing|nil
function moves.rider(x) end

--- Refuses when something that `load` takes along is tied to what stays behind, or the other way
--- round. What is tied goes no further than the room: within it the rope is long enough.
---@param load Thing
function moves.check_tethers(load) end

--- Refuses unless the actor stands free in the room.
---@param act Act
function moves.check_free(act) end

--- Whether the person still has room on or in `place`.
---@param who Thing
---@param place Thing
---@return boolean
function moves.has_room(who, place) end

--- Refuses when as many as have room are on or in `place`.
---@param act Act
---@param place Thing
function moves.check_seats(act, place) end

--- Brings the actor onto (or into) `place` in a posture; nil is standing.
---@param act Act
---@param relation Relation
---@param place Thing
---@param posture? string
function moves.settle(act, relation, place, posture) end

--- Gets the actor into `place`; the hooks for entering have been asked.
---@param act Act
---@param place Thing
function moves.climb_in(act, place) end

--- The same as an action of its own.
---@param act Act
---@param place Thing
function moves.get_in(act, place) end

--- Gets the actor out of (or off) `place`; the hooks for leaving have been asked.
---@param act Act
---@param place Thing
function moves.climb_out(act, place) end

--- The same as an action of its own.
---@param act Act
---@param place Thing
function moves.get_out(act, place) end

--- Gets the actor up on `place`, standing; the hooks have been asked.
---@param act Act
---@param place Thing
function moves.mount(act, place) end

--- Implied: the actor gets up from where they sit or lie.
---@param act Act
function moves.stand(act) end
