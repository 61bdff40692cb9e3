-- verbs/who.lua: who is awake in the world; in a quiet hour, what there is to do instead.

local function idle_words(player)
  local minutes = player.idle // 60
  if minutes < 1 then return "" end
  if minutes == 1 then return ", quiet for a minute" end
  return ", quiet for " .. text.number(minutes) .. " minutes"
end

local function quiet_hour(act)
  act:tell("Nobody else is awake. It is a quiet hour; the town goes on all the same.")
  for i, tidings in ipairs(world.tidings()) do
    if i > 3 then break end
    act:tell("Lately: {text} ({ago})", { text = tidings.text, ago = tidings.ago })
  end
  act:tell("Letters reach those who sleep: see \"help letters\".")
end

local function who(act)
  local awake = players()
  for _, player in ipairs(awake) do
    act:tell("{name}{note}{idle}", {
      name = player.name, note = player == act.actor and " (you)" or "", idle = idle_words(player),
    })
  end
  if #awake == 1 then return quiet_hour(act) end
  act:tell("{count} people are awake.", { count = text.capital(text.number(#awake)) })
end

return {
  help = "who: everybody who is awake, one a line.",
  personal = true,
  grammar = { ["who"] = who },
}
