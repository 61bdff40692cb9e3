-- areas/reality/dummy.lua: has a dial that shows how much it got.
return {
  properties = { dial = 0 },
  after = {
    ["examine {self}"] = function(self, act)
      act:tell("A dial on {the self} shows {count}.", { count = text.number(self.dial) })
    end,
  },
}
