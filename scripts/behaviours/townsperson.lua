-- behaviours/townsperson.lua: somebody who returns a greeting and knows answers to a few topics
-- (property `topics`: a word of the question = what to say).

local greetings = {
  "hello", "hail", "good day", "good morning", "good evening", "good tide", "greetings", "hi ",
}

local function is_greeting(words)
  local folded = words:lower() .. " "
  for _, greeting in ipairs(greetings) do
    if folded:find(greeting, 1, true) then return true end
  end
  return false
end

local function answer(self, topic)
  local folded = topic:lower()
  for word, words in pairs(self.topics) do
    if folded:find(word, 1, true) then return words end
  end
  return self.shrug
end

return {
  properties = {
    greeting = "A good tide to you, {who}.", shrug = "Of that I know nothing.",
    topics = { you = "I am who you see, {who}." },
  },
  after = {
    ["ask {self} about {topic:text}"] = function(self, act)
      self:say(answer(self, act.topic), { who = act.actor.name })
    end,
  },
  on_hear = function(self, speech)
    if speech.who.player and is_greeting(speech.words) then
      self:say(self.greeting, { who = speech.who.name })
    end
  end,
}
