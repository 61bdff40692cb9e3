-- verbs/quit.lua: leave the game.

local function quit(act)
  if act.actor.guest then
    return act.actor:disconnect("You go as quietly as you came; what you carried stays behind. "
      .. "Goodbye.")
  end
  act.actor:disconnect("The tide will keep your place. Goodbye.")
end

return {
  help = "quit: leave the game. Your character sleeps until you come back, with all it carries.",
  careful = true,
  grammar = { ["quit"] = quit },
}
