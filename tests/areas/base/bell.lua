-- areas/base/bell.lua: a bell brings the verb "ring" along; nothing else knows it.
return {
  properties = {},
  verbs = {
    ["ring {self}"] = function(self, act)
      steps.reach(act, self)
      act:show("{actor} {ring/rings} {the self}. It is louder than it looks.",
        { heard = "A bell rings." })
    end,
  },
}
