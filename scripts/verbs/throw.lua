-- verbs/throw.lua: throw things. They land on the ground; what is `fragile` breaks there.

local function shatter(act, thing)
  act:show("{the item} {break/breaks} to pieces.", { item = thing, heard = "Something breaks." })
  for _, inner in ipairs(thing:contents()) do
    if inner.relation ~= "part" then inner:move("in", thing.room) end
  end
  thing:destroy()
end

local function land(act, thing)
  resets.disturb(thing)
  thing:move("in", act.actor.room)
  if thing.fragile then shatter(act, thing) end
end

local function throw_at(act)
  local target = act.target
  if target == act.thing then refuse("That would take some doing.") end
  if target == act.actor then refuse("You would only catch {the thing}.") end
  steps.see(act, target)
  if target.room ~= act.actor.room then steps.reach(act, target) end
  steps.hold(act, act.thing)
  if target.person then
    act:show("{actor} {throw/throws} {the thing} at {the target}. It misses by an arm's length "
      .. "and falls to the ground.")
  else
    act:show("{actor} {throw/throws} {the thing} at {the target}. It bounces off and falls to the "
      .. "ground.")
  end
  land(act, act.thing)
end

local function throw(act)
  steps.hold(act, act.thing)
  act:show("{actor} {throw/throws} {the thing} to the ground.")
  land(act, act.thing)
end

-- "throw ball to Bob": a gift that flies.
local function throw_to(act)
  act:attempt("give {thing} to {person}", { thing = act.thing, person = act.person }, function()
    if not act.person.player and not act.person.obedient then
      refuse("{the person} {make/makes} no move to catch anything.")
    end
    if act.person == act.actor then refuse("You would only catch {the thing}.") end
    steps.reach(act, act.person)
    steps.hold(act, act.thing)
    burden.check_gift(act.person, act.thing)
    act:show("{actor} {throw/throws} {the thing} to {the person}. "
      .. "{they person} {catch/catches} it.")
    resets.disturb(act.thing)
    act.thing:move("held", act.person)
  end)
end

return {
  help = "throw THING; throw THING at THING; throw THING to SOMEBODY: nobody gets hurt.",
  careful = true,
  grammar = {
    ["throw/toss/hurl {thing:held}"] = throw,
    ["throw/toss/hurl {thing:held} at/against {target}"] = throw_at,
    ["throw/toss {thing:held} to {person:person}"] = throw_to,
  },
}
