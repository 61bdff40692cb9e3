-- behaviours/pigeon_holes.lua: where the post keeps players' letters. Everybody sees and collects
-- their own alone; strangers' letters wait at the counter beside it. See lib/boxes.lua.

local function tell_own(_, act)
  local hole, strange = mail.kept(act.actor)
  if #hole == 0 then
    act:tell("The one with your name is empty, and has been dusted.")
  else
    act:tell("In the one with your name {verb} {letters}: collect letters.",
      { verb = #hole == 1 and "lies" or "lie", letters = hole })
  end
  boxes.tell_strangers(act, #strange)
end

local function look_in(self, act)
  steps.see(act, self)
  tell_own(self, act)
  done()
end

local function collect(self, act)
  steps.reach(act, self)
  boxes.collect(act)
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

local function claim(_, act) boxes.claim(act) end

local function turn_down(_, act) boxes.decline(act) end

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
