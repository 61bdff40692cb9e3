-- behaviours/clock_face.lua: a dial that shows the hour of the clock it belongs to.
return {
  properties = { clock = ref },
  after = {
    ["examine {self}"] = function(self, act)
      if not self.clock then return end
      act:tell("The hands stand a little past {hour}.", { hour = text.number(self.clock.hour) })
    end,
  },
}
