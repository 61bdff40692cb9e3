-- verbs/botch.lua: does all that a script can do to the world, and then it goes wrong: "botch" ends
-- in a fault, "bungle" in a refusal. Nothing of it may be left.
local botched = 0

local function do_everything(act)
  local actor, thing, room = act.actor, act.thing, act.actor.room
  local gauge = make("simworld.gauge", "in", room)
  gauge.text = "a copy"
  gauge:every(1, "beat")
  local copy = make(thing, "in", room)
  for _, item in ipairs(actor:contents("held")) do
    item:move("in", room)
    item:move("held", actor)
  end
  local second = make(copy, "held", actor)
  second:destroy()
  thing:move("in", room)
  thing:describe("botched", "It has been botched.", 1)
  act:show("{actor} {drop/drops} {the thing}.")
  actor:signal("botched")
end

return {
  help = "botch: for the simulation.",
  grammar = {
    ["tally"] = function(act) act:tell("The count is {n}.", { n = botched }) end,
    ["botch {thing}"] = function(act)
      do_everything(act)
      botched = botched + 1
      error("it has been botched")
    end,
    ["bungle {thing}"] = function(act)
      do_everything(act)
      refuse("You think better of it.")
    end,
  },
}
