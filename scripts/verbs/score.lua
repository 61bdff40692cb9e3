-- verbs/score.lua: there is no score; what there is to tell instead.

local function score(act)
  local actor = act.actor
  local places, things = math.max(1, #(actor.visited or {})), #actor:contents()
  act:tell("Nobody keeps score here. You have been to {places} and carry {things}; the rest is "
    .. "between you and whoever has met you.", {
      places = places == 1 and "one place" or text.number(places) .. " places",
      things = things == 0 and "nothing"
        or things == 1 and "one thing" or text.number(things) .. " things",
    })
end

return {
  help = "score: nobody keeps one. It tells how much of the world you have seen.",
  grammar = { ["score"] = score },
}
