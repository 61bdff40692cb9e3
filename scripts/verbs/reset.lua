-- verbs/reset.lua: for authors: put a thing back to the state in which its area has it.

local function reset(act)
  local thing = act.thing
  if act.actor.role == "player" then
    refuse("You tell {the thing} to be as {they thing} {were/was}. {they thing} {take/takes} no "
      .. "notice: that gift is for those who made the place.")
  end
  if thing.player then refuse("{the thing} {have/has} no earlier state to go back to.") end
  if not thing.authored then
    refuse("No area says how {the thing} {were/was} in the beginning.")
  end
  local holder = resets.keeper(thing)
  act:show("{actor} {snap/snaps} {their actor} fingers at {the thing}.")
  if holder and holder ~= act.actor then
    holder:tell("{the item} {slip/slips} out of your hands and {are/is} back where {they item} "
      .. "{belong/belongs}.", { item = thing })
  end
  thing:restore()
  act:tell("{the thing} {are/is} as {they thing} {were/was} in the beginning.")
end

return {
  help = "reset THING: for authors. It goes back to where it was and how it was at first.",
  careful = true,
  grammar = { ["reset {thing}"] = reset },
}
