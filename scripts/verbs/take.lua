-- verbs/take.lua: pick things up.

-- Where it comes from, when that is worth a word.
local function source_of(act, thing)
  local holder = thing.holder
  if not holder or holder == moves.floor(act.actor) or holder == act.actor.room then return nil end
  return holder
end

-- What it lies under or behind is said.
local taken_from = {
  under = { own = "You take {the thing} from under {the source}.",
    others = "{actor} {take/takes} {the thing} from under {the source}." },
  behind = { own = "You take {the thing} from behind {the source}.",
    others = "{actor} {take/takes} {the thing} from behind {the source}." },
  any = { own = "You take {the thing} from {the source}.",
    others = "{actor} {take/takes} {the thing} from {the source}." },
}

local function announce(act, source, relation)
  local vals = { source = source }
  local words = taken_from[relation] or taken_from.any
  if act.many then
    act:tell("{the thing}: taken.")
  elseif source then
    act:tell(words.own, vals)
  else
    act:tell("You take {the thing}.")
  end
  if source then
    act:tell_others(words.others, vals)
  else
    act:tell_others("{actor} {take/takes} {the thing}.")
  end
end

local function take(act)
  steps.liftable(act, act.thing)
  local source, relation = source_of(act, act.thing), act.thing.relation
  local found = steps.lift(act, act.thing)
  announce(act, source, relation)
  steps.uncover(act, act.thing, found)
end

-- Refuses unless the thing is at the place that the line names. What somebody found under or
-- behind a place has come out beside it and counts as there.
local function check_place(act, relation)
  local thing, source = act.thing, act.source
  if thing == source then refuse("You can't take a thing from itself.") end
  if thing.holder == source and (not relation or thing.relation == relation) then return end
  if relation and thing.holder == source.room then return end
  local vals = { where = relation or (source.surface and not source.container and "on" or "in") }
  if source.person then refuse("{the source} {have/has} no such thing.", { source = source }) end
  refuse("{the thing} {are/is} not {where} {the source}.", vals)
end

local function take_from(relation)
  return function(act)
    check_place(act, relation)
    act:attempt("take {thing}", { thing = act.thing }, function() take(act) end)
  end
end

local from_it = take_from(nil)

return {
  help = "take THING: pick it up. take all, take lamp and rope, take two coins, "
    .. "take coin from box.\n\"get\" and \"pick up\" mean the same. "
    .. "\"take all\" leaves alone what is fixed or belongs to somebody.",
  grammar = {
    ["take/get {things}"] = take,
    ["pick up {things}"] = take,
    ["take/get {things} from/off {source}"] = from_it,
    ["take/get {things} out of {source}"] = from_it,
    ["remove {things} from {source}"] = from_it,
    ["take/get {things} from under {source}"] = take_from("under"),
    ["take/get {things} from behind {source}"] = take_from("behind"),
  },
}
