-- verbs/tell.lua: speak to one player, wherever that one is.

local function tell(act)
  local player = act.player
  if player == act.actor then refuse("You may think to yourself without a command.") end
  act:tell('You tell {player}, "{words}"', { kind = "speech" })
  if list.has(player.ignores or {}, act.actor) then return end
  player:tell('{who} {tell/tells} you, "{words}"',
    { who = act.actor, words = act.words, kind = "speech" })
end

return {
  help = "tell NAME WORDS: only that player gets them, wherever in the world.\n"
    .. "\"page\" means the same. To be heard by all around you, say it.",
  grammar = { ["tell/page {player:anyone} {words:text}"] = tell },
}
