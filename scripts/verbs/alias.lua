-- verbs/alias.lua: words of one's own for whole command lines, with parameters.

local kept_words = { "alias", "aliases", "unalias", "quit", "help", "report" }
local most, longest = 50, 500

local function aliases(act)
  return act.actor.aliases or {}
end

local function names_of(known)
  local names = {}
  for name in pairs(known) do names[#names + 1] = name end
  table.sort(names)
  return names
end

local function state(act)
  local known = aliases(act)
  local names = names_of(known)
  if #names == 0 then
    return act:tell('You have no aliases yet. "alias gd = take $1. drop $1" makes one; '
      .. '"help aliases" tells more.')
  end
  for _, name in ipairs(names) do
    act:tell("{name} = {meaning}", { name = name, meaning = known[name] })
  end
end

-- Every alias but that one, as a new table.
local function without(known, name)
  local rest = {}
  for other, meaning in pairs(known) do
    if other ~= name then rest[other] = meaning end
  end
  return rest
end

local function show_one(act, name)
  local meaning = aliases(act)[name]
  if not meaning then
    refuse('You have no alias "{name}". "alias {name} = " and what it is to stand for makes one.',
      { name = name })
  end
  act:tell("{name} = {meaning}", { name = name, meaning = meaning })
end

local function check_name(name)
  local vals = { name = name }
  if list.has(kept_words, name) then
    refuse('"{name}" must go on meaning what it does, or you might not get out again.', vals)
  end
  if name:find("[%s.;,$\"':]") then
    refuse('An alias is one word without punctuation; "{name}" is not.', vals)
  end
  if name:find("^%d+$") then
    refuse("A number has to go on being an answer to what you are asked; take a word.")
  end
  if utf8.len(name) > 20 then refuse("An alias has at most twenty letters.") end
end

local function check_meaning(meaning)
  if meaning == "" then
    refuse('What is it to stand for? For example "alias gd = take $1. drop $1".')
  end
  if #meaning > longest then
    refuse("That is more than an alias can hold: {most} letters.", { most = longest })
  end
end

local function define(act)
  local name, meaning = act.words:match("^(.-)%s*=%s*(.*)$")
  if not name then return show_one(act, text.fold(act.words)) end
  name, meaning = text.fold(text.trim(name)), text.trim(meaning)
  if name == "" then refuse('An alias needs a name: "alias gd = take $1. drop $1".') end
  check_name(name)
  check_meaning(meaning)
  local known = without(aliases(act), name)
  if #names_of(known) >= most then
    refuse('You have {most} aliases already. "unalias" and a name makes room.', { most = most })
  end
  known[name] = meaning
  act.actor.aliases = known
  act:tell('"{name}" now stands for: {meaning}', { name = name, meaning = meaning })
end

local function undefine(act)
  local name = text.fold(act.name)
  if not aliases(act)[name] then refuse('You have no alias "{name}".', { name = name }) end
  act.actor.aliases = without(aliases(act), name)
  act:tell('"{name}" is no alias any more.', { name = name })
end

return {
  help = "alias NAME = COMMANDS: a word of your own. alias gd = take $1. drop $1 makes \"gd lamp\" "
    .. "take the lamp and drop it.\n\"alias\" alone lists yours, \"unalias NAME\" forgets one. "
    .. "See \"help aliases\".",
  personal = true,
  grammar = {
    ["alias/aliases"] = state,
    ["alias {words:text}"] = define,
    ["unalias {name:word}"] = undefine,
  },
}
