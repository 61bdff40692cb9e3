-- behaviours/mirror.lua: whoever looks into it reads the own description in its text.

local function tell_others(_, act)
  act:tell_others("{actor} {look/looks} into {the self}.")
end

local function reflection(self, observer)
  local glass = self.text and self.text .. " " or ""
  local likeness = observer and observer.text
  if likeness then return glass .. "In it you see yourself. " .. likeness end
  return glass .. "In it you see somebody newly landed, with no particulars yet. The form in the "
    .. "customs shed would mend that."
end

return {
  computed = { text = reflection },
  before = {
    ["look in {self}"] = function(self, act)
      steps.see(act, self)
      self:describe_to(act.actor)
      tell_others(self, act)
      done()
    end,
  },
  after = { ["examine {self}"] = tell_others },
}
