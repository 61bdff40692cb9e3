-- verbs/examine.lua: look closely at things.

local function examine(act)
  if act.many then act:tell("{the thing}:") end
  steps.examine(act, act.thing)
  if act.thing == act.actor and not act.actor.text and not act.actor.terse then
    act:tell('"describe me as" and a sentence or two tells others what they see.')
  end
end

return {
  help = "examine THING: look at it closely.\n\"x lamp\" is short for it; "
    .. "\"look at lamp\" is the same. Nearly everything that a place mentions can be examined.",
  grammar = {
    ["examine/x/inspect {things}"] = examine,
    ["look/l at {things}"] = examine,
  },
}
