-- verbs/smell.lua: smell a place or a thing. Whatever smells hooks in (behaviour senses).

local function smell(act)
  act:tell("Salt and tar, as everywhere in a port. Nothing more.")
end

local function smell_thing(act)
  act:tell("{the thing} {smell/smells} of nothing in particular.")
end

return {
  help = "smell, smell THING: what the nose makes of it. \"sniff\" means the same.",
  grammar = {
    ["smell/sniff"] = smell,
    ["smell/sniff {thing}"] = smell_thing,
  },
}
