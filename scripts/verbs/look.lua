-- verbs/look.lua: look around, and in, on, under, behind and through things.

local function around(act)
  act.actor.room:describe_to(act.actor)
end

-- What lies there and is worth a mention.
local function findings(thing, relation)
  local found = {}
  for _, item in ipairs(thing:contents(relation)) do
    if not item.scenery then found[#found + 1] = item end
  end
  return found
end

-- A thing found where nobody can get at it comes out into the room.
local function bring_out(act, found)
  for _, item in ipairs(found) do
    if not act.actor:sees(item) then item:move("in", act.actor.room) end
  end
end

local function report(act, relation, thing, found)
  local vals = { where = relation, place = thing, found = found }
  if #found == 0 then
    act:tell("There is nothing {where} {the place}.", vals)
  else
    act:tell("You see {found} {where} {the place}.", vals)
  end
end

local function inside(act)
  local thing = act.thing
  steps.see(act, thing)
  if not thing.container then
    refuse("You can't look inside {the thing}.")
  end
  if steps.closed(thing) and not thing.transparent then
    refuse("{the thing} {are/is} closed.")
  end
  report(act, "in", thing, findings(thing, "in"))
end

local function upon(act)
  steps.see(act, act.thing)
  report(act, "on", act.thing, findings(act.thing, "on"))
end

local function beneath(relation)
  return function(act)
    steps.see(act, act.thing)
    local found = findings(act.thing, relation)
    report(act, relation, act.thing, found)
    bring_out(act, found)
    act:tell_others("{actor} {look/looks} {where} {the thing}.", { where = relation })
  end
end

local function through(act)
  steps.see(act, act.thing)
  if act.thing.container and act.thing.transparent then return inside(act) end
  refuse("You can't see through {the thing}.")
end

local function search(act)
  local thing, found = act.thing, {}
  steps.see(act, thing)
  act:tell_others("{actor} {search/searches} {the thing}.")
  for _, relation in ipairs({ "in", "on", "under", "behind" }) do
    local hidden = relation == "in" and steps.closed(thing) and not thing.transparent
    for _, item in ipairs(hidden and {} or findings(thing, relation)) do
      found[#found + 1] = item
    end
  end
  if #found == 0 then refuse("You find nothing of interest in or about {the thing}.") end
  act:tell("Searching {the thing}, you find {found}.", { found = found })
  bring_out(act, found)
end

return {
  help = "look: see the place again. look in, on, under, behind or through THING; "
    .. "look at THING.\n\"l\" is short for look. search THING looks everywhere at once.",
  grammar = {
    ["look/l"] = around,
    ["look/l around"] = around,
    ["look/l here"] = around,
    ["look/l in/inside/into {thing}"] = inside,
    ["look/l on {thing}"] = upon,
    ["look/l under/beneath {thing}"] = beneath("under"),
    ["look/l behind {thing}"] = beneath("behind"),
    ["look/l through {thing}"] = through,
    ["look/l out of {thing}"] = through,
    ["search {thing}"] = search,
  },
}
