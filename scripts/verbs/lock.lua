-- verbs/lock.lua: lock what has a lock and a key that fits.

local function check(act, key)
  local thing = act.thing
  steps.reach(act, thing)
  if not thing.key then refuse("{the thing} {have/has} no lock.") end
  if thing.locked then refuse("{the thing} {are/is} already locked.") end
  steps.fit(thing, key)
end

local function turn(act, key, announced)
  check(act, key)
  steps.hold(act, key)
  if not steps.closed(act.thing) then steps.close(act, act.thing) end
  resets.disturb(act.thing)
  act.thing.locked = true
  local message = "{actor} {lock/locks} {the thing} with {the means}."
  if not announced then return act:show(message, { means = key }) end
  act:tell("You lock {the thing}.")
  act:tell_others(message, { means = key })
end

local function lock_with(act) turn(act, act.key) end

local function lock(act)
  local key = steps.key_for(act.actor, act.thing)
  check(act, key)
  act:tell("(with {the means})", { means = key })
  act:attempt("lock {thing} with {key}", { thing = act.thing, key = key },
    function() turn(act, key, true) end)
end

return {
  help = "lock THING with KEY: the key that fits is found by itself when you hold it.",
  grammar = {
    ["lock {thing?unlocked} with {key:held}"] = lock_with,
    ["lock {thing?unlocked}"] = lock,
  },
}
