-- verbs/count.lua: count the things of a name that one sees.

local most = 500

local function tally(holder, name, actor, found, budget)
  for _, x in ipairs(holder:contents()) do
    budget.left = budget.left - 1
    if budget.left < 0 then return end
    local known = actor:sees(x) or steps.within(x, actor)
    if x.name == name and known then found[#found + 1] = x end
    if x.room ~= x and x ~= actor then tally(x, name, actor, found, budget) end
  end
end

-- Comes here for each of several coins; what is the same each time is told once.
local function count(act)
  local found = {}
  local actor = act.actor
  if not steps.within(act.thing, actor) then steps.see(act, act.thing) end
  local budget = { left = most }
  tally(actor.room, act.thing.name, actor, found, budget)
  tally(actor, act.thing.name, actor, found, budget)
  if #found < 2 then return act:tell("There is just one: {the thing}.") end
  local held = 0
  for _, x in ipairs(found) do
    if steps.within(x, actor) then held = held + 1 end
  end
  if held == 0 or held == #found then
    return act:tell("You count {found}.", { found = found })
  end
  act:tell("You count {found}, {held} of them in your own hands.",
    { found = found, held = text.number(held) })
end

return {
  help = "count THINGS: how many of them you see here and have with you.",
  grammar = { ["count {things}"] = count },
}
