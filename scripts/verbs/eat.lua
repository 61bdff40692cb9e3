-- verbs/eat.lua: eat. Food is what is tagged `edible`; `portions` last longer, `taste` is told.

local function finish(act, thing)
  local left = (thing.portions or 1) - 1
  if left > 0 then
    resets.disturb(thing)
    thing.portions = left
    act:show("{actor} {eat/eats} some of {the thing}.")
  else
    act:show("{actor} {eat/eats} {the thing}.")
  end
  if thing.taste then act:tell("{taste}", { taste = thing.taste }) end
  if left > 0 then return end
  thing:destroy()
end

local function eat(act)
  local thing = act.thing
  if thing == act.actor then refuse("You are hungry, but not as hungry as that.") end
  if thing.person then refuse("{the thing} would object.") end
  if not thing.edible then
    steps.see(act, thing)
    if measures.is_vessel(thing) and measures.amount(thing) > 0 then
      refuse("One drinks from {the thing}, if anything.")
    end
    refuse("{the thing} {are/is} not food, whatever your stomach says.")
  end
  steps.hold(act, thing)
  finish(act, thing)
end

return {
  help = "eat THING: food, that is.",
  grammar = { ["eat/devour {thing:held}"] = eat, ["eat some of {thing:held}"] = eat },
}
