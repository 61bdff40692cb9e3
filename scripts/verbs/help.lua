-- verbs/help.lua: pages of help from data/help, and what each verb says of itself.

-- Pages are written as Markdown paragraphs. A heading loses its mark; lines of a paragraph are
-- joined, so that they wrap to the reader's width; lines of a list stay lines.
local function paragraph(block)
  block = block:gsub("^#+ ", "")
  block = block:gsub("\n([^-])", " %1")
  return (block:gsub("  +", " "))
end

local function show_page(act, page)
  for block in (text.trim(page) .. "\n\n"):gmatch("(.-)\n\n+") do
    act:tell("{block}", { block = paragraph(block) })
  end
end

local function summary(verb)
  return verb.help:match("^[^\n]*")
end

local function index(act)
  show_page(act, assert(help_page("index")))
end

local function commands(act)
  for _, verb in ipairs(verbs()) do act:tell("{line}", { line = summary(verb) }) end
end

local function verb_named(word)
  for _, verb in ipairs(verbs()) do
    if verb.name == word then return verb end
  end
  return nil
end

-- "First steps" is the page first_steps.
local function page_name(topic)
  return (text.trim(topic):lower():gsub("[^%w]+", "_"))
end

-- Other words for what there is a page about.
local also = {
  emote = "talking", emotes = "talking", chat = "talking", communication = "talking",
  people = "talking", speech = "talking", conversation = "talking", ["ignore"] = "talking",
  newbie = "first_steps", newbies = "first_steps", beginner = "first_steps",
  start = "first_steps", tutorial = "first_steps", getting_started = "first_steps",
  blind = "screen_readers", screenreader = "screen_readers", screen_reader = "screen_readers",
  accessibility = "screen_readers", walking = "movement", moving = "movement",
  directions = "movement", map = "movement", doors = "movement", objects = "things",
  items = "things", clothes = "things", parser = "sentences", abbreviations = "sentences",
  mail = "letters", letter = "letters", email = "letters", post = "letters", dark = "light",
  lamps = "light", password = "account", name = "account", guests = "account",
  options = "settings", pronoun = "settings", gestures = "socials", german = "language",
  deutsch = "language", credits = "about", score = "about",
}

local function show_about(act) show_page(act, assert(help_page("about"))) end

local function screen_readers(act) show_page(act, assert(help_page("screen_readers"))) end

local function first_steps(act) show_page(act, assert(help_page("first_steps"))) end

local leaving = { leave = true, exit = true, move = true, walk = true }

-- "how do i follow somebody": what the verb says of itself.
local function how(act)
  local words = text.fold(act.words)
  local first = words:match("^%a+") or ""
  local verb = verb_named(first)
  if verb then return act:tell("{line}", { line = verb.help }) end
  if leaving[first] or words:find("^get out") then return act:follow_with({ "exits" }) end
  index(act)
end

local function topic(act)
  local name = page_name(act.topic)
  if name == "commands" or name == "verbs" then return commands(act) end
  if not help_page(name) then
    local other = also[name] or help_page(name .. "s") and name .. "s"
    if other and not (verb_named(name) and name ~= "ignore") then name = other end
  end
  local page, verb = help_page(name), verb_named(name)
  if page then return show_page(act, page) end
  if verb then return act:tell("{line}", { line = verb.help }) end
  refuse('There is no help on "{topic}". Type "help" for the topics, "help commands" for all '
    .. "commands.")
end

return {
  help = "help: what there is to read. help TOPIC, help COMMAND; help commands lists them all.",
  personal = true,
  grammar = {
    ["help/?/h/hint"] = index,
    ["commands/verbs"] = commands,
    ["help/? {topic:text}"] = topic,
    ["about/credits/version"] = show_about,
    ["screenreader/screenreaders"] = screen_readers,
    ["screen reader/readers"] = screen_readers,
    ["screenreader/screenreaders on"] = screen_readers,
    ["screen reader/readers on"] = screen_readers,
    ["how do/can i play"] = first_steps,
    ["how to play"] = first_steps,
    ["how do/can i {words:text}"] = how,
    ["how to {words:text}"] = how,
    ["what can i do"] = index,
    ["what do i do"] = index,
    ["what do i do now"] = index,
  },
}
