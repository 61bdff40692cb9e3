-- lib/outfits.lua: clothes over clothes. `slot` names the parts of the body that a garment covers
-- ("body, legs"), `layer` over what it is worn there: 1 next to the skin, 3 outermost. What has no
-- slot is worn beside anything.
local outfits = {}

local function layer(x)
  return math.min(math.max(x.layer or 2, 1), 3)
end

--- True when both cover the same part of the body.
function outfits.overlap(one, other)
  if not (one.slot and other.slot) then return false end
  for part in one.slot:gmatch("%a+") do
    for same in other.slot:gmatch("%a+") do
      if part == same then return true end
    end
  end
  return false
end

--- What the person wears over `x`, or nil.
function outfits.over(who, x)
  for _, worn in ipairs(who:contents("worn")) do
    if worn ~= x and outfits.overlap(worn, x) and layer(worn) > layer(x) then return worn end
  end
  return nil
end

local function beside(who, x)
  for _, worn in ipairs(who:contents("worn")) do
    if worn ~= x and outfits.overlap(worn, x) and layer(worn) == layer(x) then return worn end
  end
  return nil
end

--- Refuses unless the actor can put `x` on as things are.
function outfits.check_on(act, x)
  local outer = outfits.over(act.actor, x)
  if outer then
    refuse("{the item} {go/goes} under {the outer}, which you would have to take off first.",
      { item = x, outer = outer })
  end
  local other = beside(act.actor, x)
  if other then
    refuse("You can't wear {the item} together with {the other}.", { item = x, other = other })
  end
end

--- Refuses unless the actor can take `x` off as things are. Others see whoever tries in vain, if
--- that is embarrassing.
function outfits.check_off(act, x)
  local outer = outfits.over(act.actor, x)
  if not outer then return end
  local seen
  if x.embarrassing then
    -- Only others read it, and the verb must not agree with "the trousers".
    seen = "{actor} {tug/tugs} at something underneath {the outer} and blushes."
  end
  refuse("You can't take off {the item} while you are wearing {the outer}.",
    { item = x, outer = outer, actor = act.actor, seen = seen })
end

return outfits
