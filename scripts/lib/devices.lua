-- lib/devices.lua: lamps and machines: tags `switchable` (can be turned on and off), `luminous`
-- (shines while on), `flame` (is lit and put out instead); `fuel` in seconds, if it ends.
local devices = {}

local beat = 10

local as_flame = {
  on = "{actor} {light/lights} {the item}.", off = "{actor} {put/puts} out {the item}.",
  is_on = "{the item} {are/is} already lit.", is_off = "{the item} {are/is} not lit.",
  spent = "{the item} {are/is} burnt out.",
  state_on = "{they item} {burn/burns} with a small steady flame.",
  state_off = "{they item} {are/is} not lit.",
}
local as_switch = {
  on = "{actor} {turn/turns} on {the item}.", off = "{actor} {turn/turns} off {the item}.",
  is_on = "{the item} {are/is} already on.", is_off = "{the item} {are/is} not on.",
  spent = "{the item} {give/gives} a click and nothing more: {they item} {are/is} used up.",
  state_on = "{they item} {are/is} turned on.", state_off = "{they item} {are/is} turned off.",
}

local function words(x)
  return x.flame and as_flame or as_switch
end

--- Refuses unless `x` can be turned on and off.
function devices.check(act, x)
  steps.reach(act, x)
  if not x.switchable then refuse("{the item} can't be turned on or off.", { item = x }) end
end

--- Turns `x` on, and lets the actor see what comes to light.
function devices.start(act, x)
  local vals = { item = x, actor = act.actor }
  if x.on then refuse(words(x).is_on, vals) end
  if x.fuel and x.fuel <= 0 then refuse(words(x).spent, vals) end
  local room = act.actor.room
  local was_dark = not room:lit()
  resets.disturb(x)
  x.on = true
  if x.luminous then x.light = true end
  if x.fuel then x:every(beat, "burn_down") end
  act:show(words(x).on, vals)
  if was_dark and room:lit() then room:describe_to(act.actor) end
end

-- Off, without a word.
local function go_off(x)
  x.on = false
  if x.luminous then x.light = false end
  if x.fuel then x:stop("burn_down") end
end

--- Turns `x` off.
function devices.stop(act, x)
  local vals = { item = x, actor = act.actor }
  if not x.on then refuse(words(x).is_off, vals) end
  act:show(words(x).off, vals)
  go_off(x)
  resets.disturb(x)
end

local function expire(x)
  local room = x.room
  local was_lit = room and room:lit()
  x:show(x.flame and "{the self} {flicker/flickers} and {go/goes} out."
    or "{the self} {go/goes} dead.")
  go_off(x)
  if was_lit and not room:lit() then room:show("Darkness closes in.") end
end

--- A beat of burning: the fuel gets less, and in the end `x` goes out by itself.
function devices.burn_down(x, beats)
  if not (x.on and x.fuel) then return x:stop("burn_down") end
  local before = x.fuel
  x.fuel = math.max(before - beat * beats, 0)
  if x.fuel == 0 then return expire(x) end
  if before > 60 and x.fuel <= 60 then
    x:show(x.flame and "{the self} {burn/burns} low." or "{the self} {grow/grows} weak.")
  end
end

--- Tells the actor whether `x` is on.
function devices.tell_state(act, x)
  if not x.switchable then return end
  act:tell(x.on and words(x).state_on or words(x).state_off, { item = x })
end

return devices
