---@meta
-- meta/boxes.lua: the library scripts/lib/boxes.lua: collecting, claiming and declining letters.
-- For editors; never run.

---@class BoxesLibrary
boxes = {}

--- Tells the actor how many strangers' letters wait; nothing when there are none.
---@param act Act
---@param count integer
function boxes.tell_strangers(act, count) end

--- Hands the actor what is kept, and tells of strangers' letters. Refuses when there are none.
---@param act Act
function boxes.collect(act) end

--- Hands the actor strangers' letters: all, or those from a name that has act.name in it. Refuses
--- when there are none.
---@param act Act
function boxes.claim(act) end

--- Throws strangers' letters away: all, or those from a name that has act.name in it. Refuses when
--- there are none.
---@param act Act
function boxes.decline(act) end
