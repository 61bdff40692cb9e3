-- verbs/put.lua: put things in, on, under or behind other things.

local at = { ["in"] = "in", on = "on", under = "under", behind = "behind", part = "part of" }

local function check_itself(act)
  local thing, place = act.thing, act.place
  if thing == act.actor then
    if place.enterable then refuse("You would have to get in by yourself: enter {the place}.") end
    refuse("You won't fit there, and would not like it.")
  end
  if thing == place then refuse("You can't put {the thing} in or on itself.") end
  if steps.within(place, thing) then
    refuse("{the place} {are/is} {where} {the thing} already, and it can't go both ways.",
      { where = place.holder == thing and at[place.relation] or "with" })
  end
  if place.person then
    refuse("{the place} {are/is} not a shelf. You could give {them place} things.")
  end
end

local function check_there(act, relation)
  if act.thing.holder == act.place and act.thing.relation == relation then
    refuse("{the thing} {are/is} already {where} {the place}.", { where = relation })
  end
end

local function settle(act, relation)
  check_there(act, relation)
  burden.check_room(act.place, relation, act.thing)
  steps.hold(act, act.thing)
  steps.reach(act, act.place)
  if steps.within(act.actor, act.thing) then refuse("You are in {the thing} yourself.") end
  resets.disturb(act.thing)
  act.thing:move(relation, act.place)
  local vals = { where = relation }
  if act.many then
    act:tell("{the thing}: put {where} {the place}.", vals)
  else
    act:tell("You put {the thing} {where} {the place}.", vals)
  end
  act:tell_others("{actor} {put/puts} {the thing} {where} {the place}.", vals)
end

local function put_in(act)
  check_itself(act)
  if not act.place.container then refuse("You can't put anything in {the place}.") end
  check_there(act, "in")
  steps.reach(act, act.place)
  if steps.closed(act.place) then steps.open(act, act.place) end
  settle(act, "in")
end

local function put_on(act)
  check_itself(act)
  if not act.place.surface then refuse("There is no room on {the place}.") end
  settle(act, "on")
end

local function put_by(relation)
  return function(act)
    check_itself(act)
    if not act.place.fixed or act.place.door_thing then
      refuse("Nothing would stay {where} {the place}.", { where = relation })
    end
    settle(act, relation)
  end
end

local put_under, put_behind = put_by("under"), put_by("behind")

return {
  help = "put THING in THING; put THING on THING: put it there. put all in crate.\n"
    .. "A closed lid is opened first. \"put THING under THING\" and "
    .. "\"put THING behind THING\" hide it where the place allows.",
  grammar = {
    ["put/place {things:held} in/into/inside {place}"] = put_in,
    ["put {things:held} back in/into/inside {place}"] = put_in,
    ["put {things:held} back on/onto {place}"] = put_on,
    ["insert {things:held} in/into/inside {place}"] = put_in,
    ["put/place/lay/hang {things:held} on/onto {place}"] = put_on,
    ["drop {things:held} in/into/inside {place}"] = put_in,
    ["drop {things:held} on/onto {place}"] = put_on,
    ["hide {things:held} in/inside {place}"] = put_in,
    ["hide {things:held} under/beneath {place}"] = put_under,
    ["hide {things:held} behind {place}"] = put_behind,
    ["put/place {things:held} under/beneath {place}"] = put_under,
    ["put/place {things:held} behind {place}"] = put_behind,
  },
}
