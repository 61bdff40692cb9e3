-- verbs/ask.lua: ask somebody about something, or put a question to them. Who has answers hooks in
-- after it.

local function ask_about(act)
  if act.person == act.actor then refuse("You don't know more about it than you do.") end
  act:show("{actor} {ask/asks} {the person} about {topic}.", { kind = "speech" })
end

-- "ask Tom where the lamp is" is the same action, with the question as its topic.
local function ask_words(message)
  return function(act)
    if act.person == act.actor then refuse("You don't know more about it than you do.") end
    local roles = { person = act.person, topic = act.topic }
    act:attempt("ask {person} about {topic}", roles, function()
      act:show(message, { kind = "speech" })
    end)
  end
end

return {
  help = "ask SOMEBODY about SOMETHING: townspeople know a few things. "
    .. "So do some that are not people.\n\"ask captain where the lamps are\" will do as well, or "
    .. "\"captain, where are the lamps?\"",
  grammar = {
    ["ask {person:person} about {topic:text}"] = ask_about,
    ["ask {person:person} for {topic:text}"] =
      ask_words("{actor} {ask/asks} {the person} for {topic}."),
    ["ask {person:person} {topic:text}"] = ask_words('{actor} {ask/asks} {the person}, "{topic}"'),
    ["talk/speak to/with {person:person} about {topic:text}"] = ask_words(
      "{actor} {ask/asks} {the person} about {topic}."),
  },
}
