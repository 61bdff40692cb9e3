-- behaviours/self_locking.lua: a door that falls shut and locks after a while. From the room
-- `inside` a bolt opens it without a key, so that nobody is ever shut in.

local function draw_bolt(self, act)
  if self.locked and act.actor.room == self.inside then
    self.locked = false
    act:tell("(drawing the bolt of {the self} first)")
  end
end

local function fall_shut(self)
  if not self.open then return end
  self.open, self.locked = false, true
  for _, room in ipairs(self.joins) do
    room:show("{the door} {swing/swings} shut and {lock/locks} with a click.", { door = self })
  end
end

return {
  properties = { inside = ref, pace = 900 },
  before = { ["open {self}"] = draw_bolt },
  after = { ["open {self}"] = function(self) self:after(self.pace, "shut") end },
  timers = { shut = fall_shut },
}
