-- areas/simworld/gauge.lua: counts the beats of its timer. A beat may fault after it was counted:
-- then the count is taken back, and the beat is spent nevertheless.
return {
  properties = { beats = 0 },
  on_attach = function(self) self:every(20, "beat") end,
  timers = {
    beat = function(self, timer)
      self.beats = self.beats + 1 + timer.missed
      if math.random(4) == 1 then error("the gauge sticks") end
    end,
  },
}
