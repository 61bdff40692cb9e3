-- verbs/go.lua: walk from place to place; a closed door on the way is opened first.

-- The thing that the actor is in and could get out of, or nil.
local function case_of(act)
  local holder = act.actor.holder
  if holder ~= act.actor.room and act.actor.relation == "in" then return holder end
  return nil
end

local function go(act)
  if act.direction == "out" and case_of(act) then return moves.get_out(act, case_of(act)) end
  ways.walk(act, act.direction)
end

local function way(direction)
  return function(act) ways.walk(act, direction) end
end

local function out(act)
  local case = case_of(act)
  if case then return moves.get_out(act, case) end
  ways.walk(act, "out")
end

-- Through a door, or towards whatever a way out leads to.
local function through(act)
  for _, exit in ipairs(act.actor.room:exits()) do
    if exit.door == act.thing or exit.to == act.thing then return ways.walk(act, exit.direction) end
  end
  if act.thing.leads then return ways.walk(act, act.thing.leads) end
  if act.thing.enterable then return moves.get_in(act, act.thing) end
  refuse("{the thing} {lead/leads} nowhere.")
end

local function enter(act)
  for _, exit in ipairs(act.actor.room:exits()) do
    if exit.door == act.place or exit.to == act.place then return ways.walk(act, exit.direction) end
  end
  if act.place == act.actor.room then refuse("You are in {the place} already.") end
  if act.place.leads then return ways.walk(act, act.place.leads) end
  if act.place.bed and not act.place.enterable then
    return act:follow_with({ "lie on " .. text.the(act.place) })
  end
  moves.climb_in(act, act.place)
end

local function nowhere(act)
  refuse("Which way? {ways}", { ways = ways.tell(act.actor.room) })
end

local function leave_room(act, left)
  local room = act.actor.room
  if room:exit("out") then return ways.walk(act, "out", left) end
  local exits = room:exits()
  if #exits == 1 then return ways.walk(act, exits[1].direction, left) end
  nowhere(act)
end

local function leave(act)
  local case = case_of(act)
  if case then return moves.get_out(act, case) end
  leave_room(act)
end

-- A place or thing that is named; its hooks for being left have been asked.
local function leave_place(act)
  if act.place == act.actor.room then return leave_room(act, true) end
  if not steps.within(act.actor, act.place) then refuse("You aren't in {the place}.") end
  moves.climb_out(act, act.place)
end

return {
  help = "go DIRECTION: walk that way. north or n, and so on, will do.\n"
    .. "Directions are north, northeast, east, southeast, south, southwest, west, northwest, "
    .. "up, down, in and out: n, ne, e, se, s, sw, w, nw, u, d. "
    .. "A closed door is opened on the way. \"exits\" lists the ways out. "
    .. "enter THING and leave THING get you in and out of carts, boats and the like.",
  actions = { "pass {door}" },
  grammar = {
    ["go/walk/run {direction:direction}"] = go,
    ["go/walk/run to the {direction:direction}"] = go,
    ["go/walk/run"] = nowhere,
    ["go/walk/run through {thing}"] = through,
    ["go/walk/run into {thing}"] = through,
    ["enter/board {place}"] = enter,
    ["get/climb/step in/into/inside {place}"] = enter,
    ["leave/exit"] = leave,
    ["leave/exit {place}"] = leave_place,
    ["get/climb/step out of {place}"] = leave_place,
    ["get/climb/step out"] = leave,
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
    ["out"] = out,
  },
}
