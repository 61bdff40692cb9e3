-- verbs/read.lua: read what is written on things.

local function read(act)
  local thing = act.thing
  steps.see(act, thing)
  if not thing.writing then refuse("Nothing is written on {the thing}.") end
  act:tell("On {the thing} you read:")
  act:tell("{writing}", { writing = thing.writing })
end

return {
  help = "read THING: notices, cards, books and whatever else bears letters.",
  grammar = { ["read {thing}"] = read },
}
