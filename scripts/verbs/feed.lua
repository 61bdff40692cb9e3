-- verbs/feed.lua: give somebody something to eat: the given thing, or any food in hand.

local function give(act, thing)
  local roles = { thing = thing, person = act.person }
  act:attempt("give {thing} to {person}", roles, function()
    refuse("{the person} {are/is} not hungry just now.")
  end)
end

local function feed(act)
  if act.person == act.actor then refuse('You might simply eat: "eat", and what.') end
  steps.reach(act, act.person)
  for _, item in ipairs(act.actor:contents("held")) do
    if item.edible then
      act:tell("({the item})", { item = item })
      return give(act, item)
    end
  end
  refuse("You have nothing with you to feed {the person} with.")
end

local function feed_with(act)
  steps.hold(act, act.thing)
  if not act.thing.edible then refuse("{the thing} {are/is} nothing to eat.") end
  give(act, act.thing)
end

local function feed_thing(act)
  steps.see(act, act.target)
  refuse("{the target} {get/gets} by without your help.")
end

return {
  help = "feed SOMEBODY: with food that you hold. feed THING to SOMEBODY.",
  grammar = {
    ["feed {person:person}"] = feed,
    ["feed {person:person} with {thing:held}"] = feed_with,
    ["feed {thing:held} to {person:person}"] = feed_with,
    ["feed {target}"] = feed_thing,
  },
}
