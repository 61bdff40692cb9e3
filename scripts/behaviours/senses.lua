-- behaviours/senses.lua: what a thing or a place sounds, smells and feels like.

local function tell(property)
  return function(self, act)
    if self[property] == "" then return end
    act:tell("{impression}", { impression = self[property] })
    done()
  end
end

return {
  properties = { sound = "", scent = "", feel = "" },
  before = {
    ["listen"] = tell("sound"),
    ["listen to {self}"] = tell("sound"),
    ["smell"] = tell("scent"),
    ["smell {self}"] = tell("scent"),
    ["touch {self}"] = tell("feel"),
  },
}
