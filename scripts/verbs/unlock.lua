-- verbs/unlock.lua: undo a lock.

local function check(act, key)
  local thing = act.thing
  steps.reach(act, thing)
  if not thing.key then refuse("{the thing} {have/has} no lock.") end
  if not thing.locked then refuse("{the thing} {are/is} not locked.") end
  steps.fit(thing, key)
end

local function turn(act, key, announced)
  check(act, key)
  steps.hold(act, key)
  resets.disturb(act.thing)
  act.thing.locked = false
  local message = "{actor} {unlock/unlocks} {the thing} with {the means}."
  if not announced then return act:show(message, { means = key }) end
  act:tell("You unlock {the thing}.")
  act:tell_others(message, { means = key })
end

local function unlock_with(act) turn(act, act.key) end

local function unlock(act)
  local key = steps.key_for(act.actor, act.thing)
  check(act, key)
  act:tell("(with {the means})", { means = key })
  act:attempt("unlock {thing} with {key}", { thing = act.thing, key = key },
    function() turn(act, key, true) end)
end

return {
  help = "unlock THING with KEY: the key that fits is found by itself when you hold it.",
  grammar = {
    ["unlock {thing?locked} with {key:held}"] = unlock_with,
    ["unlock {thing?locked}"] = unlock,
  },
}
