-- verbs/emote.lua: act something out in your own words; everybody reads the same.

-- ":'s hat slips" and ":, somewhat late, bows" go on without a space.
local function joint(words)
  local first = words:sub(1, 1)
  if first == "'" or first == "," then return "" end
  return " "
end

local function emote(act)
  act:show("{name}{joint}{words}", { name = act.actor.name, joint = joint(act.words) })
end

return {
  help = "emote WORDS: act something out. \"emote waves.\" shows as your name and \"waves.\"\n"
    .. "A colon is short for it, as in :waves.",
  grammar = { ["emote/:/pose/me {words:text}"] = emote },
}
