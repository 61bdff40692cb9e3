-- verbs/smell.lua: smell a place or a thing: property `smell`, a sentence or a few words.

-- "soot" of the stove is "The stove smells of soot."; sentences stand as they are.
local function tell(act, impression)
  local smell, source = impression.text, impression.thing
  local room = source.room == source
  local vals = { source = source, smell = smell }
  if smell:find("^%l") then
    vals.smell = smell:gsub("[.!]$", "")
    act:tell(room and "You smell {smell}." or "{The source} {smell/smells} of {smell}.", vals)
    return
  end
  local rest = not room and smell:match("^It (.+)")
  if rest then vals.smell = rest end
  act:tell(rest and "{The source} {smell}" or "{smell}", vals)
end

local function smell(act)
  local smelled = act.actor:impressions("smell")
  if #smelled == 0 then act:tell("You smell nothing out of the ordinary.") end
  for _, impression in ipairs(smelled) do tell(act, impression) end
end

local function smell_thing(act)
  local thing = act.thing
  local smells, why = act.actor:smells(thing)
  if not smells then refuse("{why}", { why = why }) end
  if not thing.smell or thing.smell == "" then
    refuse("{the thing} {smell/smells} of nothing in particular.")
  end
  tell(act, { thing = thing, text = thing.smell })
end

return {
  help = "smell, smell THING: what the nose makes of it. \"sniff\" means the same.",
  grammar = {
    ["smell/sniff"] = smell,
    ["smell/sniff {thing}"] = smell_thing,
  },
}
