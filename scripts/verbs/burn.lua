-- verbs/burn.lua: burn what is `flammable` at a flame.

local function is_burning(x) return x.flame == true and x.on == true end

local function spill(thing)
  local floor = thing.room
  for _, inner in ipairs(thing:contents()) do
    if inner.relation ~= "part" then inner:move("in", floor) end
  end
end

local function check(act)
  steps.reach(act, act.thing)
  if act.thing.person then refuse("Nobody gets hurt here.") end
  if act.thing.flame and act.thing.on then refuse("{the thing} {are/is} burning as it is.") end
  if not act.thing.flammable then refuse("{the thing} {do/does} not burn.") end
end

local function burn(act, flame)
  check(act)
  if not is_burning(flame) then refuse("{the flame} {are/is} not burning.", { flame = flame }) end
  steps.reach(act, flame)
  steps.hold(act, act.thing)
  act:show("{actor} {hold/holds} {the thing} to {the flame}. It flares up and is gone.",
    { flame = flame })
  spill(act.thing)
  act.thing:destroy()
end

local function burn_with(act) burn(act, act.flame) end

local function burn_by_hand(act)
  check(act)
  local flames = steps.around(act.actor, is_burning)
  if #flames == 0 then refuse("There is no flame here to burn {the thing} with.") end
  act:tell("(with {the flame})", { flame = flames[1] })
  act:attempt("burn {thing} with {flame}", { thing = act.thing, flame = flames[1] },
    function() burn(act, flames[1]) end)
end

return {
  help = "burn THING: paper and the like, where there is a flame to hold it to.",
  careful = true,
  grammar = {
    ["burn {thing} with {flame}"] = burn_with,
    ["burn {thing}"] = burn_by_hand,
    ["set fire to {thing}"] = burn_by_hand,
  },
}
