-- verbs/find.lua: find out where a thing in sight is.

local words_of = { ["in"] = "in", on = "on", under = "under", behind = "behind", part = "part of" }

local function find(act)
  local thing, actor = act.thing, act.actor
  if thing == actor then return act:tell("You are in {the place}.", { place = actor.room }) end
  if thing.holder == actor then
    if thing.relation == "worn" then return act:tell("You are wearing {them thing}.") end
    return act:tell("You have {the thing} with you.")
  end
  steps.see(act, thing)
  local holder, where = thing.holder, words_of[thing.relation]
  if not holder or holder == thing.room or not where then
    return act:tell("{the thing} {are/is} right here.")
  end
  act:tell("{the thing} {are/is} " .. where .. " {the holder}.", { holder = holder })
end

return {
  help = "find THING: where it is, if you see it from here. \"where is lamp\" means the same.",
  grammar = {
    ["find/locate {thing}"] = find,
    ["where is/are {thing}"] = find,
    ["where's {thing}"] = find,
    ["look/search for {thing}"] = find,
  },
}
