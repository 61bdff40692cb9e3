-- verbs/switch.lua: turn lamps and machines on and off; light, put out and blow out flames.

local function turn_on(act)
  devices.check(act, act.thing)
  devices.start(act, act.thing)
end

local function turn_off(act)
  devices.check(act, act.thing)
  devices.stop(act, act.thing)
end

local function refuse_lightless(act)
  if act.thing.person then refuse("{the thing} would object.") end
  refuse("{the thing} {give/gives} no light.")
end

local function light(act)
  steps.reach(act, act.thing)
  if act.thing.flammable then refuse("If you mean to burn {the thing}, say so.") end
  if not (act.thing.switchable and act.thing.luminous) then refuse_lightless(act) end
  devices.start(act, act.thing)
end

local function extinguish(act)
  steps.reach(act, act.thing)
  if not (act.thing.switchable and act.thing.luminous) then
    refuse("{the thing} {are/is} not burning.")
  end
  devices.stop(act, act.thing)
end

local function blow_out(act)
  steps.reach(act, act.thing)
  if act.thing.switchable and act.thing.luminous and not act.thing.flame then
    refuse("{the thing} {have/has} no flame to blow out.")
  end
  extinguish(act)
end

local function blow(act)
  steps.reach(act, act.thing)
  if act.thing.flame and act.thing.on then
    return act:attempt("blow out {thing}", { thing = act.thing }, function() blow_out(act) end)
  end
  if act.thing.person and act.thing ~= act.actor then refuse("{the thing} would not like that.") end
  refuse("You blow on {the thing}. {they thing} {are/is} no warmer and no colder for it.")
end

return {
  help = "turn on THING, turn off THING: lamps and machines.\n"
    .. "\"light lamp\", \"put out lamp\" and \"blow out candle\" do it for whatever burns.",
  grammar = {
    ["turn/switch on {thing?off}"] = turn_on,
    ["turn/switch {thing?off} on"] = turn_on,
    ["turn/switch off {thing?on}"] = turn_off,
    ["turn/switch {thing?on} off"] = turn_off,
    ["light/kindle {thing?off}"] = light,
    ["extinguish/douse/snuff {thing?on}"] = extinguish,
    ["put out {thing?on}"] = extinguish,
    ["put {thing?on} out"] = extinguish,
    ["blow out {thing?on}"] = blow_out,
    ["blow {thing?on} out"] = blow_out,
    ["blow {thing}"] = blow,
    ["blow on/into {thing}"] = blow,
  },
}
