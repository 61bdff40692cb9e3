-- verbs/go.lua: walk from place to place; a closed door on the way is opened first.

local backwards = {
  up = "from above", down = "from below", ["in"] = "from inside", out = "from outside",
}

-- "You can go east and north.", or that one cannot go anywhere.
local function ways_out(room)
  local ways = {}
  for _, way in ipairs(room:exits()) do ways[#ways + 1] = way.direction end
  if #ways == 0 then return "There is no way out at all." end
  return "You can go " .. text.join(ways) .. "."
end

-- Where somebody comes from who enters `to` out of `from`.
local function origin(from, to)
  for _, way in ipairs(to:exits()) do
    if way.to == from then
      return backwards[way.direction] or "from the " .. way.direction
    end
  end
  return "from somewhere"
end

local function cross(act, direction, from, to)
  act:tell_others("{actor} {go/goes} {way}.", { way = direction, kind = "movement" })
  act.actor:move("in", to)
  act:tell_others("{actor} {arrive/arrives} {origin}.",
    { origin = origin(from, to), kind = "movement" })
  to:describe_to(act.actor)
end

local function walk(act, direction)
  local room = act.actor.room
  local exit = room:exit(direction)
  if not exit or not exit.to then
    refuse("You can't go {way} from here. {ways}", { way = direction, ways = ways_out(room) })
  end
  local to, door = exit.to, exit.door
  act:attempt("leave {place}", { place = room }, function()
    if door and steps.closed(door) then steps.open(act, door) end
    act:attempt("enter {place}", { place = to }, function() cross(act, direction, room, to) end)
  end)
end

local function go(act) walk(act, act.direction) end

local function way(direction)
  return function(act) walk(act, direction) end
end

-- Through a door, or towards whatever a way out leads to.
local function through(act)
  for _, exit in ipairs(act.actor.room:exits()) do
    if exit.door == act.thing or exit.to == act.thing then return walk(act, exit.direction) end
  end
  refuse("{the thing} {lead/leads} nowhere.")
end

local function nowhere(act)
  refuse("Which way? {ways}", { ways = ways_out(act.actor.room) })
end

local function leave(act)
  if act.actor.room:exit("out") then return walk(act, "out") end
  local exits = act.actor.room:exits()
  if #exits == 1 then return walk(act, exits[1].direction) end
  nowhere(act)
end

return {
  help = "go DIRECTION: walk that way. north or n, and so on, will do.\n"
    .. "Directions are north, northeast, east, southeast, south, southwest, west, northwest, "
    .. "up, down, in and out: n, ne, e, se, s, sw, w, nw, u, d. "
    .. "A closed door is opened on the way. \"exits\" lists the ways out.",
  actions = { "leave {place}", "enter {place}" },
  grammar = {
    ["go/walk/run {direction:direction}"] = go,
    ["go/walk/run to the {direction:direction}"] = go,
    ["go/walk/run"] = nowhere,
    ["go/walk/run through {thing}"] = through,
    ["go/walk/run into {thing}"] = through,
    ["leave/exit"] = leave,
    ["north/n"] = way("north"),
    ["northeast/ne"] = way("northeast"),
    ["east/e"] = way("east"),
    ["southeast/se"] = way("southeast"),
    ["south/s"] = way("south"),
    ["southwest/sw"] = way("southwest"),
    ["west/w"] = way("west"),
    ["northwest/nw"] = way("northwest"),
    ["up/u"] = way("up"),
    ["down/d"] = way("down"),
    ["in"] = way("in"),
    ["enter"] = way("in"),
    ["out"] = way("out"),
  },
}
