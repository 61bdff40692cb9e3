-- verbs/say.lua: speak to everybody in the room; an open door lets words through.

local function say(act)
  act:show('{actor} {say/says}, "{words}"', { kind = "speech", carries = "next" })
end

return {
  help = "say WORDS: everybody here hears them. 'WORDS is short for it.\n"
    .. "Through an open door you are heard in the next room as well.",
  grammar = { ["say/' {words:text}"] = say },
}
