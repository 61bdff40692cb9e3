-- verbs/questions.lua: questions typed without saying to whom. They are put to whoever stands there
-- and answers questions (behaviour townsperson).

local function listener(actor)
  for _, person in ipairs(actor.room:contents()) do
    if person:has_behaviour("townsperson") and actor:sees(person) then return person end
  end
  return nil
end

local function ask(act, words)
  local person = listener(act.actor)
  if not person then
    refuse('Nobody here has an answer to that. "help" tells what one can do; people are asked '
      .. 'by "ask" and their name.')
  end
  act:show('{actor} {ask/asks} {the person}, "{question}?"', {
    person = person, question = text.capital(words), kind = "speech",
    words = words .. "?",
  })
end

local function plain(words) return (text.trim(words):gsub("[?!.]+$", "")) end

local function whole(words)
  return function(act) ask(act, words) end
end

local function beginning(words)
  return function(act) ask(act, words .. " " .. plain(act.words)) end
end

local function as_typed(act) ask(act, act.verb .. " " .. plain(act.words)) end

return {
  help = "Questions such as \"who are you\" or \"why is it closed\" are put to whoever is there to "
    .. "answer. ask SOMEBODY about SOMETHING says whom you mean.",
  yields = true,
  grammar = {
    ["who are you"] = whole("who are you"),
    ["what are you"] = whole("what are you"),
    ["what is your name"] = whole("what is your name"),
    ["what's your name"] = whole("what is your name"),
    ["what is his/her/their name"] = whole("what is your name"),
    ["how are you"] = whole("how are you"),
    ["why"] = whole("why"),
    ["when"] = whole("when"),
    ["how old are you"] = whole("how old are you"),
    ["how much {words:text}"] = beginning("how much"),
    ["how many {words:text}"] = beginning("how many"),
    ["do you {words:text}"] = beginning("do you"),
    ["why/when/is/are/was/were/does/did {words:text}"] = as_typed,
  },
}
