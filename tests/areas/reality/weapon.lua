-- areas/reality/weapon.lua: hits what can be hit. What becomes of the blow is for whoever gets it.
return {
  properties = { force = 1 },
  verbs = {
    ["hit/strike/attack {target} with {self}"] = function(self, act)
      steps.reach(act, act.target)
      steps.hold(act, self)
      if not act.target:has_behaviour("reality.dummy") then
        refuse("Nobody gets hurt here. There are dummies for that.")
      end
      act:attempt("hit {thing}", { thing = act.target }, function()
        act:show("{actor} {hit/hits} {the target} with {the self}.")
        act.target.dial = act.target.dial + self.force
      end)
    end,
  },
}
