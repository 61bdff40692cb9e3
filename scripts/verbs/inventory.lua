-- verbs/inventory.lua: what one carries and wears.

local function inventory(act)
  local held, worn = act.actor:contents("held"), act.actor:contents("worn")
  if #held > 0 then
    act:tell("You are carrying {held}.", { held = held })
  else
    act:tell("Your hands are empty.")
  end
  if #worn > 0 then act:tell("You are wearing {worn}.", { worn = worn }) end
end

return {
  help = "inventory: what you carry and wear. \"i\" is short for it.",
  grammar = { ["inventory/inv/i"] = inventory, ["what am i carrying"] = inventory },
}
