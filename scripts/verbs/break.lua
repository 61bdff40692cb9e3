-- verbs/break.lua: hit, kick and break things. Nobody gets hurt here, and only what is `fragile`
-- goes to pieces.

local function shatter(act)
  local thing = act.thing
  act:show("{actor} {break/breaks} {the thing} to pieces.", { heard = "Something breaks." })
  for _, inner in ipairs(thing:contents()) do
    if inner.relation ~= "part" then inner:move("in", thing.room) end
  end
  thing:destroy()
end

local function hit(act)
  local thing = act.thing
  steps.reach(act, thing)
  if thing == act.actor then refuse("You have done nothing to deserve that.") end
  if thing.person then
    refuse("Nobody gets hurt here, and {the thing} least of all by you.")
  end
  if thing.fragile then return shatter(act) end
  if thing.fixed or thing.scenery or steps.is_part(thing) or thing.door_thing then
    refuse("{the thing} {are/is} harder than you are.")
  end
  refuse("{the thing} {take/takes} no notice of it.")
end

local function hit_with(act)
  act:attempt("hit {thing}", { thing = act.thing }, function() hit(act) end)
end

return {
  help = "break, hit or kick THING: glass breaks. Nobody gets hurt here.",
  careful = true,
  grammar = {
    ["break/smash/destroy {thing}"] = hit,
    ["hit/kick/punch/attack/fight/kill {thing}"] = hit,
    ["break/smash/hit/attack/kill {thing} with {tool:held}"] = hit_with,
  },
}
