---@meta
-- meta/player.lua: what players have beside other things. For editors; never run.

---@class Player: Thing
---@field told_by Player|nil who told this player something last
---@field went table|nil how this player left the last room: from, way
---@field online boolean somebody plays it now; read-only
---@field idle number seconds since the last line typed; read-only
---@field role "player"|"author"|"keeper" read-only
local Player = {}

--- Ends the connection, after this text.
---@param message string
function Player:disconnect(message) end

--- Starts keeping a guest's character under this name: asks for a password. Refuses names that are
--- taken or not allowed, and players who are no guests.
---@param name string
function Player:register(name) end

--- Makes the player keeper of a world that has none. Refuses a wrong code.
---@param code string
function Player:claim(code) end

--- Keeps a report about somebody for the keepers, with the last lines that the player was shown.
--- Refuses when too many of theirs are open.
---@param accused string a name
---@param words string what it is about
function Player:report(accused, words) end

--- All players who are awake, in a fixed order.
---@return Player[]
function players() end

--- Asks the player and waits for a line. Only in verbs, timers and signals, not in hooks. Nil when
--- the time is up, the player leaves or types a complete command instead.
---@param who Thing
---@param message Message
---@param options? { within?: number, verbatim?: boolean } seconds, up to a day, 300 if not said;
---verbatim: whatever is typed is the answer, even if it is a command
---@return string|nil answer
function ask(who, message, options) end

--- Asks the player to choose one of a list, by number or by word, and waits as ask() does. Any
--- other line is a command as ever, and the choice is nil.
---@param who Thing
---@param message Message
---@param choices string[]
---@return string|nil chosen
function choose(who, message, choices) end
