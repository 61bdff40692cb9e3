-- verbs/find.lua: where is it?

local where = { ["in"] = "in", on = "on", under = "under", behind = "behind", part = "part of" }

local function find(act)
  local thing = act.thing
  local holder = thing.holder
  local vals = { holder = holder, where = where[thing.relation] }
  steps.see(act, thing)
  if thing == act.actor then return act:tell("You are here, as far as you can tell.") end
  if holder == act.actor then
    return act:tell(steps.wears(act.actor, thing) and "You are wearing {the thing}."
      or "You have {the thing} in your hands.")
  end
  if thing.room ~= act.actor.room then
    vals.place = thing.room
    return act:tell("You see {the thing} from here, in {the place}.", vals)
  end
  if holder == act.actor.room or not holder then
    return act:tell("{the thing} {are/is} right here.")
  end
  if holder.person then
    return act:tell(steps.wears(holder, thing) and "{the holder} {are/is} wearing {the thing}."
      or "{the holder} {have/has} {the thing}.", vals)
  end
  act:tell("{the thing} {are/is} {where} {the holder}.", vals)
end

return {
  help = "find THING: says where it is, if you can see it. \"where is the lamp\" is the same.",
  grammar = {
    ["find/locate/seek {thing}"] = find,
    ["where is/are {thing}"] = find,
    ["where's {thing}"] = find,
    ["look/search for {thing}"] = find,
  },
}
