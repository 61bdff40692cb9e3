-- verbs/examine.lua: look closely at one thing.

local function examine(act)
  steps.examine(act, act.thing)
  if act.thing == act.actor and not act.actor.text and not act.actor.terse then
    act:tell('"describe me as" and a sentence or two tells others what they see.')
  end
end

return {
  help = "examine THING: look at it closely.\n\"x lamp\" is short for it; "
    .. "\"look at lamp\" is the same. Nearly everything that a place mentions can be examined.",
  grammar = {
    ["examine/x/inspect {thing}"] = examine,
    ["look/l at {thing}"] = examine,
  },
}
