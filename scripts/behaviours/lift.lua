-- behaviours/lift.lua: a room that travels between landings. `floors` are the landings from the
-- lowest up, `doors` the door of each, which joins it with the lift; the room has one exit, `out`,
-- which is pointed anew at every stop. Buttons are things with the behaviour lift_button.

local function out_of(self)
  local exit = self:exit("out")
  if exit then return exit end
  -- It is behind the closed door of the last stop.
  for _, part in ipairs(self:contents("part")) do
    if part.exit then return part end
  end
  return nil
end

local function set_door(self, floor, open)
  local door = self.doors[floor]
  if not door then return end
  door.open, door.locked = open, not open
  local message = open and "{the door} {slide/slides} open." or "{the door} {slide/slides} shut."
  self.floors[floor]:show(message, { door = door })
  self:show("{note}", { inside = message, door = door, note = "" })
end

local function depart(self)
  if self.moving or self.wanted == self.at then return end
  set_door(self, self.at, false)
  self.moving = true
  local way = self.wanted > self.at and "up" or "down"
  for _, rider in ipairs(self:contents()) do
    rider:tell("The floor presses against your feet: you are going {way}.", { way = way })
  end
  self:after(self.pace * math.abs(self.wanted - self.at), "arrive")
end

local function arrive(self)
  self.moving = false
  self.at = self.wanted
  local exit = out_of(self)
  exit.to, exit.door = self.floors[self.at], self.doors[self.at]
  for _, rider in ipairs(self:contents()) do
    rider:tell("With a small bounce the lift stops.")
  end
  set_door(self, self.at, true)
end

return {
  properties = { floors = {}, doors = {}, at = 1, wanted = 1, moving = false, pace = 5 },
  before = {
    ["leave {self}"] = function(self)
      if self.moving then refuse("There is only the wall of the shaft sliding by.") end
    end,
  },
  signals = {
    call = function(self, vals)
      if self.moving then return end
      self.wanted = vals.floor
      if self.wanted == self.at then return set_door(self, self.at, true) end
      depart(self)
    end,
  },
  timers = { arrive = arrive },
}
