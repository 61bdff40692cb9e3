-- behaviours/town_clock.lua: strikes the hours, heard all over the area.

local function tell_hour(self, act)
  act:tell("The hands stand a little past {hour}.", { hour = text.number(self.hour) })
end

return {
  properties = { hour = 6 },
  on_attach = function(self) self:every(3600, "strike") end,
  after = { ["examine {self}"] = tell_hour },
  timers = {
    strike = function(self, timer)
      self.hour = (self.hour + timer.missed) % 12 + 1
      local hour = text.number(self.hour)
      self:show("{the self} {strike/strikes} {hour}.", {
        hour = hour, heard = "A far bell tolls {hour}.", carries = "area",
        kind = "ambient",
      })
      world.chronicle("{the clock} struck {hour}.", { clock = self, hour = hour })
    end,
  },
}
