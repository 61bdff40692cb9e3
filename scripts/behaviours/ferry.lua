-- behaviours/ferry.lua: a room that crosses between two landings. It lies in the landing `here`;
-- its exit `out` leads there. `water` is where it is meanwhile, if that is a place of the world.

local function cast_off(self)
  if self.crossing or not self.there then return end
  self.crossing = true
  self:show("{the self} {slip/slips} {their self} mooring.",
    { inside = "The landing slides away." })
  if self.water then self:move("in", self.water) end
  self:after(self.pace, "land")
end

local function land(self)
  self.here, self.there, self.crossing = self.there, self.here, false
  self:move("in", self.here)
  for _, part in ipairs(self:contents("part")) do
    if part.exit then part.to = self.here end
  end
  self:show("{the self} {bump/bumps} ashore.", { inside = "A bump: land." })
end

return {
  properties = { here = ref, there = ref, water = ref, crossing = false, pace = 240 },
  before = {
    ["leave {self}"] = function(self)
      if self.crossing then refuse("There is only water out there.") end
    end,
    ["enter {self}"] = function(self, act)
      if self.crossing or act.actor.room ~= self.here then
        refuse("{the self} {are/is} out on the water.")
      end
    end,
  },
  signals = { cast_off = cast_off },
  timers = { land = land },
}
