-- behaviours/fastened.lua: a cover that is screwed on: it opens with the `tool`, which is a thing
-- or a kind of things, and with nothing else.

local function fits(self)
  return function(x) return self.tool ~= nil and x:is_a(self.tool) end
end

local function unscrew(self, act, tool)
  steps.reach(act, self)
  if self.open then refuse("{the self} {are/is} off already.") end
  if not tool then refuse("The screws are tight. You would need something to turn them with.") end
  if not fits(self)(tool) then
    refuse("{the means} {do/does} not fit the screws.", { means = tool })
  end
  resets.disturb(self)
  self.open = true
  act:show("{actor} {unscrew/unscrews} {the self} with {the means}.", { means = tool })
  local found = self:contents("in")
  if #found > 0 then act:tell("Behind it you see {found}.", { found = found }) end
end

local function unscrew_by_hand(self, act)
  unscrew(self, act, not self.open and steps.tool(act, fits(self)) or nil)
end

local function screw(self, act)
  steps.reach(act, self)
  if not self.open then refuse("{the self} {are/is} on already.") end
  self.open = false
  act:show("{actor} {screw/screws} {the self} back on.")
end

return {
  properties = { tool = ref },
  before = {
    ["open {self}"] = function(self)
      if not self.open then refuse("{the self} {are/is} screwed on.") end
    end,
  },
  verbs = {
    ["unscrew {self}"] = unscrew_by_hand,
    ["unscrew {self} with {tool:held}"] = function(self, act) unscrew(self, act, act.tool) end,
    ["screw {self} on"] = screw,
    ["screw {self}"] = screw,
  },
}
