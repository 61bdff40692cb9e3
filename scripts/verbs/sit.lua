-- verbs/sit.lua: sit and lie down, on furniture or on the ground.

local doing = { sitting = "{sit/sits} down", lying = "{lie/lies} down" }

local function check_place(act, place, posture)
  steps.reach(act, place)
  if place == act.actor or steps.within(place, act.actor) then
    refuse("Not while you are carrying {them place}.", { place = place })
  end
  if place.person then refuse("{the place} {are/is} not furniture.", { place = place }) end
  local fit = place.seat or place.enterable
  if posture == "lying" and fit and not place.bed and place.seats == 1 then
    refuse("{the place} {are/is} too short to lie on.", { place = place })
  end
  if not fit then
    refuse("{the place} {are/is} nothing to " .. (posture == "lying" and "lie" or "sit")
      .. " on.", { place = place })
  end
end

local function settle(act, place, posture, relation)
  if act.actor.holder == place and act.actor.posture == posture then
    refuse("You are " .. posture .. " there already.")
  end
  check_place(act, place, posture)
  if relation == "on" and not place.seat then relation = "in" end
  if relation == "in" and not place.enterable then relation = "on" end
  if relation == "in" and place.openable and steps.closed(place) then steps.open(act, place) end
  moves.check_seats(act, place)
  act:show("{actor} " .. doing[posture] .. " " .. relation .. " {the place}.", { place = place })
  moves.settle(act, relation, place, posture)
end

local function on_place(posture, relation)
  return function(act) settle(act, act.place, posture, relation) end
end

-- The furniture that a bare "sit" means: what one is on, or the only free seat in the room.
local function likely(act, posture)
  local at = act.actor.holder
  if at ~= act.actor.room then return at end
  local found = {}
  for _, x in ipairs(steps.around(act.actor, function(x) return x.seat == true end)) do
    local fit = posture == "sitting" or x.bed
    if fit and moves.has_room(act.actor, x) then found[#found + 1] = x end
  end
  if #found == 1 then return found[1] end
  return nil
end

local function anywhere(posture, line)
  return function(act)
    if act.actor.posture == posture then refuse("You are " .. posture .. " already.") end
    local place = likely(act, posture)
    if place and (place.seat or place.enterable) then
      local relation = act.actor.holder == place and act.actor.relation or "on"
      act:tell("(" .. relation .. " {the place})", { place = place })
      return act:attempt(line, { place = place }, function()
        settle(act, place, posture, relation)
      end)
    end
    act:show("{actor} " .. doing[posture] .. " on the ground.")
    act.actor.posture = posture
  end
end

local function on_floor(posture)
  return function(act)
    if act.actor.holder ~= act.actor.room then
      refuse("You'd have to get down from {the place} first.", { place = act.actor.holder })
    end
    if act.actor.posture == posture then refuse("You are " .. posture .. " there already.") end
    act:show("{actor} " .. doing[posture] .. " on the ground.")
    act.actor.posture = posture
  end
end

return {
  help = "sit, sit on THING; lie, lie on THING: take a rest. stand gets you up again.\n"
    .. "Seated, you reach what is around you, but walk nowhere.",
  grammar = {
    ["sit on/onto {place}"] = on_place("sitting", "on"),
    ["sit down on {place}"] = on_place("sitting", "on"),
    ["sit in/into {place}"] = on_place("sitting", "in"),
    ["sit down in {place}"] = on_place("sitting", "in"),
    ["sit on/onto floor/ground"] = on_floor("sitting"),
    ["sit on/onto the floor/ground"] = on_floor("sitting"),
    ["sit down on floor/ground"] = on_floor("sitting"),
    ["sit down on the floor/ground"] = on_floor("sitting"),
    ["sit"] = anywhere("sitting", "sit on {place}"),
    ["sit down"] = anywhere("sitting", "sit on {place}"),
    ["lie on/onto {place}"] = on_place("lying", "on"),
    ["lie down on {place}"] = on_place("lying", "on"),
    ["lie in/into {place}"] = on_place("lying", "in"),
    ["lie down in {place}"] = on_place("lying", "in"),
    ["lie on/onto floor/ground"] = on_floor("lying"),
    ["lie on/onto the floor/ground"] = on_floor("lying"),
    ["lie down on floor/ground"] = on_floor("lying"),
    ["lie down on the floor/ground"] = on_floor("lying"),
    ["lie"] = anywhere("lying", "lie on {place}"),
    ["lie down"] = anywhere("lying", "lie on {place}"),
  },
}
