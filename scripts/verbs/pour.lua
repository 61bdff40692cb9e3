-- verbs/pour.lua: fill vessels, pour from one into another, pour away. Quantities are in measures:
-- "pour two cups of water into basin".

local function unit_of(from, into)
  return measures.unit(into.endless and from or into)
end

local function announce(act, from, into, count, liquid)
  local vals = { from = from, into = into, liquid = liquid, actor = act.actor }
  if count == math.huge or into.endless then
    act:tell("You pour {liquid} from {the from} into {the into}, for what it is worth.", vals)
  else
    vals.much = measures.say(count, unit_of(from, into), liquid)
    act:tell("You pour {much} from {the from} into {the into}.", vals)
    if measures.room(into) == 0 then act:tell("{the into} {are/is} full to the brim.", vals) end
  end
  act:tell_others("{actor} {pour/pours} {liquid} from {the from} into {the into}.", vals)
end

local function pour_into(act, from, into, wanted)
  measures.check_source(act, from)
  if not from.fixed and not from.endless then steps.hold(act, from) end
  local count, liquid = measures.transfer(act, from, into, wanted)
  announce(act, from, into, count, liquid)
end

local function pour(act) pour_into(act, act.thing, act.place) end

-- A vessel at hand with that liquid in it; `not_this` is where it is to go.
local function source_of(act, liquid, not_this)
  local word = liquid:lower():gsub("^the ", "")
  for _, x in ipairs(steps.around(act.actor, function(x)
    return x ~= not_this and x.liquid == word and measures.amount(x) > 0
  end)) do
    if not steps.closed(x) then return x end
  end
  return nil
end

-- "pour water into basin": whatever there is of it.
local function pour_liquid(act)
  local from = source_of(act, act.liquid, act.place)
  if not from then decline() end
  act:tell("(from {the from})", { from = from })
  act:attempt("pour {thing} into {place}", { thing = from, place = act.place },
    function() pour_into(act, from, act.place) end)
end

-- "pour two cups of water into basin"
local function pour_measured(act)
  local count = measures.number(act.count)
  local from = source_of(act, act.liquid, act.place)
  if not (count and from) then decline() end
  if not (measures.is_unit(from, act.unit) or measures.is_unit(act.place, act.unit)) then
    refuse("Here one counts in measures of a {unit}.", { unit = unit_of(from, act.place) })
  end
  act:tell("(from {the from})", { from = from })
  act:attempt("pour {thing} into {place}", { thing = from, place = act.place },
    function() pour_into(act, from, act.place, count) end)
end

local function fill_from(act)
  local into = act.thing
  if not into.holds then refuse("{the thing} {are/is} not made for holding liquids.") end
  steps.reach(act, into)
  pour_into(act, act.source, into)
end

-- What could fill it: springs, where there are any, before other vessels.
local function sources_for(act, into)
  local springs, vessels = {}, {}
  for _, x in ipairs(steps.around(act.actor, function(x)
    return x ~= into and measures.amount(x) > 0
      and (measures.amount(into) == 0 or x.liquid == into.liquid)
  end)) do
    local sort = x.endless and springs or vessels
    sort[#sort + 1] = x
  end
  return #springs > 0 and springs or vessels
end

-- The only source that would do is meant.
local function fill(act)
  local into = act.thing
  steps.reach(act, into)
  if not into.holds then refuse("{the thing} {are/is} not made for holding liquids.") end
  if measures.room(into) < 1 then refuse("{the thing} {are/is} full to the brim.") end
  local sources = sources_for(act, into)
  if #sources == 0 then refuse("There is nothing here to fill {the thing} with.") end
  if #sources > 1 then
    refuse("From what? You could use {sources}.", { sources = sources })
  end
  act:tell("(from {the source})", { source = sources[1] })
  act:attempt("fill {thing} from {source}", { thing = into, source = sources[1] },
    function() pour_into(act, sources[1], into) end)
end

local function pour_out(act)
  local from = act.thing
  measures.check_source(act, from)
  if from.endless then refuse("There is no end to {the thing}.") end
  if not from.fixed then steps.hold(act, from) end
  local liquid = from.liquid
  measures.draw(from, measures.amount(from))
  act:show("{actor} {pour/pours} the {liquid} out of {the thing}. The ground drinks it up.",
    { liquid = liquid })
end

local function fall_out(act)
  local found = act.thing:contents("in")
  if #found == 0 then refuse("{the thing} {are/is} empty.") end
  if act.thing.fixed then refuse("{the thing} {are/is} too firmly in place to be tipped out.") end
  steps.hold(act, act.thing)
  if steps.closed(act.thing) then steps.open(act, act.thing) end
  for _, x in ipairs(found) do
    resets.disturb(x)
    x:move("in", moves.floor(act.actor))
  end
  act:show("{actor} {empty/empties} {the thing}, and out {fall} {found}.",
    { found = found, fall = #found == 1 and "comes" or "come" })
end

local function empty(act)
  steps.reach(act, act.thing)
  local dry = measures.amount(act.thing) == 0 and #act.thing:contents("in") > 0
  if measures.is_vessel(act.thing) and not dry then return pour_out(act) end
  if act.thing.container then return fall_out(act) end
  refuse("There is nothing in {the thing} to pour out.")
end

local function empty_into(act)
  if not measures.is_vessel(act.thing) then
    refuse("There is nothing in {the thing} to pour.")
  end
  pour_into(act, act.thing, act.place)
end

-- Water on fire puts it out; anything else only gets wet.
local function pour_on(act)
  measures.check_source(act, act.thing)
  if act.place.person then refuse("{the place} would not thank you for it.") end
  steps.reach(act, act.place)
  if not (act.place.flame and act.place.on) then
    refuse("That would only make {the place} wet.")
  end
  if not act.thing.fixed then steps.hold(act, act.thing) end
  act:show("{actor} {pour/pours} {liquid} over {the place}.", { liquid = act.thing.liquid })
  measures.draw(act.thing, act.thing.endless and 0 or 1)
  devices.stop(act, act.place)
end

return {
  help = "fill THING from THING; pour THING into THING; pour out THING: liquids.\n"
    .. "\"pour two cups of water into basin\" is understood. empty THING pours away what is in it.",
  grammar = {
    ["pour {thing:held} into/in {place}"] = pour,
    ["pour {liquid:text} into/in {place}"] = pour_liquid,
    ["pour {count:word} {unit:word} of {liquid:text} into/in {place}"] = pour_measured,
    ["pour {thing:held} on/onto/over {place}"] = pour_on,
    ["pour out {thing:held}"] = pour_out,
    ["pour {thing:held} out"] = pour_out,
    ["empty {thing}"] = empty,
    ["empty {thing:held} into/in {place}"] = empty_into,
    ["fill {thing:held}"] = fill,
    ["fill {thing:held} from/at/with {source}"] = fill_from,
  },
}
