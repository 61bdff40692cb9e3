-- behaviours/food.lua: can be eaten, once. `taste` is what the eater makes of it.
return {
  properties = { taste = "It tastes of being hungry no longer." },
  before = {
    ["eat {self}"] = function(self, act)
      steps.hold(act, self)
      act:show("{actor} {eat/eats} {the self}.")
      act:tell("{taste}", { taste = self.taste })
      self:destroy()
      done()
    end,
  },
}
