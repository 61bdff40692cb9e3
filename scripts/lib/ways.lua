-- lib/ways.lua: walking from place to place: which ways there are, what holds one back, doors.
local ways = {}

local backwards = {
  up = "from above", down = "from below", ["in"] = "from inside", out = "from outside",
}

--- "You can go east and north.", or that one cannot go anywhere.
function ways.tell(room)
  local found = {}
  for _, way in ipairs(room:exits()) do
    if way.to then found[#found + 1] = way.direction end
  end
  if #found == 0 then return "There is no way out at all." end
  return "You can go " .. text.join(found) .. "."
end

--- Where somebody comes from who enters `to` out of `from`: "from the east".
function ways.origin(from, to)
  for _, way in ipairs(to:exits()) do
    if way.to == from then
      return backwards[way.direction] or "from the " .. way.direction
    end
  end
  return "from somewhere"
end

--- The exit of the actor's room in that direction; refuses where there is none.
function ways.find(act, direction)
  local room = act.actor.room
  local exit = room:exit(direction)
  if exit and exit.to then return exit end
  refuse("You can't go {way} from here. {ways}", { way = direction, ways = ways.tell(room) })
end

local function cross(act, direction, from, to)
  act:tell_others("{actor} {go/goes} {way}.", { way = direction, kind = "movement" })
  act.actor:move("in", to)
  if act.actor.player then act.actor.went = { from = from, way = direction } end
  act:tell_others("{actor} {arrive/arrives} {origin}.",
    { origin = ways.origin(from, to), kind = "movement" })
  to:describe_to(act.actor)
  resets.left(from)
end

--- Through the exit's door, if it has one, and into the next place; `go_in` does the going.
function ways.pass(act, exit, go_in)
  local to, door = exit.to, exit.door
  local function enter() act:attempt("enter {place}", { place = to }, go_in) end
  if not door then return enter() end
  if steps.closed(door) then steps.open(act, door) end
  act:attempt("pass {door}", { door = door }, enter)
end

--- Walks. `left`: the hooks for leaving have been asked already.
function ways.walk(act, direction, left)
  local room = act.actor.room
  local exit = ways.find(act, direction)
  local to = exit.to
  moves.check_free(act)
  local function leave()
    moves.check_tethers(act.actor)
    ways.pass(act, exit, function() cross(act, direction, room, to) end)
  end
  if left then return leave() end
  act:attempt("leave {place}", { place = room }, leave)
end

return ways
