-- verbs/greet.lua: say hello, to everybody or to somebody.

local function greet(act)
  act:show('{actor} {say/says}, "{words}"', { words = "Hello!", kind = "speech" })
end

local function greet_person(act)
  if act.person == act.actor then refuse("You nod to yourself.") end
  act:show('{actor} {say/says} to {person}, "{words}"', { words = "Hello!", kind = "speech" })
end

return {
  help = "greet PERSON: say hello. hello and hi greet everybody here.",
  grammar = {
    ["hello/hi"] = greet,
    ["greet/hail {person:person}"] = greet_person,
    ["hello/hi {person:person}"] = greet_person,
    ["talk/speak to/with {person:person}"] = greet_person,
  },
}
