-- behaviours/cat.lua: will not be carried, guards what it lies beside, and is won by kindness.

local function stroke(self, act)
  steps.reach(act, self)
  if self.guarding then
    self.guarding = false
    self:after(600, "curl_up")
    act:show("{actor} {stroke/strokes} {the self}. {they self} {stretch/stretches}, "
      .. "{yield/yields} the shelf and {purr/purrs} round {their actor} ankles.")
  else
    act:show("{actor} {stroke/strokes} {the self}. {they self} {purr/purrs} like a small mill.")
  end
end

-- Food is welcome, and buys nothing.
local function eat(self, act)
  if not act.thing.edible then
    refuse("{the self} {look/looks} at {the thing}, and then at you, and is not impressed.")
  end
  steps.reach(act, self)
  steps.hold(act, act.thing)
  act:show("{actor} {offer/offers} {the thing} to {the self}. It goes the way of all fish.")
  act.thing:destroy()
  if self.guarding then
    self:show("{the self} {lick/licks} one paw, and {put/puts} it back where it was: on the shelf.")
  end
  done()
end

return {
  properties = { guarding = true },
  before = {
    ["give {thing} to {self}"] = eat,
    ["take {self}"] = function()
      refuse("{the self} {pour/pours} through your hands like warm sand and {are/is} back where "
        .. "{they self} {were/was}.")
    end,
    ["touch {self}"] = function(self, act)
      stroke(self, act)
      done()
    end,
  },
  verbs = { ["pet/stroke/scratch/pat {self}"] = stroke },
  timers = {
    curl_up = function(self)
      self.guarding = true
      self:show("{the self} {curl/curls} up on the shelf again, one paw out.",
        { kind = "ambient" })
    end,
  },
}
