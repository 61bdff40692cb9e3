-- verbs/knock.lua: knock on doors, which is heard on the other side, and on other things.

local function knock(act)
  steps.reach(act, act.thing)
  if act.thing.person then refuse("{the thing} would like to be spoken to instead.") end
  act:show("{actor} {knock/knocks} on {the thing}.", { heard = "Somebody knocks." })
  steps.beyond(act, act.thing, "Somebody knocks on {the lid} from the other side.")
end

return {
  help = "knock on THING: on a door, it is heard on the other side.",
  grammar = { ["knock on/at {thing}"] = knock, ["knock {thing}"] = knock },
}
