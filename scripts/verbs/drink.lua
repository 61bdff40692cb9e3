-- verbs/drink.lua: drink from vessels and springs.

local function drink_from(act, from)
  measures.check_source(act, from)
  if from.person then refuse("{the from} would object.", { from = from }) end
  local vals = { from = from, liquid = from.liquid }
  act:show("{actor} {drink/drinks} some {liquid} from {the from}.", vals)
  if from.taste then act:tell("{taste}", { taste = from.taste }) end
  if not from.endless then
    measures.draw(from, 1)
    if measures.amount(from) == 0 then act:tell("{the from} {are/is} empty now.", vals) end
  end
end

local function drink(act)
  if act.thing.person then refuse("{the thing} would object.") end
  if not measures.is_vessel(act.thing) then
    steps.see(act, act.thing)
    refuse("{the thing} {are/is} nothing to drink.")
  end
  drink_from(act, act.thing)
end

-- "drink water": out of what there is.
local function drink_liquid(act)
  local word = act.liquid:lower():gsub("^some ", ""):gsub("^the ", "")
  local found = steps.around(act.actor, function(x)
    return x.liquid == word and measures.amount(x) > 0 and not steps.closed(x)
  end)
  if #found == 0 then decline() end
  act:attempt("drink {thing}", { thing = found[1] }, function() drink_from(act, found[1]) end)
end

return {
  help = "drink from THING; drink WATER: a mouthful of it.",
  grammar = {
    ["drink/sip {thing:held}"] = drink,
    ["drink/sip from {thing:held}"] = drink,
    ["drink/sip {liquid:text}"] = drink_liquid,
  },
}
