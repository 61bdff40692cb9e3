-- verbs/climb.lua: climb ladders and the like (property `climbs` names the direction), and jump.

local function climb(act)
  local thing = act.thing
  steps.reach(act, thing)
  if thing.person then refuse("{the thing} would object.") end
  for _, exit in ipairs(act.actor.room:exits()) do
    if exit.door == thing then
      return act:attempt("go through {thing}", { thing = thing }, function()
        ways.walk(act, exit.direction)
      end)
    end
  end
  if thing.climbs then return ways.walk(act, thing.climbs) end
  if thing.seat then
    return act:attempt("stand on {place}", { place = thing }, function()
      moves.mount(act, thing)
    end)
  end
  if thing.enterable then return moves.get_in(act, thing) end
  refuse("{the thing} {offer/offers} no hold for hand or foot.")
end

local function jump(act)
  if act.actor.posture then refuse("You'd have to stand up first.") end
  act:show("{actor} {jump/jumps} on the spot.")
end

local function jump_over(act)
  steps.see(act, act.thing)
  if act.thing.person then refuse("{the thing} would object.") end
  refuse("You measure {the thing} with your eye, and leave it at that.")
end

return {
  help = "climb THING: a ladder, a tree, a table. jump: on the spot.",
  grammar = {
    ["climb/scale {thing}"] = climb,
    ["climb/go/walk/run up/down {thing}"] = climb,
    ["climb on/onto {thing}"] = climb,
    ["jump"] = jump,
    ["jump/leap over {thing}"] = jump_over,
  },
}
