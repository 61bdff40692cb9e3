-- behaviours/mirror.lua: whoever looks into it reads the own description.

local function reflect(self, act)
  steps.see(act, self)
  local likeness = act.actor.text
  if likeness then
    act:tell("In {the self} you see yourself. {likeness}", { likeness = likeness })
  else
    act:tell("In {the self} you see somebody newly landed, with no particulars yet. The form in "
      .. "the customs shed would mend that.")
  end
  act:tell_others("{actor} {look/looks} into {the self}.")
  done()
end

return {
  before = {
    ["examine {self}"] = reflect,
    ["look in {self}"] = reflect,
  },
}
