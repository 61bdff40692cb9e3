-- behaviours/false_bottom.lua: a drawer that yields something hidden (`hides`) to whoever searches
-- it, and again after `pace` seconds.

local function search(self, act)
  if steps.closed(self) or self.spent then return end
  self.spent = true
  self:after(self.pace, "refill")
  local find = make(self.hides, "in", self)
  act:tell("The bottom of {the self} is thinner than it should be. You press one corner, it tips, "
    .. "and under it lies {a find}.", { find = find })
  act:tell_others("{actor} {search/searches} {the self}.")
  done()
end

return {
  properties = { hides = "library.coin", spent = false, pace = 3600 },
  before = { ["search {self}"] = search },
  timers = { refill = function(self) self.spent = false end },
}
