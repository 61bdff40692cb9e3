-- behaviours/loose_brick.lua: a brick that pulls out of its wall and shows what was put behind it.
-- The thing itself is the niche: a container that is shut while the brick is in. After `pace`
-- seconds it has settled back and hides (`hides`) something anew.

local function pull(self, act)
  steps.reach(act, self)
  if self.open then refuse("{the self} {are/is} out already. The niche behind gapes.") end
  self.open = true
  if not self.spent and #self:contents("in") == 0 then make(self.hides, "in", self) end
  self.spent = true
  self:after(self.pace, "settle")
  act:show("{actor} {pull/pulls} at {the self}. It grates out of the wall; in the niche behind "
    .. "you see {found}.", { found = self:contents("in") })
end

local function push(self, act)
  steps.reach(act, self)
  if not self.open then refuse("{the self} {rock/rocks} a little and {stay/stays} in.") end
  self.open = false
  act:show("{actor} {push/pushes} {the self} back into the wall.")
end

return {
  properties = { hides = "library.tide-token", spent = false, pace = 900 },
  before = {
    ["touch {self}"] = function(_, act)
      act:tell("One brick rocks under your fingers. It might be pulled.")
      done()
    end,
    ["search {self}"] = function(self, act)
      if self.open then return end
      act:tell("{the self} {rock/rocks} under your fingers. {they self} might be pulled.")
      done()
    end,
  },
  verbs = {
    ["pull/move {self}"] = pull,
    ["pull out {self}"] = pull,
    ["push/press {self}"] = push,
  },
  timers = {
    settle = function(self)
      if self.open then
        self:show("With a small grating noise, {the self} {settle/settles} back.")
      end
      self.open, self.spent = false, false
    end,
  },
}
