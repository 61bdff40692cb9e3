---@meta
-- meta/act.lua: what handlers and hooks get to know, and how they end. For editors; never run.

--- One thing that somebody does. Roles of the grammar line are fields too: act.thing for
--- `{things}` and `{thing}`, act.words for `{words:text}`. Hooks see their own line's names.
---@class Act
---@field actor Player who does it
---@field verb string the verb as typed
---@field line string the line as typed
---@field cause string why it is done: "typed", "ordered by Ann", "implied by put"
---@field many boolean|nil one of several things: answers should name the thing
---@field [string] any
local Act = {}

--- Every witness reads it in their own wording. All roles, `actor` and `self` can be named. Raises
--- for a message that is not well formed or names a role that is not there.
---@param message Message
---@param vals? Values
function Act:show(message, vals) end

--- The actor alone reads it.
---@param message Message
---@param vals? Values
function Act:tell(message, vals) end

--- Everybody else in the actor's room reads it.
---@param message Message
---@param vals? Values
function Act:tell_others(message, vals) end

--- The actor acts something out: everybody in the room reads the actor's name and the words, as
--- typed; somebody who is named in them reads "you" or "your". An event of the kind emote.
---@param words string
function Act:emote(words) end

--- Does something as an action that others may hook into: before-hooks, then `carry_out`, then
--- after-hooks. With done() in a before-hook, `carry_out` is skipped. Raises for an unknown action.
---@param line string an action: "leave {place}"
---@param roles table<string, Thing|string>
---@param carry_out fun()
---@param cause? string why it is done, for hooks to know; as this act if it is not said
function Act:attempt(line, roles, carry_out, cause) end

--- What the actor does next, line by line as if it were typed, before the rest of its own line: a
--- walk of many steps. A line that is refused ends it. At most sixty; none for who is no player.
---@param lines string[]
function Act:follow_with(lines) end

--- Ends the handler, undoes what this turn changed and tells the actor why. Cannot be caught. What
--- others see of the attempt is said in `seen`.
---@param message Message
---@param vals? Values
function refuse(message, vals) end

--- In a behaviour's verb: not mine, try the next.
function decline() end

--- In a before-hook: handled; the verb itself is skipped.
function done() end

--- Yields for so many seconds. What was done so far is kept; look at the world again afterwards.
--- Only in verbs, timers and signals, not in hooks.
---@param seconds number
function wait(seconds) end
