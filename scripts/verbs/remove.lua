-- verbs/remove.lua: take clothes off.

local function remove(act)
  if not steps.wears(act.actor, act.thing) then refuse("You aren't wearing {the thing}.") end
  outfits.check_off(act, act.thing)
  burden.check_lift(act, act.thing)
  act.thing:move("held", act.actor)
  act:tell("You take off {the thing}.")
  local how = act.thing.embarrassing and " and {look/looks} at nobody" or ""
  act:tell_others("{actor} {take/takes} off {the thing}" .. how .. ".")
end

return {
  help = "remove THING: take off what you wear. \"take off THING\" means the same.",
  grammar = {
    ["remove/doff {things:worn}"] = remove,
    ["take off {things:worn}"] = remove,
    ["take {things:worn} off"] = remove,
  },
}
