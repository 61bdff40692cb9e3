-- verbs/open.lua: open doors, lids and drawers.

-- What a lid just lifted lets one see.
local function contents_of(thing)
  local found = {}
  for _, item in ipairs(thing:contents("in")) do
    if not item.scenery then found[#found + 1] = item end
  end
  return found
end

local function tell_opened(act)
  local thing = act.thing
  if not thing.container or steps.within(act.actor, thing) then
    return act:tell("You open {the thing}.")
  end
  local found = contents_of(thing)
  if #found == 0 then
    act:tell("You open {the thing}. {they thing} {are/is} empty.")
  else
    act:tell("You open {the thing}. Inside you see {found}.", { found = found })
  end
end

local function open(act)
  local thing = act.thing
  steps.reach(act, thing)
  if not thing.openable then refuse("{the thing} {are/is} not a thing that opens.") end
  if not steps.closed(thing) then refuse("{the thing} {are/is} already open.") end
  if thing.locked then steps.unlock(act, thing) end
  steps.set_open(thing)
  tell_opened(act)
  act:tell_others("{actor} {open/opens} {the thing}.")
  steps.beyond(act, thing, "{the lid} {open/opens} from the other side.")
end

-- "open door with key": the key that is named, where there is a lock to undo.
local function open_with(act)
  local thing, key = act.thing, act.key
  steps.reach(act, thing)
  if thing.locked then
    steps.fit(thing, key)
    steps.hold(act, key)
  elseif not thing.key or not key:is_a(thing.key) then
    refuse("{the key} would be no help with {the thing}.")
  end
  act:attempt("open {thing}", { thing = thing }, function() open(act) end)
end

return {
  help = "open THING: a door, a lid, a drawer.\n"
    .. "A lock opens by itself when you hold the key that fits.",
  grammar = {
    ["open {thing?shut}"] = open,
    ["open {thing?shut} with {key:held}"] = open_with,
  },
}
