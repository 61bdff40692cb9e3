-- behaviours/senses.lua: older names for what a thing or a place smells and feels like. Every thing
-- may have the properties `sound`, `smell` and `touch` without any behaviour.
return {
  properties = { scent = "", feel = "" },
  computed = {
    smell = function(self) return self.smell or self.scent ~= "" and self.scent or nil end,
    touch = function(self) return self.touch or self.feel ~= "" and self.feel or nil end,
  },
}
