-- behaviours/any_thing.lua: the timers that every thing has without carrying a behaviour: doors and
-- lids that fall shut (`closes_after`), fuel that burns down (`fuel`), resets (`resets`).

local function fall_shut(self)
  if not self.open then return end
  local rooms = self.door_thing and self.joins or { self.room }
  local lit = {}
  for i, room in ipairs(rooms) do lit[i] = room:lit() end
  if self.door_thing then
    for _, room in ipairs(rooms) do
      room:show("{the door} {fall/falls} shut.", { door = self, heard = "A door falls shut." })
    end
  else
    self:show("{the self} {fall/falls} shut.")
  end
  self.open = false
  for i, room in ipairs(rooms) do
    if lit[i] and not room:lit() then room:show("Darkness closes in.") end
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
