-- verbs/wrap.lua: whether lines are wrapped at the width of the window.

local function set(on)
  return function(act)
    act.actor.wrap = on
    if on then
      act:tell("Long lines are wrapped for you from now on.")
    else
      act:tell("Long lines are left whole from now on.")
    end
  end
end

local function state(act)
  if act.actor.wrap == false then
    act:tell('Long lines are left whole. "wrap on" has them wrapped.')
  else
    act:tell('Long lines are wrapped where your client tells its width. "wrap off" stops that.')
  end
end

return {
  help = "wrap on, wrap off: whether long lines are wrapped at the width of your window.",
  personal = true,
  grammar = { ["wrap"] = state, ["wrap on"] = set(true), ["wrap off"] = set(false) },
}
