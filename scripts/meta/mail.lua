---@meta
-- meta/mail.lua: letters and the post. For editors; never run.

--- A letter is a thing like others; these are its properties beside those of all things.
---@class Letter: Thing
---@field from string the name that it is signed with; of a letter from outside anybody's claim
---@field subject string|nil what it is about, in one line
---@field writing string what it says
---@field addressee string|nil the name on the envelope, of a letter that was written in the world
---@field postmark boolean|nil it came from outside; read-only
---@field writer Thing|nil who wrote it, if that was somebody in the world; read-only
local Letter = {}

--- Writes back to whoever wrote it: a letter from the thing that the running behaviour belongs to.
--- Nil and why, as a sentence, when it cannot be brought there: the post does not leave the world.
---@param message Message
---@param vals? Values
---@return Thing|nil letter
---@return string? why
function Letter:reply(message, vals) end

---@class MailLibrary
---@field domain string what stands behind the @ of this world's addresses
mail = {}

--- The name as it is spelt on envelopes, if letters can be written to it: a player's name, the
--- address of a thing that reads letters, or "postmaster". Nil for any other.
---@param name string
---@return string|nil
function mail.addressee(name) end

--- A new letter in the writer's hands. Raises when nobody is called so.
---@param writer Thing
---@param name string
---@param words string what it says
---@return Letter
function mail.write(writer, name, words) end

--- Brings a letter on its way: to a pigeon-hole, or to the thing that reads it in a turn of its
--- own. Nil and why, as a sentence, when it cannot be brought there.
---@param letter Thing
---@param name? string whom to; otherwise its `addressee`
---@return boolean|nil posted
---@return string? why
function mail.post(letter, name) end

--- The letters that the post keeps for a player: in the pigeon-hole and, from strangers, at the
--- counter. A keeper's include those for the postmaster.
---@param player Thing
---@return Letter[] pigeon_hole
---@return Letter[] counter
function mail.kept(player) end

--- The room with the pigeon-holes, where letters are handed in and out; nil in a world that has
--- none: there it is done anywhere.
---@return Thing|nil
function mail.office() end

--- Hands a letter out that the post kept; a stranger's letter makes its sender a correspondent.
--- Raises for a letter that the post does not keep for this player.
---@param player Thing
---@param letter Thing
function mail.collect(player, letter) end
