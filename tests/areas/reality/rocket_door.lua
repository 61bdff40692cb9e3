-- areas/reality/rocket_door.lua: to blow it is to blow it open, with a rocket that nobody misses.
return {
  verbs = {
    ["blow {self}"] = function(self, act)
      if self.open then refuse("There is nothing left of {the self} to blow.") end
      self.open, self.locked = true, false
      act:show("{actor} {put/puts} a small rocket to {the self} at arm's length. "
        .. "{they self} {open/opens}, all at once.", { heard = "Something goes off with a bang." })
      steps.beyond(act, self, "{the lid} {burst/bursts} open in a cloud of smoke.")
    end,
  },
}
