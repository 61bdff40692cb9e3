-- verbs/show.lua: show somebody a thing; players read what it looks like.

local function present(act, thing, person)
  if person == act.actor then refuse("You look at {the thing}, and so you need not be shown.") end
  if person == thing then refuse("{the person} {know/knows} what {they person} {look/looks} like.",
    { person = person }) end
  if not steps.within(thing, act.actor) then steps.reach(act, thing) end
  steps.see(act, person)
  act:show("{actor} {show/shows} {the thing} to {the person}.", { person = person })
  if person.player then
    thing:describe_to(person)
  end
end

local function show(act) present(act, act.thing, act.person) end

local function show_first(act)
  act:attempt("show {thing} to {person}", { thing = act.thing, person = act.person },
    function() present(act, act.thing, act.person) end)
end

return {
  help = "show THING to SOMEBODY: they get to see it closely, and you keep it.",
  grammar = {
    ["show {thing:held} to {person:person}"] = show,
    ["show {person:person} {thing:held}"] = show_first,
  },
}
