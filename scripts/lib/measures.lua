-- lib/measures.lua: liquids. A vessel `holds` so many measures ("cup" if `measure` is not said);
-- `liquid` says of what and `amount` how many are in it now. A spring is `endless`.
local measures = {}

local numbers = {
  a = 1, an = 1, one = 1, two = 2, three = 3, four = 4, five = 5, six = 6, seven = 7, eight = 8,
  nine = 9, ten = 10, eleven = 11, twelve = 12,
}

--- What its measure is called: "cup".
function measures.unit(x)
  return x.measure or "cup"
end

local function plural(unit)
  if unit:find("[sx]$") or unit:find("[cs]h$") then return unit .. "es" end
  return unit .. "s"
end

--- "two cups of water"
function measures.say(count, unit, liquid)
  return text.number(count) .. " " .. (count == 1 and unit or plural(unit)) .. " of " .. liquid
end

--- The number that a word means, or nil.
function measures.number(word)
  local n = numbers[word:lower()] or tonumber(word)
  if not n or n < 1 or n ~= math.floor(n) then return nil end
  return math.floor(n)
end

--- True when `word` names the measure of `x`.
function measures.is_unit(x, word)
  local unit = measures.unit(x)
  return word:lower() == unit or word:lower() == plural(unit)
end

--- True for what liquids are kept in.
function measures.is_vessel(x)
  return x.holds ~= nil or x.endless == true
end

--- How many measures of liquid are in `x`.
function measures.amount(x)
  if not x.liquid then return 0 end
  if x.endless then return math.huge end
  return x.amount or 0
end

--- How many more go into `x`.
function measures.room(x)
  if x.endless then return math.huge end
  return (x.holds or 0) - measures.amount(x)
end

-- Sets what is in it; nothing leaves no name behind.
local function set(x, liquid, amount)
  if x.endless then return end
  resets.disturb(x)
  x.amount = amount
  x.liquid = amount > 0 and liquid or nil
end

--- Takes so many measures out of `x`.
function measures.draw(x, count)
  set(x, x.liquid, measures.amount(x) - count)
end

--- Refuses unless there is something liquid in `x` that one can get at; opens it first.
function measures.check_source(act, x)
  steps.reach(act, x)
  if x.openable and steps.closed(x) then steps.open(act, x) end
  if measures.amount(x) > 0 then return end
  if measures.is_vessel(x) then refuse("{the item} {are/is} empty.", { item = x }) end
  refuse("There is nothing in {the item} to pour.", { item = x })
end

-- Refuses unless what is in `from` can go into `into`.
local function check_into(act, from, into)
  local vals = { item = into, source = from, liquid = from.liquid, other = into.liquid }
  if from == into then refuse("That would be a very short way to pour.") end
  if not measures.is_vessel(into) then refuse("{the item} would not hold {liquid}.", vals) end
  steps.reach(act, into)
  if into.openable and steps.closed(into) then steps.open(act, into) end
  if measures.amount(into) > 0 and into.liquid ~= from.liquid and not into.endless then
    refuse("There is {other} in {the item}, and {liquid} would spoil it.", vals)
  end
  if measures.room(into) < 1 then refuse("{the item} {are/is} full to the brim.", vals) end
end

--- Pours up to `wanted` measures (nil: all that goes) from one vessel into another; the number
--- that went over.
function measures.transfer(act, from, into, wanted)
  measures.check_source(act, from)
  check_into(act, from, into)
  local have = measures.amount(from)
  if wanted and wanted > have then
    refuse("There is not that much in {the source}.", { source = from })
  end
  local count = math.min(wanted or have, have, measures.room(into))
  local liquid = from.liquid
  if count < math.huge then
    measures.draw(from, count)
    if not into.endless then set(into, liquid, measures.amount(into) + count) end
  end
  return count, liquid
end

--- Tells the actor what is in `x`, if it is a vessel; what floats in it, others tell.
function measures.tell_state(act, x)
  if not measures.is_vessel(x) then return end
  if steps.closed(x) and not x.transparent then return end
  local amount = measures.amount(x)
  if x.endless and x.liquid then
    act:tell("There is more {liquid} in {them item} than you could ever use.",
      { item = x, liquid = x.liquid })
  elseif amount == 0 then
    if #x:contents("in") == 0 then act:tell("{they item} {are/is} empty.", { item = x }) end
  else
    act:tell("{they item} {hold/holds} {much}.",
      { item = x, much = measures.say(amount, measures.unit(x), x.liquid) })
  end
end

return measures
