-- verbs/eat.lua: eat. Food says so itself, in a hook before this.

local function eat(act)
  if act.thing.person then refuse("{the thing} would object.") end
  refuse("{the thing} {are/is} not food, whatever your stomach says.")
end

return {
  help = "eat THING: food, that is.",
  grammar = { ["eat {things:held}"] = eat },
}
