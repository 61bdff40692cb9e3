-- verbs/letters.lua: what the post keeps for one, and whose letters one takes. They are
-- collected at the pigeon-holes (behaviours/pigeon_holes.lua), anywhere in a world that has none.
-- Elsewhere this says where they are.

local whose = {
  everybody = "everybody", everyone = "everybody", anybody = "everybody", anyone = "everybody",
  all = "everybody",
  correspondents = "correspondents", correspondent = "correspondents", known = "correspondents",
  friends = "correspondents",
  nobody = "nobody", none = "nobody", noone = "nobody",
}

local consent = {
  everybody = "Letters from anybody outside come straight to you.",
  correspondents = "Letters from outside come straight to you when you have claimed one from the "
    .. "same sender before; those of strangers wait to be claimed.",
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
  local hole, strange = mail.kept(act.actor)
  local office = mail.office()
  local kept = office and "In your pigeon-hole at " .. text.the(office) or "Kept for you"
  if #hole == 0 and #strange == 0 then act:tell("No letter waits for you.") end
  list_letters(act, kept, hole)
  list_letters(act, "Not yet claimed, from a stranger", strange)
  tell_address(act)
  tell_consent(act)
end

-- Refuses in a world with a post office: it is elsewhere, or its pigeon-holes would have acted.
local function require_no_office(act)
  local office = mail.office()
  if not office then return end
  local hole, strange = mail.kept(act.actor)
  if #hole == 0 and #strange == 0 then refuse("No letter waits for you.") end
  refuse("Your letters wait at {the office}. One collects them there.", { office = office })
end

local function collect(act)
  require_no_office(act)
  boxes.collect(act)
end

local function claim(act)
  require_no_office(act)
  boxes.claim(act)
end

local function turn_down(act)
  require_no_office(act)
  boxes.decline(act)
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
    .. "collect letters takes them; those of strangers: claim letters, or decline letters. All of "
    .. "it is done at the post office, where there is one. letters from everybody, letters from "
    .. "correspondents or letters from nobody chooses whose are let in from outside.",
  personal = true,
  grammar = {
    ["letters/mail"] = state,
    ["letters from {whose:word}"] = set_whose,
    ["mail from {whose:word}"] = set_whose,
    ["collect/fetch letters/letter/mail/post"] = collect,
    ["collect/fetch my letters/letter/mail/post"] = collect,
    ["claim letters/letter/mail"] = claim,
    ["claim letters/letter/mail from {name:text}"] = claim,
    ["decline/refuse letters/letter/mail"] = turn_down,
    ["decline/refuse letters/letter/mail from {name:text}"] = turn_down,
  },
}
