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

return {
  properties = { guarding = true },
  before = {
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
