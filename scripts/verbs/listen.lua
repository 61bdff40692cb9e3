-- verbs/listen.lua: listen to a place or a thing: property `sound`, a sentence or a few words.

-- "a slow tick" of the clock is "You hear a slow tick from the clock."
local function tell_words(act, impression, vals)
  vals.heard = vals.heard:gsub("[.!]$", "")
  local from = vals.source.room == vals.source and "" or " from {the source}"
  if impression.way then
    act:tell("Through {the way} you hear {heard}" .. from .. ", faintly.", vals)
  else
    act:tell("You hear {heard}" .. from .. ".", vals)
  end
end

-- Sentences stand as they are, except that "It" alone would not say what is meant.
local function tell(act, impression)
  local heard, source = impression.text, impression.thing
  local vals = { source = source, heard = heard, way = impression.way }
  if heard:find("^%l") then return tell_words(act, impression, vals) end
  local rest = source.room ~= source and heard:match("^It (.+)")
  if rest then vals.heard = rest end
  local said = rest and "{The source} {heard}" or "{heard}"
  act:tell(impression.way and "Faintly, through {the way}: " .. said or said, vals)
end

local function listen(act)
  local heard = act.actor:impressions("sound")
  if #heard == 0 then act:tell("You listen. Nothing stands out.") end
  for _, impression in ipairs(heard) do tell(act, impression) end
end

local function listen_to(act)
  local thing = act.thing
  local hears, why = act.actor:hears(thing)
  if not hears then refuse("{why}", { why = why }) end
  if not thing.sound or thing.sound == "" then
    refuse("{the thing} {make/makes} no sound that you could name.")
  end
  tell(act, { thing = thing, text = thing.sound })
end

return {
  help = "listen, listen to THING: what there is to hear, in the dark as well.",
  grammar = {
    ["listen"] = listen,
    ["listen to {thing}"] = listen_to,
    ["hear {thing}"] = listen_to,
  },
}
