-- verbs/sleep.lua: sleep and wake, without much of either.

local function sleep(act)
  if act.actor.posture ~= "lying" then
    refuse("You are too wide awake to sleep on your feet. You might lie down first.")
  end
  act:show("{actor} {close/closes} {their actor} eyes for a while.")
end

local function wake(act)
  if act.thing == act.actor then refuse("You are awake already, as far as one can tell.") end
  steps.see(act, act.thing)
  if not act.thing.person then refuse("{the thing} {do/does} not sleep.") end
  refuse("{the thing} {are/is} awake already.")
end

local function awake()
  refuse("You are awake already, as far as one can tell.")
end

return {
  help = "sleep: close your eyes for a while. quit is how one goes to sleep properly.",
  grammar = {
    ["sleep"] = sleep,
    ["go to sleep/bed"] = sleep,
    ["wake/awaken"] = awake,
    ["wake up"] = awake,
    ["wake/awaken {thing}"] = wake,
    ["wake up {thing}"] = wake,
    ["wake {thing} up"] = wake,
  },
}
