-- lib/moves.lua: standing, sitting, lying, being in things, and what holds one back from leaving.
-- `posture` is nil for whoever stands.
local moves = {}

--- What the person would drop things into: the room, or the inside of what they are in.
function moves.floor(who)
  local at, relation = who.holder, who.relation
  while at.room ~= at and not (relation == "in" and at.enterable) do
    at, relation = at.holder, at.relation
  end
  return at
end

--- "sitting", "lying" or "standing".
function moves.posture(who)
  return who.posture or "standing"
end

-- What is tied to something outside of `load`, or nil. `load` may be a person or a cart.
local function tied_fast(load, at)
  for _, inner in ipairs(at:contents()) do
    local post = inner.tether
    if post and not steps.within(post, load) then return inner end
    local deeper = tied_fast(load, inner)
    if deeper then return deeper end
  end
  return nil
end

-- What stays behind in `at` and is tied to something that `load` takes along, or nil. Asked of
-- carts alone: what people carry is tied to its rope as the rope is to it.
local function holding_back(load, at)
  for _, inner in ipairs(at:contents()) do
    if inner ~= load and inner.room ~= inner then
      local post = inner.tether
      if post and steps.within(post, load) then return inner end
      local deeper = holding_back(load, inner)
      if deeper then return deeper end
    end
  end
  return nil
end

--- Refuses when something that `load` takes along is tied to what stays behind, or the other way
--- round. What is tied goes no further than the room: within it the rope is long enough.
function moves.check_tethers(load)
  local item = load.tether and load or tied_fast(load, load)
    or not load.person and holding_back(load, load.room)
  if not item then return end
  refuse("{the item} {are/is} {manner} to {the post}: you can't take {them item} any further.",
    { item = item, manner = item.tied or "tied", post = item.tether })
end

--- Refuses unless the actor stands free in the room.
function moves.check_free(act)
  local who = act.actor
  local place = who.holder
  if who.posture then refuse("You'd have to stand up first.") end
  if place == who.room then return end
  if who.relation == "in" then
    refuse("You'd have to get out of {the place} first.", { place = place })
  end
  refuse("You'd have to get down from {the place} first.", { place = place })
end

local postures = { sitting = "sitting", lying = "lying" }

-- Everybody who is on or in the place, but for one.
local function occupants(place, but)
  local found = {}
  for _, inner in ipairs(place:contents()) do
    if inner.person and inner ~= but and (inner.relation == "on" or inner.relation == "in") then
      found[#found + 1] = inner
    end
  end
  return found
end

--- All players in the room who are awake, in and on whatever they are.
function moves.awake_in(place)
  local found = {}
  for _, inner in ipairs(place:contents()) do
    if inner.player then
      if not inner.asleep then found[#found + 1] = inner end
    elseif inner.room ~= inner then
      for _, person in ipairs(moves.awake_in(inner)) do found[#found + 1] = person end
    end
  end
  return found
end

--- Somebody who is in or on `x`, at any depth, or nil.
function moves.rider(x)
  for _, inner in ipairs(x:contents()) do
    if inner.person then return inner end
    local deeper = moves.rider(inner)
    if deeper then return deeper end
  end
  return nil
end

--- Whether the person still has room on or in `place`.
function moves.has_room(who, place)
  return not place.seats or #occupants(place, who) < place.seats
end

--- Refuses when as many as have room are on or in `place`.
function moves.check_seats(act, place)
  if moves.has_room(act.actor, place) then return end
  local others = occupants(place, act.actor)
  local first = others[1]
  local doing = first and postures[first.posture or ""] or "standing"
  if first and first.relation == "in" then doing = "already" end
  refuse("There is no room for you: {people} {are/is} " .. doing .. " "
    .. (first and first.relation or "on") .. " {the place}.", { people = others, place = place })
end

--- Brings the actor onto (or into) `place` in a posture; nil is standing.
function moves.settle(act, relation, place, posture)
  act.actor:move(relation, place)
  act.actor.posture = posture
end

-- In and out of things -------------------------------------------------------------------------

local function refuse_entering(act, place)
  if act.actor.holder == place and act.actor.relation == "in" then
    refuse("You are in {the place} already.", { place = place })
  end
  if place.person then refuse("{the place} would object.", { place = place }) end
  if not place.enterable then
    if place.seat then refuse("One sits on {the place}.", { place = place }) end
    refuse("You can't get into {the place}.", { place = place })
  end
  if steps.within(place, act.actor) then
    refuse("Not while you are carrying {them place}.", { place = place })
  end
end

--- Gets the actor into `place`; the hooks for entering have been asked.
function moves.climb_in(act, place)
  refuse_entering(act, place)
  steps.reach(act, place)
  if act.actor.posture then moves.stand(act) end
  if place.openable and steps.closed(place) then steps.open(act, place) end
  moves.check_seats(act, place)
  act:show("{actor} {get/gets} into {the place}.", { place = place })
  moves.settle(act, "in", place)
end

--- The same as an action of its own.
function moves.get_in(act, place)
  act:attempt("enter {place}", { place = place }, function() moves.climb_in(act, place) end)
end

--- Gets the actor out of (or off) `place`; the hooks for leaving have been asked.
function moves.climb_out(act, place)
  local inside = act.actor.relation == "in"
  if inside and place.openable and steps.closed(place) then steps.open(act, place) end
  local to = place.holder
  moves.settle(act, place.relation == "on" and "on" or "in", to)
  act:show(inside and "{actor} {get/gets} out of {the place}."
    or "{actor} {get/gets} off {the place}.", { place = place })
end

--- The same as an action of its own.
function moves.get_out(act, place)
  act:attempt("leave {place}", { place = place }, function() moves.climb_out(act, place) end)
end

--- Gets the actor up on `place`, standing; the hooks have been asked.
function moves.mount(act, place)
  local vals = { place = place }
  steps.reach(act, place)
  if act.actor.holder == place and act.actor.relation == "on" then
    if not act.actor.posture then refuse("You are standing on {the place} already.", vals) end
    act.actor.posture = nil
    return act:show("{actor} {stand/stands} up on {the place}.", vals)
  end
  if place == act.actor or steps.within(place, act.actor) then
    refuse("Not while you are carrying {them place}.", vals)
  end
  if place.person then refuse("{the place} {are/is} not a pedestal.", vals) end
  if not place.seat then refuse("{the place} would not bear you.", vals) end
  moves.check_seats(act, place)
  act:show("{actor} {get/gets} up on {the place}.", vals)
  moves.settle(act, "on", place)
end

--- Implied: the actor gets up from where they sit or lie.
function moves.stand(act)
  steps.imply(act, "stand up", {}, function()
    act:tell("(getting up first)")
    act:tell_others("{actor} {get/gets} up.")
    moves.settle(act, "in", moves.floor(act.actor))
  end)
end

return moves
