-- verbs/go_to.lua: walk to a place where one has been, by the shortest way that one knows.

local most_rooms, most_steps = 500, 60

local function set_of(rooms)
  local set = {}
  for _, room in ipairs(rooms or {}) do set[room] = true end
  return set
end

-- The directions from `to` back to where the search began.
local function unwind(came, from, to)
  local back, at = {}, to
  while at ~= from do
    back[#back + 1] = came[at].direction
    at = came[at].room
  end
  local way = {}
  for i = #back, 1, -1 do way[#way + 1] = back[i] end
  return way
end

-- The directions of the shortest way that leads only through known rooms, or nil.
local function route(from, to, known)
  local came, queue = { [from] = { room = from } }, { from }
  local at = 1
  while at <= #queue and at <= most_rooms do
    local room = queue[at]
    for _, exit in ipairs(room:exits()) do
      local next_room = exit.to
      if next_room and not came[next_room] and (known[next_room] or next_room == to) then
        came[next_room] = { room = room, direction = exit.direction }
        if next_room == to then return unwind(came, from, to) end
        queue[#queue + 1] = next_room
      end
    end
    at = at + 1
  end
  return nil
end

-- The room that is meant: the place itself, or where a thing in sight is.
local function goal(act)
  local place = act.place
  if place.room == place then return place end
  if place == act.actor then refuse("You are with yourself wherever you go.") end
  if place.room == act.actor.room then
    refuse("{the place} {are/is} right here, no more than a step away.")
  end
  return place.room
end

local function go_to(act)
  if act.place.leads and act.place.room == act.actor.room then
    return act:follow_with({ "go " .. act.place.leads })
  end
  local from, to = act.actor.room, goal(act)
  if to == from then refuse("You are there already.") end
  local way = route(from, to, set_of(act.actor.visited))
  if not way then refuse("You know no way from here to {the goal}.", { goal = to }) end
  local lines = {}
  for i = 1, math.min(#way, most_steps) do lines[i] = "go " .. way[i] end
  if #way > most_steps then act:tell("That is a long way: you set out to go a part of it.") end
  act:follow_with(lines)
end

return {
  help = "go to PLACE: walk to a place where you have been, step by step.\n"
    .. "You stop where something stops you. \"return to PLACE\" means the same.",
  grammar = {
    ["go/walk/run/return/travel to {place:place}"] = go_to,
    ["goto {place:place}"] = go_to,
  },
}
