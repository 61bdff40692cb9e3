-- verbs/describe.lua: what others see who look at you.

local longest = 400

local function describe(act)
  local words = text.trim(act.words)
  if utf8.len(words) > longest then
    refuse("That is more than anybody takes in at a glance. Say it in fewer words.")
  end
  words = text.capital(words)
  if not words:find("[.!?]$") then words = words .. "." end
  act.actor.text = words
  act:tell("Whoever looks at you sees this from now on: {words}", { words = words })
end

local function show(act)
  if act.actor.text then
    return act:tell("Whoever looks at you sees this: {words}", { words = act.actor.text })
  end
  act:tell('You have not said yet what you look like. "describe me as" and a sentence or two '
    .. "does it.")
end

return {
  help = "describe me as WORDS: what others see who look at you. description shows it.",
  grammar = {
    ["describe me/myself as {words:text}"] = describe,
    ["description {words:text}"] = describe,
    ["description"] = show,
  },
}
