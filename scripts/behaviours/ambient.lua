-- behaviours/ambient.lua: small life: every now and then one of `lines` happens. Readers who do
-- not want such lines mute the kind "ambient".

local function next_line(self)
  self.last = (self.last + world.random(#self.lines - 1) - 1) % #self.lines + 1
  return self.lines[self.last]
end

return {
  properties = { lines = {}, pace = 300, last = 1 },
  on_attach = function(self) self:every(self.pace, "stir") end,
  timers = {
    stir = function(self)
      if #self.lines < 2 then return end
      self:show("{line}", { line = next_line(self), kind = "ambient" })
    end,
  },
}
