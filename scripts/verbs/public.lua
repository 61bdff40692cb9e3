-- verbs/public.lua: whether one's name may stand on the world's web page while one is awake.

local function on(act)
  act.actor.shown = true
  act:tell("Your name stands on the world's web page while you are awake.")
end

local function off(act)
  act.actor.shown = false
  act:tell("Your name does not stand on the world's web page. You are only counted there.")
end

local function state(act)
  if act.actor.shown then
    act:tell('Your name stands on the world\'s web page while you are awake. "public off" ends '
      .. "that.")
  else
    act:tell('The world\'s web page counts you and does not name you. "public on" has it name you '
      .. "while you are awake.")
  end
end

return {
  help = "public on, public off: whether the world's web page names you while you are awake.",
  personal = true,
  grammar = { ["public"] = state, ["public on"] = on, ["public off"] = off },
}
