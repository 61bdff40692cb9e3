-- behaviours/letter.lua: a letter: reading it, burning it at a flame, tearing it up. The post sets
-- from, subject, writing, postmark and addressee; `posted` is true once it has been handed in.

local function is_set(words)
  return words ~= nil and words ~= ""
end

local function tell_header(self, act)
  if is_set(self.from) then act:tell("From: {from}", { from = self.from }) end
  if is_set(self.addressee) then act:tell("To: {name}", { name = self.addressee }) end
  if is_set(self.subject) then act:tell("About: {subject}", { subject = self.subject }) end
end

local function read(self, act)
  steps.see(act, self)
  act:tell("On {the self} you read:")
  tell_header(self, act)
  if is_set(self.writing) then
    act:tell("{writing}", { writing = self.writing })
  else
    act:tell("The sheet is blank.")
  end
  if self.postmark then
    act:tell("It came by the outside post. The name on it is whatever its writer claims to be.")
  end
  done()
end

local function tell_envelope(self, act)
  if self.postmark then
    act:tell("The postmark is from outside the world.")
  elseif is_set(self.addressee) and not self.posted then
    act:tell("It is addressed to {name} and has not been posted yet.", { name = self.addressee })
  end
end

-- What burns among these things or in and on them, and can be reached.
local function flame_among(actor, things, depth)
  for _, item in ipairs(things) do
    if item.light == true and item.room ~= item and actor:reaches(item) then return item end
    local found = depth > 0 and flame_among(actor, item:contents(), depth - 1)
    if found then return found end
  end
  return nil
end

local function flame_near(actor)
  return flame_among(actor, actor:contents(), 1) or flame_among(actor, actor.room:contents(), 2)
end

local function burn(self, act)
  steps.hold(act, self)
  local flame = flame_near(act.actor)
  if not flame then
    refuse("There is no flame within reach to burn {the self} at. A lit lamp would do, or a "
      .. "candle.", { self = self })
  end
  act:show("{actor} {hold/holds} {the self} to {the flame}. It curls, goes brown, and is ash.",
    { flame = flame })
  self:destroy()
end

local function tear(self, act)
  steps.hold(act, self)
  act:show("{actor} {tear/tears} up {the self}, small.")
  self:destroy()
end

return {
  properties = { posted = false },
  before = { ["read {self}"] = read },
  after = { ["examine {self}"] = tell_envelope },
  verbs = {
    ["burn {self}"] = burn,
    ["tear/rip {self}"] = tear,
    ["tear/rip up {self}"] = tear,
    ["tear/rip {self} up"] = tear,
  },
}
