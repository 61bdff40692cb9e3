-- verbs/wear.lua: put clothes on; what lies about is taken first.

local function wear(act)
  local thing = act.thing
  if steps.wears(act.actor, thing) then refuse("You are already wearing {the thing}.") end
  if thing.person then refuse("{the thing} would not suit you.") end
  if not thing.wearable then refuse("{the thing} {are/is} nothing to wear.") end
  outfits.check_on(act, thing)
  steps.hold(act, thing)
  resets.disturb(thing)
  thing:move("worn", act.actor)
  act:show("{actor} {put/puts} on {the thing}.")
end

return {
  help = "wear THING: put it on. \"put on THING\" means the same; \"remove THING\" takes it off.\n"
    .. "What belongs underneath goes on first and comes off last.",
  grammar = {
    ["wear/don {things:held}"] = wear,
    ["put on {things:held}"] = wear,
    ["put {things:held} on"] = wear,
  },
}
