-- verbs/examine.lua: look closely at things.

local function examine(act)
  steps.see(act, act.thing)
  if act.many then act:tell("{the thing}:") end
  act.thing:describe_to(act.actor)
  devices.tell_state(act, act.thing)
  measures.tell_state(act, act.thing)
end

return {
  help = "examine THING: look at it closely.\n\"x lamp\" is short for it; "
    .. "\"look at lamp\" is the same. Nearly everything that a place mentions can be examined.",
  grammar = {
    ["examine/x/inspect {things}"] = examine,
    ["look/l at {things}"] = examine,
  },
}
