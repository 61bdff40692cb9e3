-- verbs/ask.lua: ask somebody about something. Who has answers hooks in after it.

local function ask_about(act)
  if act.person == act.actor then refuse("You don't know more about it than you do.") end
  act:show("{actor} {ask/asks} {the person} about {topic}.")
end

return {
  help = "ask SOMEBODY about SOMETHING: townspeople know a few things. "
    .. "So do some that are not people.",
  grammar = { ["ask {person:person} about {topic:text}"] = ask_about },
}
