-- behaviours/townsperson.lua: somebody who returns a greeting and answers questions about a few
-- topics (property `topics`: a word of the question, or its beginning = what to say), asked or said
-- aloud. `greeting` is for who has not been greeted lately, `again` for who has; `shrug`, or one of
-- `shrugs`, is for everything else; `me` tells who this is, `well` how things are; `welcome` and
-- `farewell` answer thanks and goodbyes, `no_orders` orders.

local greetings = {
  "hello", "hail", "good day", "good morning", "good evening", "good afternoon", "good tide",
  "greetings", "hi", "hey", "howdy",
}
local questions = {
  who = true, what = true, where = true, when = true, why = true, how = true, which = true,
  is = true, are = true, ["do"] = true, does = true, can = true, could = true, may = true,
  will = true, tell = true, have = true, whose = true, ["where's"] = true, ["what's"] = true,
}
local about_me = { "who are you", "what are you", "your name", "about yourself", "about you" }
local how_it_goes = { "how are you", "how do you do", "how is it", "how goes it", "how's it" }

local thanks = { "thank", "thanks", "thank you", "cheers", "much obliged" }
local farewells = { "bye", "goodbye", "good bye", "farewell", "good night", "see you" }

local polite = 900  -- seconds for which a greeting lasts

local function has_words(folded, words)
  return (" " .. folded .. " "):find(" " .. words .. " ", 1, true) ~= nil
end

local function has_any(folded, phrases)
  for _, phrase in ipairs(phrases) do
    if has_words(folded, phrase) then return true end
  end
  return false
end

-- In small letters, with nothing but spaces between the words.
local function plain(words)
  return text.trim((text.fold(words):gsub("[^%w'\128-\255]+", " ")))
end

-- What is said of the topic; of several words in the question, that of the longest.
local function known(self, folded)
  local best, said = 0, nil
  for word, words in pairs(self.topics) do
    local asked = (" " .. folded):find(" " .. word, 1, true)
    if asked and #word > best then best, said = #word, words end
  end
  return said
end

local function about_self(self, folded)
  if folded == "you" or folded == "yourself" or folded == "name" then return self.me end
  if has_any(folded, how_it_goes) then return self.well end
  if has_any(folded, about_me) then return self.me end
  return nil
end

local function shrug(self, topic)
  if #self.shrugs == 0 then return self.shrug end
  return text.pick(self.shrugs, topic)
end

-- Whether the words name the person, by any word of name or words.
local function names(folded, person)
  for word in plain(person.name .. " " .. (person.words or "")):gmatch("%S+") do
    if #word > 2 and has_words(folded, word) then return true end
  end
  return false
end

-- Whether the words are meant for somebody else who is there.
local function for_another(self, folded, speaker)
  for _, person in ipairs(self.room:contents()) do
    local other = person.person and person ~= self and person ~= speaker
    if other and names(folded, person) then return true end
  end
  return false
end

local function reply(self, who, words)
  self:say(words, { who = who.name })
end

local function lately_greeted(self, who)
  for _, note in ipairs(self.greeted) do
    local since = world.uptime() - note.at
    if note.who == who.id_number and since >= 0 and since < polite then return true end
  end
  return false
end

local function greet(self, who)
  local words = lately_greeted(self, who) and self.again or self.greeting
  local note = { who = who.id_number, at = math.floor(world.uptime()) }
  self.greeted = list.keep(self.greeted, note, 40)
  reply(self, who, words)
end

-- The answer to words that are about this one or something that it knows of; nil: none.
local function answer(self, folded, mine, is_question)
  local asked = mine or is_question
  local own = asked and about_self(self, folded)
  if own then return own end
  if mine and has_any(folded, thanks) then return self.welcome end
  if has_any(folded, farewells) then return self.farewell end
  return asked and known(self, folded) or nil
end

-- What somebody says to this one, or so that it may be meant for this one: whether it answered.
local function hear(self, who, words, addressed)
  local folded = plain(words)
  local mine = addressed or names(folded, self)
  if not mine and for_another(self, folded, who) then return false end
  local is_question = questions[folded:match("^%S+") or ""] or words:find("?", 1, true)
  local said = answer(self, folded, mine, is_question)
  if has_any(folded, greetings) and not (said and is_question) then
    greet(self, who)
  elseif said then
    reply(self, who, said)
  elseif mine and is_question then
    reply(self, who, shrug(self, folded))
  else
    return false
  end
  return true
end

return {
  properties = {
    greeting = "A good tide to you, {who}.", again = "Good tide again, {who}.",
    shrug = "Of that I know nothing.", shrugs = {}, me = "I am who you see, {who}.",
    well = "As well as the tide allows, {who}.", no_orders = "I have orders enough, {who}.",
    welcome = "You are welcome, {who}.", farewell = "Fair water, {who}.", topics = {}, greeted = {},
  },
  after = {
    ["ask {self} about {topic:text}"] = function(self, act)
      local folded = plain(act.topic)
      reply(self, act.actor,
        about_self(self, folded) or known(self, folded) or shrug(self, folded))
    end,
    ["show {thing} to {self}"] = function(self, act)
      local folded = plain(act.thing.name)
      reply(self, act.actor, known(self, folded) or shrug(self, folded))
    end,
  },
  on_hear = function(self, speech)
    if not speech.who.player then return end
    if speech.whom and speech.whom ~= self then return end
    hear(self, speech.who, speech.words, speech.whom == self)
  end,
  obeys = function(self, order)
    if not hear(self, order.who, order.words, true) then
      reply(self, order.who, self.no_orders)
    end
    refuse("")
  end,
}
