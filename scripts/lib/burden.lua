-- lib/burden.lua: what things weigh and how much room they take, and what people and places bear.
-- `weight` and `bulk` are 1 where nothing is said. `strength` limits what one person carries,
-- `capacity` what fits into hands, boxes and on shelves; where they are not said, nothing is.
local burden = {}

-- What nobody lifts who is not said to be stronger.
local usual_strength = 100

--- The weight of `x` with all that is in and on it.
function burden.weight(x)
  local sum = x.weight or 1
  for _, inner in ipairs(x:contents()) do
    if inner.relation ~= "part" or inner.weight then sum = sum + burden.weight(inner) end
  end
  return sum
end

--- How much room `x` takes up.
function burden.bulk(x)
  return x.bulk or 1
end

--- How much of the room in (or on) `place` is taken.
function burden.filled(place, relation)
  local sum = 0
  for _, inner in ipairs(place:contents(relation)) do sum = sum + burden.bulk(inner) end
  return sum
end

-- The weight of all that somebody has on and about them.
local function load_of(who)
  local sum = 0
  for _, inner in ipairs(who:contents()) do
    if inner.relation ~= "part" then sum = sum + burden.weight(inner) end
  end
  return sum
end

local function fills_hands(who, x)
  return who.capacity and burden.filled(who, "held") + burden.bulk(x) > who.capacity
end

local function carried(who, x)
  local at = x.holder
  while at and at ~= who do at = at.holder end
  return at == who
end

local function refuse_weight(who, x)
  local weight = burden.weight(x)
  local most = who.strength or usual_strength
  if weight > most then
    if (x.weight or 1) <= most then
      refuse("{the item} {are/is} too heavy to lift with all that is in {them item}.",
        { item = x })
    end
    refuse("{the item} {are/is} too heavy to lift.", { item = x })
  end
  if who.strength and load_of(who) + weight > who.strength then
    refuse("{the item} {are/is} too heavy for you with all that you carry already.", { item = x })
  end
end

--- Refuses unless the actor bears `x` and has a hand free for it.
function burden.check_lift(act, x)
  local who = act.actor
  if not carried(who, x) then refuse_weight(who, x) end
  if not fills_hands(who, x) then return end
  if burden.bulk(x) > who.capacity then
    refuse("{the item} {are/is} too unwieldy to carry.", { item = x })
  end
  refuse("Your hands are full.")
end

--- Why `person` cannot take the things into their hands, as a message with its values; nil if they
--- can. What they give away at the same time does not count.
function burden.hindrance(person, things)
  local bulk, weight = 0, 0
  for _, x in ipairs(things) do
    bulk, weight = bulk + burden.bulk(x), weight + burden.weight(x)
  end
  local vals = { items = things, receiver = person }
  if person.capacity and burden.filled(person, "held") + bulk > person.capacity then
    return "{the receiver} {have/has} {their receiver} hands full.", vals
  end
  local most = person.strength or usual_strength
  for _, x in ipairs(things) do
    if burden.weight(x) > most then
      vals.item = x
      return "{the item} {are/is} more than {the receiver} can carry.", vals
    end
  end
  if person.strength and load_of(person) + weight > most then
    return "{the receiver} {have/has} too much to carry already.", vals
  end
  return nil
end

--- Refuses unless `person` can take `x` into their hands.
function burden.check_gift(person, x)
  local why, vals = burden.hindrance(person, { x })
  if why then refuse(why, vals) end
end

--- Refuses unless there is room for `x` in, on, under or behind `place`.
function burden.check_room(place, relation, x)
  if not place.capacity then return end
  local vals = { item = x, where = place }
  if burden.bulk(x) > place.capacity then
    refuse("{the item} {are/is} too big for {the where}.", vals)
  end
  if burden.filled(place, relation) + burden.bulk(x) <= place.capacity then return end
  if relation == "in" then refuse("{the where} {are/is} full.", vals) end
  refuse("There is no room left " .. relation .. " {the where}.", vals)
end

return burden
