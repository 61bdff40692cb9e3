-- verbs/say.lua: speak to everybody in the room.

local function say(act)
  act:show('{actor} {say/says}, "{words}"', { kind = "speech" })
end

return {
  help = "say WORDS: everybody here hears them. 'WORDS is short for it.",
  grammar = { ["say/' {words:text}"] = say },
}
