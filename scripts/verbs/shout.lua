-- verbs/shout.lua: be heard all over the area.

local function shout(act)
  act:show('{actor} {shout/shouts}, "{words}"', {
    kind = "speech", carries = "area", heard = 'Somewhere {actor} {shout/shouts}, "{words}"',
  })
end

return {
  help = "shout WORDS: everybody in this part of the world hears them. \"yell\" means the same.",
  grammar = { ["shout/yell {words:text}"] = shout },
}
