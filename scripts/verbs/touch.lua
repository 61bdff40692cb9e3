-- verbs/touch.lua: touch a thing. Whatever feels unusual hooks in (behaviour senses).

local function touch(act)
  steps.reach(act, act.thing)
  if act.thing.person and act.thing ~= act.actor then
    refuse("{the thing} might prefer to be asked first.")
  end
  act:tell("{the thing} {feel/feels} as you would expect.")
end

return {
  help = "touch THING: what it feels like. \"feel\" means the same.",
  grammar = { ["touch/feel {thing}"] = touch },
}
