---@meta
-- meta/steps.lua: the library scripts/lib/steps.lua: what verbs look into and do first. For
-- editors; never run.

---@class StepsLibrary
steps = {}

---@param who Thing
---@param x Thing
---@return boolean in_hands
function steps.holds(who, x) end

---@param who Thing
---@param x Thing
---@return boolean worn
function steps.wears(who, x) end

---@param x Thing
---@return boolean
function steps.is_part(x) end

--- True when `inner` is `outer` or lies within it, at any depth.
---@param inner Thing
---@param outer Thing
---@return boolean
function steps.within(inner, outer) end

--- True for a container or door that is shut now.
---@param x Thing
---@return boolean
function steps.closed(x) end

--- Refuses unless the actor sees `x`.
---@param act Act
---@param x Thing
function steps.see(act, x) end

--- Describes `x` to the actor, with the state that it is in; refuses where it is not seen.
---@param act Act
---@param x Thing
function steps.examine(act, x) end

--- Refuses unless the actor can touch `x`; opens what it is shut in, where that helps.
---@param act Act
---@param x Thing
function steps.reach(act, x) end

--- Refuses unless the actor can pick `x` up.
---@param act Act
---@param x Thing
function steps.liftable(act, x) end

--- Puts `x` into the actor's hands, past all questions. What it has covered stays: a list.
---@param act Act
---@param x Thing
---@return Thing[]
function steps.lift(act, x) end

--- Tells of what was uncovered, if anything was.
---@param act Act
---@param x Thing
---@param found Thing[]
function steps.uncover(act, x, found) end

--- Implied: sees to it that the actor holds `x`, taking it (or taking it off) first.
---@param act Act
---@param x Thing
function steps.hold(act, x) end

--- Implied: takes off what the actor wears.
---@param act Act
---@param x Thing
function steps.shed(act, x) end

--- Tells those behind a door what it does, in a message that names {the lid}.
---@param act Act
---@param x Thing
---@param message Message
function steps.beyond(act, x, message) end

--- The key in the actor's hands that fits `x`, or nil.
---@param actor Thing
---@param x Thing
---@return Thing|nil
function steps.key_for(actor, x) end

--- Refuses unless `key` fits `x`; nil is no key.
---@param x Thing
---@param key Thing|nil
function steps.fit(x, key) end

--- Implied: unlocks `x` with a key in hand, or refuses.
---@param act Act
---@param x Thing
function steps.unlock(act, x) end

--- Implied: opens `x`, unlocking it where a key is at hand.
---@param act Act
---@param x Thing
function steps.open(act, x) end

--- Implied: closes `x`.
---@param act Act
---@param x Thing
function steps.close(act, x) end

--- Does something that a command implies, as an action of its own with its hooks. The fifth such
--- step of one command is refused.
---@param act Act
---@param line string
---@param roles table<string, Thing|string>
---@param carry_out fun()
function steps.imply(act, line, roles, carry_out) end

--- What the actor has at hand and can touch that passes the test: first what is carried, then what
--- is around.
---@param actor Thing
---@param test fun(x: Thing): boolean
---@return Thing[]
function steps.around(actor, test) end

--- The tool in the actor's hands that passes the test, announced: "(with the wrench)". Nil when
--- there is none; refuses when there are several to choose from.
---@param act Act
---@param test fun(x: Thing): boolean
---@return Thing|nil
function steps.tool(act, test) end

--- Opens `x`, past all questions; what falls shut by itself will do so.
---@param x Thing
function steps.set_open(x) end
