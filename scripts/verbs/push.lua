-- verbs/push.lua: push, pull, press and turn things that do nothing of their own.

local function push(act)
  steps.see(act, act.thing)
  steps.reach(act, act.thing)
  if act.thing.person then refuse("{the thing} would not like that.") end
  refuse("You {verb} {the thing}. Nothing happens.", { verb = act.verb })
end

return {
  help = "push, pull, press or turn THING: some things answer to it.",
  grammar = { ["push/pull/press/turn/use {thing}"] = push },
}
