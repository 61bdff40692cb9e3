-- verbs/listen.lua: listen to a place or a thing. Whatever sounds hooks in (behaviour senses).

local function listen(act)
  act:tell("You listen. Nothing stands out.")
end

local function listen_to(act)
  act:tell("{the thing} {make/makes} no sound that you could name.")
end

return {
  help = "listen, listen to THING: what there is to hear.",
  grammar = {
    ["listen"] = listen,
    ["listen to {thing}"] = listen_to,
  },
}
