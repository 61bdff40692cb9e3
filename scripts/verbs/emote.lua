-- verbs/emote.lua: act something out in your own words; who is named in them reads "you".

local function emote(act)
  act:emote(act.words)
end

return {
  help = "emote WORDS: act something out. \"emote waves to Tom\" shows as your name and those "
    .. "words; Tom reads \"you\".\nA colon is short for it, as in :waves. \"socials\" lists "
    .. "ready-made ones.",
  grammar = { ["emote/:/pose/me {words:text}"] = emote },
}
