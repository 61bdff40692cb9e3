-- lib/boxes.lua: collecting, claiming and declining the letters that the post keeps for the actor.
-- Where it may be done is up to the caller; the words fit worlds with and without a post office.
local boxes = {}

local function letters(count)
  if count == 1 then return "a letter" end
  return text.number(count) .. " letters"
end

-- Where the actor is seen doing it, in a world that has a place for it.
local function where()
  return mail.office() and " at the counter" or ""
end

--- Tells the actor how many strangers' letters wait; nothing when there are none.
function boxes.tell_strangers(act, count)
  if count == 0 then return end
  local place = "Not yet claimed:"
  if mail.office() then place = count == 1 and "At the counter waits" or "At the counter wait" end
  act:tell("{place} {letters} for you from people you do not know: claim letters, or "
    .. "decline letters.", { place = place, letters = letters(count) })
end

local function tell_collected(act, hole)
  if mail.office() then
    act:tell("You take {letters} out of your pigeon-hole.", { letters = hole })
    act:tell_others("{actor} {take/takes} {letters} out of a pigeon-hole.",
      { letters = letters(#hole) })
  else
    act:tell("The post hands you {letters}.", { letters = hole })
    act:tell_others("The post hands {actor} {letters}.", { letters = letters(#hole) })
  end
end

--- Hands out what is kept; tells of strangers' letters, which stay.
function boxes.collect(act)
  local hole, strange = mail.kept(act.actor)
  if #hole == 0 and #strange == 0 then
    refuse(mail.office() and "Your pigeon-hole is empty." or "No letter waits for you.")
  end
  for _, letter in ipairs(hole) do mail.collect(act.actor, letter) end
  if #hole > 0 then tell_collected(act, hole) end
  boxes.tell_strangers(act, #strange)
end

-- The strangers' letters that are meant: all, or those from a name that has these words in it.
local function strangers(act)
  local _, strange = mail.kept(act.actor)
  if #strange == 0 then
    refuse("No stranger's letter waits for you{where}.", { where = where() })
  end
  if not act.name then return strange end
  local wanted, meant = text.trim(act.name):lower(), {}
  for _, letter in ipairs(strange) do
    if (letter.from or ""):lower():find(wanted, 1, true) then meant[#meant + 1] = letter end
  end
  if #meant == 0 then
    refuse("No letter from {name} waits for you{where}.", { where = where() })
  end
  return meant
end

--- Hands out strangers' letters, all or those from act.name; their writers are known from now on.
function boxes.claim(act)
  local meant = strangers(act)
  for _, letter in ipairs(meant) do mail.collect(act.actor, letter) end
  act:tell("You sign for {letters}. Letters of whoever wrote need no claiming from now on.",
    { letters = meant })
  act:tell_others("{actor} {sign/signs} for {letters}{where}.",
    { letters = letters(#meant), where = where() })
end

--- Throws strangers' letters away, all or those from act.name.
function boxes.decline(act)
  local meant = strangers(act)
  local message = "You want nothing to do with {the letters}, and send {them letters} to be pulped."
  if mail.office() then
    message = "You want nothing to do with {the letters}. Into the stove with {them letters}."
  end
  act:tell(message, { letters = meant })
  act:tell_others("{actor} {decline/declines} {letters}{where}.",
    { letters = letters(#meant), where = where() })
  for _, letter in ipairs(meant) do letter:destroy() end
end

return boxes
