-- verbs/time.lua: what time it is, for whoever has a clock in sight.

local function clock_in_sight(actor)
  for _, x in ipairs(steps.around(actor, function(x)
    return x:has_behaviour("town_clock") or x:has_behaviour("clock_face")
  end)) do
    local hour = x:has_behaviour("town_clock") and x.hour or x.clock and x.clock.hour
    if hour then return x, hour end
  end
  return nil
end

local function tell_time(act)
  local clock, hour = clock_in_sight(act.actor)
  if not clock then refuse("There is no clock in sight. One would have to go and look, or wait "
    .. "for one to strike.") end
  act:tell("By {the clock} it is a little past {hour}.",
    { clock = clock, hour = text.number(hour) })
end

return {
  help = "time: what time it is, where a clock can be seen.",
  grammar = {
    ["time"] = tell_time,
    ["what time is it"] = tell_time,
    ["what is the time"] = tell_time,
    ["what's the time"] = tell_time,
  },
}
