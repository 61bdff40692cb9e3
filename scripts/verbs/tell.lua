-- verbs/tell.lua: speak to one player, wherever that one is, and answer whoever spoke so last.

local function send(act, player, words)
  words = text.trim((words:gsub("^[,:]%s*", "")))
  if words == "" then refuse("You would have to say something.") end
  act:tell('You tell {player}, "{words}"', { player = player, words = words, kind = "speech" })
  if list.has(player.ignores or {}, act.actor) then return end
  player.told_by = act.actor
  player:tell('{who} {tell/tells} you, "{words}"',
    { who = act.actor, words = words, kind = "speech" })
end

local function tell(act)
  if act.player == act.actor then refuse("You may think to yourself without a command.") end
  send(act, act.player, act.words)
end

local function reply(act)
  local player = act.actor.told_by
  if not player or not is_valid(player) then refuse("Nobody has told you anything yet.") end
  if player.asleep then
    refuse("{the player} {are/is} asleep. A letter would reach {them player}: see \"help "
      .. "letters\".", { player = player })
  end
  send(act, player, act.words)
end

local function say_to(act)
  if act.person == act.actor then refuse("You may think to yourself without a command.") end
  local words = text.trim((act.words:gsub("^[,:]%s*", "")))
  act:show('{actor} {say/says} to {the person}, "{words}"', { words = words, kind = "speech" })
end

-- Of those who are no players only who is here can be told anything; it is said aloud.
local function tell_here(act)
  if not act.person.player then return say_to(act) end
  if act.person == act.actor then refuse("You may think to yourself without a command.") end
  send(act, act.person, act.words)
end

return {
  help = "tell NAME WORDS: only that player gets them, wherever in the world.\n"
    .. "\"page\" means the same. reply WORDS, or r, answers whoever told you something last. "
    .. "To be heard by all around you, say it.",
  grammar = {
    ["tell/page {player:anyone} {words:text}"] = tell,
    ["tell {person:person} {words:text}"] = tell_here,
    ["say to {person:person} {words:text}"] = say_to,
    ["reply/r {words:text}"] = reply,
  },
}
