-- verbs/drop.lua: put things down where one stands.

local function check_had(act)
  if act.thing == act.actor then
    refuse("You let yourself down gently, and are no lower for it.")
  end
  if act.thing.holder ~= act.actor then refuse("You aren't holding {the thing}.") end
end

local function drop(act)
  check_had(act)
  steps.hold(act, act.thing)
  resets.disturb(act.thing)
  act.thing:move("in", moves.floor(act.actor))
  if act.many then act:tell("{the thing}: dropped.") else act:tell("You drop {the thing}.") end
  act:tell_others("{actor} {drop/drops} {the thing}.")
end

return {
  help = "drop THING: put it down here. drop all, drop lamp and rope.\n"
    .. "What you wear is taken off first.",
  grammar = {
    ["drop {things:held}"] = drop,
    ["put/set/lay down {things:held}"] = drop,
    ["put/set/lay {things:held} down"] = drop,
    ["drop/put/place/lay {things:held} on/onto floor/ground"] = drop,
    ["drop/put/place/lay {things:held} on/onto the floor/ground"] = drop,
  },
}
