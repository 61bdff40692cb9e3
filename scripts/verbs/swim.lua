-- verbs/swim.lua: swimming, and jumping into things, both of which are better left alone.

-- Words of things that are water.
local function is_water(thing)
  local name, words = text.fold(thing.name or ""), text.fold(thing.words or "")
  return name:find(" water$") or name:find(" waves$") or words:find("%f[%a]water%f[%A]")
    or thing.liquid == "water"
end

local reason = "You are dressed for dry land, and mean to stay on it."

local function swim(act)
  if #steps.around(act.actor, is_water) == 0 then refuse("There is no water here to swim in.") end
  refuse(reason)
end

local function into(act)
  steps.see(act, act.place)
  if is_water(act.place) then refuse(reason) end
  if act.place.enterable then return moves.get_in(act, act.place) end
  refuse("{the place} {are/is} nothing to jump into.")
end

local function off(act)
  steps.see(act, act.place)
  refuse("You look down, and think better of it.")
end

return {
  help = "swim; jump in THING: hardly ever a good idea.",
  grammar = {
    ["swim/dive"] = swim,
    ["swim/dive/jump/leap in/into {place}"] = into,
    ["go for a swim"] = swim,
    ["jump/leap off/from {place}"] = off,
  },
}
