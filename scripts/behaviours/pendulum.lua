-- behaviours/pendulum.lua: a slow swing that one may watch for a while.

local swings = {
  "{the self} {swing/swings} out over the seaward wall.",
  "{they self} {hang/hangs} there for a breath, as if making up its mind.",
  "Then {they self} {come/comes} back, and the floor gives a small answering creak.",
}

local function watch(self, act)
  steps.see(act, self)
  act:tell_others("{actor} {stop/stops} to watch {the self}.")
  for _, swing in ipairs(swings) do
    if act.actor.room ~= self.room then return end
    act:tell(swing)
    wait(2)
  end
end

local function stop_it(_, act)
  act:show("{actor} {lay/lays} a hand against {the self}. It weighs more than a cow, and pushes "
    .. "it gently aside.")
end

return {
  before = {
    ["touch {self}"] = function(self, act)
      stop_it(self, act)
      done()
    end,
  },
  verbs = {
    ["watch {self}"] = watch,
    ["stop/hold/push {self}"] = stop_it,
  },
}
