-- verbs/whisper.lua: speak to one person in the room; the others see it and hear nothing.

-- Everybody awake in the room but the two.
local function onlookers(act)
  local others = {}
  for _, person in ipairs(act.actor.room:contents("in")) do
    local party = person == act.actor or person == act.person
    if person.player and not person.asleep and not party then others[#others + 1] = person end
  end
  return others
end

local function whisper(act)
  local actor, person = act.actor, act.person
  if person == actor then refuse("You move your lips. Nobody is the wiser.") end
  if person.room ~= actor.room then
    refuse("{the person} {are/is} too far away to hear a whisper.")
  end
  act:tell('You whisper to {the person}, "{words}"', { kind = "speech" })
  local vals = { who = actor, whom = person, words = act.words, kind = "speech" }
  local deaf = person.player and list.has(person.ignores or {}, actor)
  if person.player and not deaf then
    person:tell('{who} {whisper/whispers} to you, "{words}"', vals)
  end
  for _, other in ipairs(onlookers(act)) do
    other:tell("{who} {whisper/whispers} something to {the whom}.", vals)
  end
end

return {
  help = "whisper to NAME WORDS: only that person hears them; the others see that you whisper.\n"
    .. "\"whisper WORDS to NAME\" does the same.",
  grammar = {
    ["whisper to {person:person} {words:text}"] = whisper,
    ["whisper {person:person} {words:text}"] = whisper,
    ["whisper {words:text} to {person:person}"] = whisper,
  },
}
