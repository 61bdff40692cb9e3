-- areas/cloak/foyer.lua: every visit begins here, in a cloak and with the sawdust swept smooth.
local function spare_cloak(self)
  for _, cloak in ipairs(self.cloaks) do
    if not cloak.holder.person then return cloak end
  end
  self.cloaks = list.with(self.cloaks, make("velvet-cloak", "in", self))
  return self.cloaks[#self.cloaks]
end

local function go_home(_, act)
  if act.direction and act.direction ~= "north" then return end
  refuse("You have only just come in, and out there it rains harder than ever.")
end

return {
  properties = { cloaks = {} },
  before = { north = go_home, ["go {direction:direction}"] = go_home },
  signals = {
    arrival = function(self, vals)
      local who, bar = vals.who, thing("cloak.bar")
      if #who:contents() > 0 then return end
      bar.trodden = list.without(bar.trodden, who)
      spare_cloak(self):move("worn", who)
      self:show("{who} {come/comes} in from the rain, wrapped in a velvet cloak.", { who = who })
    end,
  },
}
