-- areas/reality/armour.lua: half of every blow that its wearer gets is turned. Neither weapons nor
-- those who carry them know of it.
return {
  properties = { before_blow = 0 },
  before = {
    ["hit {self}"] = function(self) self.before_blow = self.dial end,
  },
  after = {
    ["hit {self}"] = function(self, act)
      local force = self.dial - self.before_blow
      self.dial = self.before_blow + force // 2
      if force > 0 then act:show("The iron of {the self} rings.") end
    end,
  },
}
