-- verbs/close.lua: close doors, lids and drawers.

local function close(act)
  local thing = act.thing
  steps.reach(act, thing)
  if not thing.openable then refuse("{the thing} {are/is} not a thing that closes.") end
  if steps.closed(thing) then refuse("{the thing} {are/is} already closed.") end
  resets.disturb(thing)
  -- Told while there is still light: it may be what the lid shuts in.
  act:show("{actor} {close/closes} {the thing}.")
  thing.open = false
  steps.beyond(act, thing, "{the lid} {close/closes} from the other side.")
end

return {
  help = "close THING: a door, a lid, a drawer. \"shut\" means the same.",
  grammar = { ["close/shut {thing?open}"] = close },
}
