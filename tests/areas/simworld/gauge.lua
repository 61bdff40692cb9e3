-- areas/simworld/gauge.lua: counts the beats of its timer, without a word, and shows them to
-- whoever looks. A beat may fault after it was counted: then the count is taken back, and the beat
-- is spent nevertheless.
return {
  address = "gauge",
  properties = { beats = 0 },
  on_attach = function(self) self:every(20, "beat") end,
  timers = {
    beat = function(self, timer)
      self.beats = self.beats + 1 + timer.missed
      if math.random(4) == 1 then error("the gauge sticks") end
    end,
  },
  after = {
    ["examine {self}"] = function(self, act)
      act:tell("The gauge shows {count} beats.", { count = self.beats })
    end,
  },
  on_page = function(self, page)
    page:text("The gauge shows {count} beats.", { count = self.beats })
  end,
}
