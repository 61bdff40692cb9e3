-- behaviours/oracle.lua: a thing that answers whoever asks: in words, by letter, and on a page of
-- its own that tells what it was asked. It answers a question with a saying (property `sayings`),
-- the same for the same topic; `directions` tells the page's readers how to get to it.

-- Where letters reach it, unless a thing has an `address` of its own.
local address = "oracle"
local longest = 60

-- How those asked who write from outside; a name alone could be taken for a player's.
local from_outside = "by letter from outside"

-- In one line and cut to a length that a list can bear.
local function brief(words, otherwise)
  local line = text.trim((words or ""):gsub("%s+", " "))
  if line == "" then return otherwise end
  if utf8.len(line) <= longest then return line end
  return text.trim(line:sub(1, utf8.offset(line, longest + 1) - 1)) .. "..."
end

-- What it answers, noted down with whoever asked: { who, topic, means, writer, saying }; the writer
-- is the person in the world who wrote, of a letter.
local function answer(self, who, topic, means, writer)
  local note = {
    who = brief(who, "somebody"), topic = brief(topic, "nothing at all"), means = means,
    writer = writer, saying = text.pick(self.sayings, topic:lower()),
  }
  self.asked = list.keep(self.asked, note, 20)
  return note
end

local function ask_it(self, act)
  steps.see(act, self)
  act:show("{actor} {ask/asks} {the self} about {topic}.")
  local topic = act.topic
  local question = 'Slow lids lift. "Who asks?" says ' .. text.the(self) .. "."
  local who = ask(act.actor, question, { within = 60 })
  if not who or act.actor.room ~= self.room then return end
  local note = answer(self, who, topic, "in person")
  self:say(note.saying, { who = note.who, topic = note.topic })
  -- The world's page is no place for words of strangers: neither who nor what.
  world.chronicle("Somebody asked {the oracle} something.", { oracle = self })
end

-- What a letter is about: its subject, else its first line, without the mark at its end.
local function about(letter)
  local line = letter.subject
  if not line or line == "" then line = (letter.writing or ""):match("[^\n]+") or "" end
  return (text.trim(line):gsub("[.?!]+$", ""))
end

local function read_letter(self, letter)
  local outside = letter.postmark
  local note = answer(self, letter.from, about(letter), outside and from_outside or "by letter",
    letter.writer)
  self:show("{the self} {swallow/swallows} {letter} from {from}.",
    { from = note.who, letter = outside and "a postmarked letter" or "a letter",
      heard = "Something swallows paper." })
  self:say(note.saying, { who = note.who, topic = note.topic })
  letter:reply(note.saying, { who = note.who, topic = note.topic })
  world.chronicle("A letter came for {the oracle}.", { oracle = self })
end

-- The name as everybody on the web may read it. Who asked in person gave it for that; who wrote in
-- the world is named when "public" says so.
local function public_name(note)
  if note.means == from_outside then return note.who .. " from outside" end
  if note.means ~= "by letter" then return note.who end
  return note.writer and note.writer.shown and note.who or "somebody"
end

-- The notes, newest first, at most so many. Those from before there were letters have no means.
local function lately(self, most)
  local notes = {}
  for at = #self.asked, math.max(1, #self.asked - most + 1), -1 do
    local note = self.asked[at]
    notes[#notes + 1] = {
      who = text.capital(note.who), named = public_name(note), topic = note.topic,
      means = note.means or "in person", saying = note.saying,
    }
  end
  return notes
end

local function tell_slots(self, act)
  local notes = lately(self, 5)
  if #notes == 0 then return act:tell("The slots on its plinth are empty: nobody has asked it.") end
  act:tell("Slips of paper in the slots on its plinth tell who asked, the newest first:")
  for _, note in ipairs(notes) do act:tell("{who}, {means}, about {topic}.", note) end
end

local function page_place(self, page)
  page:text("{description}", { description = self.text or "" })
  page:text("It stands in {place}. {directions}",
    { place = self.room, directions = self.directions })
  page:text("It reads letters, too: {address}.",
    { address = (self.address or address) .. "@" .. mail.domain })
end

local function page_questions(self, page)
  local visitor = page.visitor
  if visitor and visitor.room == self.room then
    page:text("You stand before it, {name}.", { name = visitor.name })
    for _, topic in ipairs(self.suggested) do
      page:button("Ask about " .. topic, "ask {self} about " .. topic)
    end
  elseif visitor then
    page:text("You are not with it just now, {name}. To ask it, one must stand before it.",
      { name = visitor.name })
  else
    page:text("To ask it, one must stand before it.")
    page:link("Come in and play", "/play")
  end
end

local function page_notes(self, page)
  page:heading("Asked lately")
  local notes = lately(self, 20)
  if #notes == 0 then return page:text("Nobody has asked it anything yet.") end
  for _, note in ipairs(notes) do
    note.who = note.means == from_outside and note.who or text.capital(note.named)
  end
  page:list("{who}, {means}, about {topic}.", notes)
  page:heading("Its last words")
  for at = 1, math.min(3, #notes) do
    local note = notes[at]
    if note.saying then page:text(note.saying, { who = note.named, topic = note.topic }) end
  end
end

return {
  address = address,
  properties = {
    asked = {}, directions = "", suggested = { "the tide", "the cistern" },
    sayings = {
      "Whoever asks about {topic} has half of it already, {who}.",
      "Not today, {who}. Ask again when you have looked behind you.",
      "You came a long way to ask about {topic}, {who}. Go the rest.",
    },
  },
  after = { ["examine {self}"] = tell_slots },
  verbs = { ["ask {self} about {topic:text}"] = ask_it },
  on_letter = read_letter,
  on_page = function(self, page)
    page:heading("{the self}", { self = self })
    page_place(self, page)
    page_questions(self, page)
    page_notes(self, page)
  end,
}
