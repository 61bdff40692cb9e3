-- verbs/taste.lua: taste and lick things.

local function taste(act)
  local thing = act.thing
  steps.reach(act, thing)
  if thing == act.actor then refuse("You taste much as you did this morning.") end
  if thing.person then refuse("{the thing} would object, and rightly.") end
  act:tell_others("{actor} {try/tries} the taste of {the thing}.")
  if thing.taste then return act:tell("{taste}", { taste = thing.taste }) end
  if measures.amount(thing) > 0 then
    return act:tell("It tastes of {liquid}.", { liquid = thing.liquid })
  end
  if thing.edible then return act:tell("{the thing} {taste/tastes} good enough to eat.") end
  act:tell("{the thing} {taste/tastes} of dust, and not of much else.")
end

return {
  help = "taste THING: what the tongue makes of it. \"lick\" means the same.",
  grammar = { ["taste/lick {thing}"] = taste },
}
