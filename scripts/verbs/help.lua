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

local function topic(act)
  local name = page_name(act.topic)
  if name == "commands" or name == "verbs" then return commands(act) end
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
    ["what can i do"] = index,
    ["what do i do"] = index,
    ["what do i do now"] = index,
  },
}
