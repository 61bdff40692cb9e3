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
  local vessel = measures.is_vessel(thing)
  if not (thing.container or vessel) then
    refuse("You can't look inside {the thing}.")
  end
  if steps.closed(thing) and not thing.transparent then
    refuse("{the thing} {are/is} closed.")
  end
  local found = findings(thing, "in")
  if vessel then measures.tell_state(act, thing) end
  if #found > 0 or not vessel then report(act, "in", thing, found) end
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

-- Through a door, a window, an archway: into the next room.
local function beyond(act, door)
  local seen, why = act.actor:look_through(door)
  if not seen then refuse("{why}", { why = why }) end
  act:tell_others("{actor} {look/looks} through {the door}.", { door = door })
end

local function through(act)
  local thing = act.thing
  if thing.door then return beyond(act, thing.door) end
  if thing.door_thing then return beyond(act, thing) end
  steps.see(act, thing)
  if thing.container and thing.transparent then return inside(act) end
  refuse("You can't see through {the thing}.")
end

-- The doors here that one sees through; closed ones only where there is glass in them.
local function outlooks(room)
  local doors = {}
  local function add(door)
    if not door or not door.door_thing or list.has(doors, door) then return end
    if door.transparent or not steps.closed(door) then doors[#doors + 1] = door end
  end
  for _, way in ipairs(room:exits()) do add(way.door) end
  for _, part in ipairs(room:contents("part")) do add(part) end
  for _, window in ipairs(room.windows or {}) do add(window) end
  return doors
end

-- A window that has nothing behind it but a view.
local function view_here(actor)
  return steps.around(actor, function(x) return x:has_behaviour("view") end)[1]
end

local function out(act)
  local exit = act.actor.room:exit("out")
  if exit and exit.door then return beyond(act, exit.door) end
  local doors = outlooks(act.actor.room)
  for _, door in ipairs(doors) do
    if door.transparent then return beyond(act, door) end
  end
  local view = view_here(act.actor)
  if view then return act:attempt("look through {thing}", { thing = view }, function() end) end
  if doors[1] then return beyond(act, doors[1]) end
  refuse("There is nothing here to look out of.")
end

local where = {
  up = "Above", down = "Below", ["in"] = "Inside", out = "Outside",
}

local function towards(act)
  local direction = act.direction
  if direction == "out" then return out(act) end
  local exit = act.actor.room:exit(direction)
  local vals = { where = where[direction] or "To the " .. direction }
  if not exit or not exit.to then refuse("{where} there is nothing special to see.", vals) end
  if exit.door then return beyond(act, exit.door) end
  vals.place = exit.to
  refuse("{where} lies {the place}, too far off to make out anything.", vals)
end

local function examine(act)
  act:attempt("examine {thing}", { thing = act.thing }, function()
    steps.examine(act, act.thing)
  end)
end

local function search(act)
  local thing, found = act.thing, {}
  steps.see(act, thing)
  if thing == act.actor then refuse("You know what you have about you: see \"inventory\".") end
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
    .. "look at THING.\nlook east shows what can be seen that way. \"l\" is short for look. "
    .. "search THING looks everywhere at once.",
  grammar = {
    ["look/l"] = around,
    ["look/l around"] = around,
    ["look/l here"] = around,
    ["look/l in/inside/into {thing}"] = inside,
    ["look/l on {thing}"] = upon,
    ["look/l under/beneath {thing}"] = beneath("under"),
    ["look/l behind {thing}"] = beneath("behind"),
    ["look/l {direction:direction}"] = towards,
    ["look/l to/towards the {direction:direction}"] = towards,
    ["look/l to/towards {direction:direction}"] = towards,
    ["look/l through {thing}"] = through,
    ["look/l out of {thing}"] = through,
    ["look/l out {thing}"] = through,
    ["look/l outside"] = out,
    ["look/l {thing}"] = examine,
    ["search {thing}"] = search,
  },
}
