-- areas/cloak/bar.lua: as dark as the cloaks in it; who fumbles in the dark treads on the message.
local function see_to_light(self, act)
  local dark = false
  for _, cloak in ipairs(thing("cloak.foyer").cloaks) do
    local bearer = cloak.holder
    local here = bearer.room == self or bearer == act.actor
    dark = dark or here and bearer.person and not bearer.asleep
  end
  if self:lit() and dark then self:show("All the light goes out of the place.") end
  self.lit = not dark
end

local function fumble(self, act)
  if self:lit() or act.direction == "north" then return end
  self.trodden = list.keep(self.trodden, act.actor, 200)
  act:tell("Blundering about in the dark, you feel something give underfoot.")
  done()
end

-- The end of a visit; the next one begins at once.
local function read(self, act)
  if act.thing ~= self:part("message") then return end
  local foyer, fumbles = thing("cloak.foyer"), 0
  for _, who in ipairs(self.trodden) do fumbles = fumbles + (who == act.actor and 1 or 0) end
  act:tell(fumbles < 2 and "The sawdust says, as clear as print: You have won."
    or "The sawdust is trampled, but three words are left of what it said: You have lost.")
  act:tell_others("{actor} {read/reads} the sawdust and {hurry/hurries} out into the rain.")
  act.actor:move("in", foyer)
  foyer:describe_to(act.actor)
  foyer:signal("arrival", { who = act.actor })
  done()
end

return {
  properties = { trodden = {} },
  before = {
    ["enter {self}"] = see_to_light, look = see_to_light,
    ["read {thing}"] = read, ["examine {thing}"] = read,
    ["drop {thing}"] = fumble, ["remove {thing}"] = fumble, wait = fumble,
    ["go {direction:direction}"] = fumble, south = fumble, east = fumble, west = fumble,
  },
  after = { ["leave {self}"] = function(self) see_to_light(self, {}) end },
  signals = { arrival = see_to_light, departure = see_to_light },
}
