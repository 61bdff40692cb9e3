---@meta
-- meta/world.lua: finding and making things, and the world at large. For editors; never run.

--- The thing with this id ("pellwick.quay"). Raises for an unknown one.
---@param id string
---@return Thing
function thing(id) end

--- A new thing like `kind`, placed with `holder`. Raises for an unknown kind.
---@param kind Thing|string "library.coin"; in an area's own behaviour also a local id
---@param relation Relation
---@param holder Thing
---@return Thing
function make(kind, relation, holder) end

--- False for a thing that is gone: the one question that may be asked of such a thing.
---@param t Thing
---@return boolean
function is_valid(t) end

--- As the default of a property: a thing or nil.
ref = nil

---@class World
---@field name string
world = {}

--- Seconds since the server started.
---@return number
function world.uptime() end

--- A whole number from 1 to n. Raises when n is less than 1.
---@param n integer
---@return integer
function world.random(n) end

---@class VerbHelp
---@field name string the verb file's name
---@field help string its help; the first line is a summary

--- All verb files, by name. Verbs only.
---@return VerbHelp[]
function verbs() end

--- The page data/help/TOPIC.md, or nil. Verbs only.
---@param topic string letters, digits and underscores
---@return string|nil
function help_page(topic) end
