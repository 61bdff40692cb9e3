-- verbs/wait.lua: let a moment pass.

local function pause(act)
  act:tell("You let a moment pass.")
end

return {
  help = "wait: let a moment pass. \"z\" is short for it. The world moves whether you wait or not.",
  grammar = { ["wait/z"] = pause },
}
