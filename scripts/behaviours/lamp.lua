-- behaviours/lamp.lua: a light that one turns on and off. Its state is the property `light`.

local function kindle(self, act)
  steps.reach(act, self)
  if self.light then refuse("{the self} {are/is} already lit.") end
  local room = act.actor.room
  local was_dark = not room:lit()
  self.light = true
  act:show("{actor} {light/lights} {the self}.")
  if was_dark and room:lit() then room:describe_to(act.actor) end
end

local function douse(self, act)
  steps.reach(act, self)
  if not self.light then refuse("{the self} {are/is} not lit.") end
  act:show("{actor} {put/puts} out {the self}.")
  self.light = false
  if not act.actor.room:lit() then act:tell("Darkness closes in.") end
end

return {
  properties = {},
  after = {
    ["examine {self}"] = function(self, act)
      if self.light then
        act:tell("{they self} {burn/burns} with a small steady flame.")
      else
        act:tell("{they self} {are/is} not lit.")
      end
    end,
  },
  verbs = {
    ["light/kindle {self}"] = kindle,
    ["turn/switch on {self}"] = kindle,
    ["turn/switch {self} on"] = kindle,
    ["extinguish/douse/snuff {self}"] = douse,
    ["put out {self}"] = douse,
    ["blow out {self}"] = douse,
    ["turn/switch off {self}"] = douse,
    ["turn/switch {self} off"] = douse,
  },
}
