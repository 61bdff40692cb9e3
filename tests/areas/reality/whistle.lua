-- areas/reality/whistle.lua: to blow it is to be heard.
return {
  verbs = {
    ["blow {self}"] = function(self, act)
      steps.hold(act, self)
      act:show("{actor} {blow/blows} {the self}. It is shriller than one would think.",
        { heard = "Somewhere a whistle shrills.", carries = "area" })
    end,
  },
}
