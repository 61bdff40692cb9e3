-- verbs/remove.lua: take clothes off.

local function remove(act)
  if not steps.wears(act.actor, act.thing) then refuse("You aren't wearing {the thing}.") end
  act.thing:move("held", act.actor)
  act:show("{actor} {take/takes} off {the thing}.")
end

return {
  help = "remove THING: take off what you wear. \"take off THING\" means the same.",
  grammar = {
    ["remove/doff {things:worn}"] = remove,
    ["take off {things:worn}"] = remove,
    ["take {things:worn} off"] = remove,
  },
}
