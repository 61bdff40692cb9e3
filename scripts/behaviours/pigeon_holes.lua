-- behaviours/pigeon_holes.lua: where the post keeps players' letters. Everybody sees and collects
-- their own alone; strangers' letters wait at the counter beside it to be claimed or declined.

local function letters(count)
  if count == 1 then return "a letter" end
  return text.number(count) .. " letters"
end

local function tell_counter(act, count)
  if count == 0 then return end
  act:tell("At the counter {verb} {letters} for you from people you do not know: claim letters, or "
    .. "decline letters.", { verb = count == 1 and "waits" or "wait", letters = letters(count) })
end

local function tell_own(_, act)
  local hole, counter = mail.kept(act.actor)
  if #hole == 0 then
    act:tell("The one with your name is empty, and has been dusted.")
  else
    act:tell("In the one with your name {verb} {letters}: collect letters.",
      { verb = #hole == 1 and "lies" or "lie", letters = hole })
  end
  tell_counter(act, #counter)
end

local function look_in(self, act)
  steps.see(act, self)
  tell_own(self, act)
  done()
end

local function collect(self, act)
  steps.reach(act, self)
  local hole, counter = mail.kept(act.actor)
  if #hole == 0 and #counter == 0 then refuse("Your pigeon-hole is empty.") end
  for _, letter in ipairs(hole) do mail.collect(act.actor, letter) end
  if #hole > 0 then
    act:tell("You take {letters} out of your pigeon-hole.", { letters = hole })
    act:tell_others("{actor} {take/takes} {letters} out of a pigeon-hole.",
      { letters = letters(#hole) })
  end
  tell_counter(act, #counter)
end

-- True when a letter lies about here that "take letter" may mean.
local function letter_about(room)
  for _, item in ipairs(room:contents()) do
    if item.letter then return true end
    for _, inner in ipairs(item.surface and item:contents("on") or {}) do
      if inner.letter then return true end
    end
  end
  return false
end

local function take(self, act)
  if #mail.kept(act.actor) == 0 and letter_about(act.actor.room) then decline() end
  collect(self, act)
end

-- The strangers' letters that are meant: all, or those from a name that has these words in it.
local function strangers(act)
  local _, counter = mail.kept(act.actor)
  if #counter == 0 then refuse("No stranger's letter waits for you at the counter.") end
  if not act.name then return counter end
  local wanted, meant = text.trim(act.name):lower(), {}
  for _, letter in ipairs(counter) do
    if (letter.from or ""):lower():find(wanted, 1, true) then meant[#meant + 1] = letter end
  end
  if #meant == 0 then refuse("No letter from {name} waits for you at the counter.") end
  return meant
end

local function claim(_, act)
  local meant = strangers(act)
  for _, letter in ipairs(meant) do mail.collect(act.actor, letter) end
  act:tell("You sign for {letters}. Whoever wrote will find your pigeon-hole open from now on.",
    { letters = meant })
  act:tell_others("{actor} {sign/signs} for {letters} at the counter.",
    { letters = letters(#meant) })
end

local function turn_down(_, act)
  local meant = strangers(act)
  act:tell("You want nothing to do with {the letters}. Into the stove with {them letters}.",
    { letters = meant })
  act:tell_others("{actor} {decline/declines} {letters} at the counter.",
    { letters = letters(#meant) })
  for _, letter in ipairs(meant) do letter:destroy() end
end

return {
  properties = {},
  before = {
    ["look in {self}"] = look_in,
    ["search {self}"] = look_in,
  },
  after = { ["examine {self}"] = tell_own },
  verbs = {
    ["collect letters/letter/mail/post"] = collect,
    ["collect my letters/letter/mail/post"] = collect,
    ["fetch letters/letter/mail/post"] = collect,
    ["take/get letters/letter/mail/post"] = take,
    ["take/get my letters/letter/mail/post"] = take,
    ["collect/take/get/fetch letters/letter/mail/post from {self}"] = collect,
    ["collect/take/get/fetch my letters/letter/mail/post from {self}"] = collect,
    ["claim letters/letter/mail"] = claim,
    ["claim letters/letter/mail from {name:text}"] = claim,
    ["decline/refuse letters/letter/mail"] = turn_down,
    ["decline/refuse letters/letter/mail from {name:text}"] = turn_down,
  },
}
