-- verbs/register.lua: a guest keeps the character under a name of their own.

local function register(act)
  if not act.actor.guest then refuse("You have a character of your own already.") end
  act.actor:register(act.name)
end

local function no_name(_)
  refuse('Under which name? Type "register" and the name that you would like to keep.')
end

return {
  help = "register NAME: a guest becomes a lasting character, with all it carries.\n"
    .. "You are asked for a password; it is not shown.",
  careful = true,
  grammar = { ["register {name:word}"] = register, ["register"] = no_name },
}
