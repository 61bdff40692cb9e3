-- behaviours/any_thing.lua: the timers that every thing has without carrying a behaviour: doors and
-- lids that fall shut (`closes_after`), fuel that burns down (`fuel`), resets (`resets`).

local function fall_shut(self)
  if not self.open then return end
  self.open = false
  if not self.door_thing then return self:show("{the self} {fall/falls} shut.") end
  for _, room in ipairs(self.joins) do
    room:show("{the door} {fall/falls} shut.", { door = self, heard = "A door falls shut." })
  end
end

-- What a player carries stays with them.
local function go_back(self)
  if resets.keeper(self) then return self:after(60, "go_back") end
  resets.go_back(self)
end

return {
  timers = {
    fall_shut = fall_shut,
    burn_down = function(self, timer) devices.burn_down(self, timer.missed + 1) end,
    go_back = go_back,
  },
}
