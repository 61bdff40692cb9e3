-- verbs/ignore.lua: hear and read nothing more of somebody: speech, whispers, tells, shouts, emotes
-- and socials. The other is not told.

local most = 100

local function ignored(act)
  return act.actor.ignores or {}
end

local function ignore(act)
  local player = act.player
  if player == act.actor then refuse("Ignoring yourself takes more practice than that.") end
  if list.has(ignored(act), player) then refuse("You ignore {player} already.") end
  if #ignored(act) >= most then
    refuse('You ignore {count} people already. "unignore" and a name makes room.', { count = most })
  end
  act.actor.ignores = list.with(ignored(act), player)
  act:tell('Whatever {player} {say/says} or {act/acts} out passes you by from now on. '
    .. '"unignore {player}" ends that.')
end

local function named(act)
  local name = text.fold(act.name)
  for _, person in ipairs(ignored(act)) do
    if text.fold(person.name) == name then return person end
  end
  refuse('You ignore nobody called "{name}".')
end

local function unignore(act)
  local person = named(act)
  act.actor.ignores = list.without(ignored(act), person)
  act:tell("You hear {person} again.", { person = person })
end

local function state(act)
  if #ignored(act) == 0 then
    return act:tell('You ignore nobody. "ignore" and a name spares you what that player says and '
      .. "acts out.")
  end
  act:tell("You ignore {people}.", { people = ignored(act) })
end

return {
  help = "ignore NAME: you hear and read nothing more of what that player says, tells, whispers, "
    .. "shouts or acts out.\n\"unignore NAME\" ends it; \"ignore\" alone tells whom you ignore. "
    .. "The other is not told.",
  personal = true,
  grammar = {
    ["ignore"] = state,
    ["ignore {player:anyone}"] = ignore,
    ["unignore {name:word}"] = unignore,
  },
}
