-- behaviours/cart.lua: an enterable thing on wheels. Whoever pushes it walks along behind it;
-- whoever sits in it may drive it, if it `drives` by itself.

local pushed = "{pusher} {push/pushes} {the self} {way}."
local rolled = "{the self} {roll/rolls} {way}."
local comes_pushing = "{actor} {come/comes} {origin}, pushing {the cart}."
local rolls_in = "{the cart} {roll/rolls} in {origin}."

-- Everybody aboard reads where they have come to.
local function tell_aboard(self, room)
  for _, rider in ipairs(self:contents()) do
    if rider.player then room:describe_to(rider) end
  end
end

-- Those who see it arrive; who is aboard has read of it already.
local function tell_there(self, act, room, message, vals)
  for _, person in ipairs(moves.awake_in(room)) do
    local away = person ~= act.actor and not steps.within(person, self)
    if away and person:sees(self) then person:tell(message, vals) end
  end
end

-- The cart with all that is in it, by a way that is open to it.
local function roll(self, act, exit, direction, along)
  local from, to = self.room, exit.to
  act:attempt("leave {place}", { place = from }, function()
    moves.check_tethers(self)
    if along then moves.check_tethers(act.actor) end
    ways.pass(act, exit, function()
      self:show(along and pushed or rolled,
        { pusher = act.actor, way = direction, kind = "movement" })
      self:move("in", to)
      if along then act.actor:move("in", to) end
      tell_there(self, act, to, along and comes_pushing or rolls_in, { actor = act.actor,
        cart = self, origin = ways.origin(from, to), kind = "movement" })
      tell_aboard(self, to)
      if along then to:describe_to(act.actor) end
      resets.left(from)
    end)
  end)
end

local function push(self, act)
  steps.reach(act, self)
  if steps.within(act.actor, self) then
    refuse("You can't push {the self} while you are in {them self}.")
  end
  local exit = ways.find(act, act.direction)
  moves.check_free(act)
  if act.direction == "up" or act.direction == "down" then
    refuse("{the self} {go/goes} where wheels go, and that is not {way}.", { way = act.direction })
  end
  resets.disturb(self)
  roll(self, act, exit, act.direction, true)
end

local function drive(self, act)
  if not steps.within(act.actor, self) then refuse("You'd have to get into {the self} first.") end
  if not self.drives then
    refuse("{the self} {have/has} wheels, but nothing to turn them. Somebody has to push.")
  end
  roll(self, act, ways.find(act, act.direction), act.direction, false)
end

return {
  properties = { drives = false },
  verbs = {
    ["push/pull/shove/wheel {self} {direction:direction}"] = push,
    ["push/pull/shove/wheel {self} to the {direction:direction}"] = push,
    ["drive/ride/steer {self} {direction:direction}"] = drive,
    ["drive/ride/steer {direction:direction}"] = drive,
  },
}
