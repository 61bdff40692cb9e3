-- verbs/quit.lua: leave the game.

local function quit(act)
  act.actor:disconnect("The tide will keep your place. Goodbye.")
end

return {
  help = "quit: leave the game. Your character sleeps until you come back, with all it carries.",
  grammar = { ["quit"] = quit },
}
