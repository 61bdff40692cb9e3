-- verbs/exits.lua: list the ways out.

local function line(way)
  if not way.door then return "{way}: {place}." end
  if steps.closed(way.door) then return "{way}: {the door}, closed." end
  return "{way}: {place}, through {the door}."
end

local function exits(act)
  local ways = act.actor.room:exits()
  if #ways == 0 then refuse("There is no way out that you can see.") end
  for _, way in ipairs(ways) do
    act:tell(line(way), { way = text.capital(way.direction), place = way.to, door = way.door })
  end
end

return {
  help = "exits: list the ways out of this place, one a line.",
  grammar = { ["exits/ways"] = exits, ["where can i go"] = exits },
}
