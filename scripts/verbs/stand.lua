-- verbs/stand.lua: stand up, get down again, stand on things.

-- From a seat to the ground beside it; who is in something stands up in it.
local function up(act)
  local who = act.actor
  local place, seated = who.holder, who.posture
  if who.relation == "on" and place ~= who.room then
    moves.settle(act, "in", moves.floor(who))
    if seated then return act:show("{actor} {get/gets} up from {the place}.", { place = place }) end
    return act:show("{actor} {get/gets} down from {the place}.", { place = place })
  end
  if not seated then refuse("You are on your feet already.") end
  who.posture = nil
  act:show("{actor} {get/gets} up.")
end

local function off(act)
  if act.actor.holder ~= act.place or act.actor.relation ~= "on" then
    refuse("You aren't on {the place}.")
  end
  up(act)
end

local function upon(act) moves.mount(act, act.place) end

return {
  help = "stand: get up from where you sit or lie. stand on THING; get off THING.",
  grammar = {
    ["stand/rise"] = up,
    ["stand up"] = up,
    ["get/step up"] = up,
    ["get/step/climb off"] = up,
    ["get/climb down"] = up,
    ["get/step/climb off {place}"] = off,
    ["get/step/climb down from {place}"] = off,
    ["get up from {place}"] = off,
    ["stand/step on/onto {place}"] = upon,
    ["stand up on {place}"] = upon,
    ["get on/onto {place}"] = upon,
  },
}
