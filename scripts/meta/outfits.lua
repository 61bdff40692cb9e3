---@meta
-- meta/outfits.lua: the library scripts/lib/outfits.lua: clothes over clothes.
-- For editors; never run.

---@class OutfitsLibrary
outfits = {}

--- True when both cover the same part of the body.
---@param one Thing
---@param other Thing
---@return boolean
function outfits.overlap(one, other) end

--- What the person wears over `x`, or nil.
---@param who Thing
---@param x Thing
---@return Thing|nil
function outfits.over(who, x) end

--- Refuses unless the actor can put `x` on as things are.
---@param act Act
---@param x Thing
function outfits.check_on(act, x) end

--- Refuses unless the actor can take `x` off as things are. Others see whoever tries in vain, if
--- that is embarrassing.
---@param act Act
---@param x Thing
function outfits.check_off(act, x) end
