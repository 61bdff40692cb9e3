-- tests/scripts/verbs/misbehave.lua: one verb for each way in which a script can go wrong after it
-- has already changed something.
local count = 0
local seen = {}

local function change(act)
  local here = act.actor.room
  for _, item in ipairs(act.actor:contents("held")) do item:move("in", here) end
  act.actor.text = "somebody who has been changed"
  act:show("{actor} {begin/begins} something.")
end

return {
  help = "misbehave: for tests.",
  grammar = {
    ["loop"] = function(act)
      change(act)
      while true do count = count end
    end,
    ["loop caught"] = function(act)
      change(act)
      while true do pcall(function() while true do count = count end end) end
    end,
    ["hog"] = function(act)
      change(act)
      local all = {}
      while true do all[#all + 1] = ("x"):rep(1000) .. #all end
    end,
    ["halfgive {thing:held} to {person:person}"] = function(act)
      act.thing:move("held", act.person)
      act:show("{actor} {give/gives} {the thing} to {person}.")
      error("the giver thought better of it")
    end,
    ["count up"] = function(act)
      change(act)
      count = count + 1
      act:tell("Counted {n}.", { n = count })
    end,
    ["count"] = function(act) act:tell("The count is {n}.", { n = count }) end,
    ["remember"] = function(act)
      change(act)
      seen[#seen + 1] = act.actor
    end,
    ["mutate list"] = function(act)
      change(act)
      act.actor.mute_kinds = { "ambient" }
      local kinds = act.actor.mute_kinds
      kinds[1] = "movement"
    end,
    ["set global"] = function(act)
      change(act)
      leaked = act.actor -- luacheck: ignore
    end,
    ["refuse late"] = function(act)
      change(act)
      refuse("{actor} {think/thinks} better of it.")
    end,
  },
}
