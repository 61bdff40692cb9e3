-- verbs/examine.lua: look closely at one thing.

local function examine(act) steps.examine(act, act.thing) end

return {
  help = "examine THING: look at it closely.\n\"x lamp\" is short for it; "
    .. "\"look at lamp\" is the same. Nearly everything that a place mentions can be examined.",
  grammar = {
    ["examine/x/inspect {thing}"] = examine,
    ["look/l at {thing}"] = examine,
  },
}
