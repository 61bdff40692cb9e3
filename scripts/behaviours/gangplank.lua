-- behaviours/gangplank.lua: a plank between ship and shore that can be walked; `leads` says where.

local function walk(self, act)
  act:show("{actor} {walk/walks} the plank, under the eyes of several gulls.")
  ways.walk(act, self.leads)
end

return {
  verbs = {
    ["walk {self}"] = walk,
    ["walk/go/run along/over/across/down {self}"] = walk,
    ["cross {self}"] = walk,
  },
}
