-- verbs/follow.lua: go after a player who has just left, the same way.

local function follow(act)
  local person, room = act.player or act.person, act.actor.room
  if person == act.actor then refuse("You have been doing that all day.") end
  if person.room == room then
    refuse("{the person} {are/is} here still. Once {they person} {have/has} gone, \"follow\" and "
      .. "the name goes after {them person}.", { person = person })
  end
  local went = person.went
  if not went or went.from ~= room then
    refuse("You did not see where {the person} went.", { person = person })
  end
  ways.walk(act, went.way)
end

local function follow_here(act)
  if act.person.player then return follow(act) end
  refuse("{the person} {are/is} going nowhere just now.")
end

return {
  help = "follow PLAYER: go the way that PLAYER has left by, one room at a time.",
  grammar = {
    ["follow {player:anyone}"] = follow,
    ["go after {player:anyone}"] = follow,
    ["follow {person:person}"] = follow_here,
  },
}
