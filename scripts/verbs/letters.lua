-- verbs/letters.lua: what the post keeps for one, and whose letters one takes. Collecting itself is
-- the pigeon-holes' business (behaviours/pigeon_holes.lua); elsewhere this says where they are.

local whose = {
  everybody = "everybody", everyone = "everybody", anybody = "everybody", anyone = "everybody",
  all = "everybody",
  correspondents = "correspondents", correspondent = "correspondents", known = "correspondents",
  friends = "correspondents",
  nobody = "nobody", none = "nobody", noone = "nobody",
}

local consent = {
  everybody = "Letters from anybody outside go straight to your pigeon-hole.",
  correspondents = "Letters from outside go to your pigeon-hole when you have claimed one from the "
    .. "same sender before; those of strangers wait at the counter.",
  nobody = "You take no letters from outside: they are turned away.",
}

-- One line for each, so that they can be heard one by one.
local function list_letters(act, where, letters)
  for _, letter in ipairs(letters) do
    local about = letter.subject and letter.subject ~= "" and ', "' .. letter.subject .. '"' or ""
    act:tell("{where}: {a letter}{about}.", { where = where, letter = letter, about = about })
  end
end

local function tell_address(act)
  local name = mail.addressee(act.actor.name)
  if not name then
    act:tell("Nobody can write to you yet. A name that is yours for good is an address: register.")
  else
    act:tell("Write to {name}, they say here. From outside it is {address}.",
      { name = name, address = name:lower() .. "@" .. mail.domain })
  end
end

local function tell_consent(act)
  act:tell(consent[act.actor.letters_from or ""] or consent.correspondents)
end

local function state(act)
  local hole, counter = mail.kept(act.actor)
  if #hole == 0 and #counter == 0 then act:tell("No letter waits for you.") end
  list_letters(act, "In your pigeon-hole at the post office", hole)
  list_letters(act, "At the counter, from a stranger", counter)
  tell_address(act)
  tell_consent(act)
end

local function elsewhere(act)
  local hole, counter = mail.kept(act.actor)
  if #hole == 0 and #counter == 0 then refuse("No letter waits for you.") end
  refuse("Your letters wait at the post office. One collects them there.")
end

local function set_whose(act)
  local choice = whose[act.whose:lower()]
  if not choice then
    refuse('Letters can be from everybody, from correspondents or from nobody, not from "{whose}".')
  end
  act.actor.letters_from = choice
  tell_consent(act)
end

return {
  help = "letters: what letters wait for you, your address, and whose letters you take.\n"
    .. "At the post office: collect letters. For those of strangers: claim letters, or decline "
    .. "letters. letters from everybody, letters from correspondents or letters from nobody "
    .. "chooses whose are let in from outside.",
  grammar = {
    ["letters/mail"] = state,
    ["letters from {whose:word}"] = set_whose,
    ["mail from {whose:word}"] = set_whose,
    ["collect/fetch letters/letter/mail/post"] = elsewhere,
    ["collect/fetch my letters/letter/mail/post"] = elsewhere,
    ["claim letters/letter/mail"] = elsewhere,
    ["claim letters/letter/mail from {name:text}"] = elsewhere,
    ["decline/refuse letters/letter/mail"] = elsewhere,
    ["decline/refuse letters/letter/mail from {name:text}"] = elsewhere,
  },
}
