-- areas/cloak/cloak.lua: a cloak is left where cloaks are left, and nowhere else.
local function keep(_, act)
  if act.actor.room == thing("cloak.cloakroom") then return end
  refuse("So fine a cloak is not left lying about. There is a cloakroom for that.")
end
return { before = { ["drop {self}"] = keep, ["give {self} to {person}"] = keep } }
