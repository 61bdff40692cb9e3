-- verbs/give.lua: hand things to people.

local function check(act, person)
  if person == act.actor then refuse("You have {the thing} already, and you keep it.") end
  if act.thing.holder == person then
    refuse("{the person} {have/has} {the thing} already.", { person = person })
  end
  if act.thing == person then refuse("That gift you leave to {the thing} alone.") end
  if not (person.player or person.obedient) then
    refuse("{the person} {have/has} no use for {the thing}.", { person = person })
  end
end

local function hand_over(act, person)
  check(act, person)
  steps.hold(act, act.thing)
  steps.reach(act, person)
  burden.check_gift(person, act.thing)
  resets.disturb(act.thing)
  act.thing:move("held", person)
  act:show("{actor} {give/gives} {the thing} to {the person}.", { person = person })
end

local function give(act) hand_over(act, act.person) end

-- "give Tom the lamp" is the same action with its roles the other way round.
local function give_first(act)
  act:attempt("give {thing} to {person}", { thing = act.thing, person = act.person },
    function() hand_over(act, act.person) end)
end

return {
  help = "give THING to SOMEBODY: it is theirs from then on.\n"
    .. "\"give Tom the lamp\" does the same. What you wear is taken off first.",
  grammar = {
    ["give/hand/offer {things:held} to {person:person}"] = give,
    ["give/hand/offer {person:person} {things:held}"] = give_first,
  },
}
