-- verbs/push.lua: push, pull, press, turn, shake, squeeze and rub things that do nothing of their
-- own. What answers to such handling hooks in or brings a line of its own.

-- What becomes of it, by what the thing is.
local function outcome(thing, verbs)
  if thing.door_thing then return verbs.door or verbs.fixed end
  if thing.fixed or thing.scenery or steps.is_part(thing) then return verbs.fixed end
  return verbs.loose
end

local function handle(verbs)
  return function(act)
    steps.reach(act, act.thing)
    if act.thing == act.actor then refuse("You would rather leave yourself in peace.") end
    if act.thing.person then refuse("{the thing} would not like that.") end
    refuse(outcome(act.thing, verbs), { verb = act.verb })
  end
end

local push = handle({
  door = "{the thing} {open/opens} and {close/closes} in the usual way; pushing is not needed.",
  fixed = "{the thing} {do/does} not move.",
  loose = "You {verb} {the thing} a little this way and that, and nothing comes of it.",
})
local pull = handle({
  door = "{the thing} {open/opens} and {close/closes} in the usual way; pulling is not needed.",
  fixed = "{the thing} {do/does} not give way.",
  loose = "{the thing} {come/comes} along without effort. You might as well take {them thing}.",
})
local press = handle({
  fixed = "{the thing} {do/does} not give under your hand.",
  loose = "There is nothing about {the thing} to press.",
})
local turn = handle({
  fixed = "{the thing} {do/does} not turn.",
  loose = "You turn {the thing} about. {they thing} {look/looks} the same from every side.",
})
local shake = handle({
  fixed = "{the thing} {do/does} not let you shake {them thing}.",
  loose = "You shake {the thing}. Nothing falls out and nothing comes loose.",
})
local squeeze = handle({
  fixed = "{the thing} {are/is} not made for squeezing.",
  loose = "You squeeze {the thing}, which {take/takes} no harm from it.",
})
local rub = handle({
  fixed = "You {verb} {the thing} for a while. {they thing} {are/is} as clean as before.",
  loose = "You {verb} {the thing} for a while. {they thing} {are/is} as clean as before.",
})

-- "push cart north", of something that is no cart.
local function push_along(act)
  steps.reach(act, act.thing)
  if act.thing.person then refuse("{the thing} would not like that.") end
  if act.thing.fixed then refuse("{the thing} {do/does} not move.") end
  refuse("{the thing} {are/is} nothing to push from place to place.")
end

-- Which handling a thing answers to, one must find out by it.
local function use()
  refuse("You will have to say how you mean to use {the thing}.")
end

return {
  help = "push, pull, press, turn, shake, squeeze or rub THING: some things answer to it. "
    .. "push THING DIRECTION: what has wheels comes along.",
  grammar = {
    ["push/shove/move {thing}"] = push,
    ["push/shove/pull/drag {thing} {direction:direction}"] = push_along,
    ["pull/drag/tug {thing}"] = pull,
    ["press {thing}"] = press,
    ["turn/rotate/twist {thing}"] = turn,
    ["shake {thing}"] = shake,
    ["squeeze {thing}"] = squeeze,
    ["rub/polish/clean/wipe {thing}"] = rub,
    ["use {thing}"] = use,
  },
}
