-- verbs/touch.lua: touch a thing: property `touch`, a sentence or a few words ("warm").

local function tell(act, thing)
  local touch = thing.touch
  if not touch or touch == "" then
    act:tell("{the thing} {feel/feels} as you would expect.")
  elseif touch:find("^%l") then
    act:tell("{the thing} {feel/feels} {touch}.", { touch = touch:gsub("[.!]$", "") })
  else
    act:tell("{touch}", { touch = touch })
  end
end

local function touch(act)
  steps.reach(act, act.thing)
  if act.thing.person and act.thing ~= act.actor and not act.thing.touch then
    refuse("{the thing} might prefer to be asked first.")
  end
  tell(act, act.thing)
  act:tell_others("{actor} {touch/touches} {the thing}.")
end

return {
  help = "touch THING: what it feels like. \"feel\" means the same.",
  grammar = { ["touch/feel {thing}"] = touch },
}
