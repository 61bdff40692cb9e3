-- behaviours/painted_line.lua: a line on the floor that people are meant to stand behind.

local function stand(_, act)
  act:show("{actor} {stand/stands} behind {the self}, as one does.")
end

local function cross(_, act)
  act:show("{actor} {step/steps} over {the self}. Nothing happens, rather pointedly.")
end

return {
  verbs = {
    ["stand/wait/queue behind {self}"] = stand,
    ["cross {self}"] = cross,
    ["step/walk/jump over/on/across {self}"] = cross,
    ["stand on {self}"] = cross,
  },
}
