-- behaviours/customs_form.lua: asks a newcomer for pronoun and description, line by line, and
-- gives a stamped pass.

local pronouns = { "she", "he", "they", "it" }

local function has_pass(self, person)
  for _, item in ipairs(person:contents()) do
    if item:is_a(self.gives) then return true end
  end
  return false
end

local function ask_pronoun(actor)
  return choose(actor, "Line one: how shall people speak of you?", pronouns)
end

local function ask_likeness(actor)
  local words = ask(actor, "Line two: what does somebody see who looks at you? A sentence or two "
    .. "will do.", { within = 300 })
  words = words and text.trim(words)
  if not words or words == "" then return nil end
  return words
end

local function stamp(self, act)
  local actor = act.actor
  local pass = make(self.gives, "held", actor)
  pass.writing = "Landed at Pellwick: " .. actor.name .. ". Owes the port one good story."
  act:show("{actor} {sign/signs} {the self}. A brass stamp comes down on its own and leaves "
    .. "{a pass} in {their actor} hand.", { pass = pass })
end

local function leave_it(act)
  act:tell("You put the pen back. The form can wait; forms are good at it.")
end

local function fill(self, act)
  local actor = act.actor
  steps.see(act, self)
  steps.reach(act, self)
  act:tell_others("{actor} {bend/bends} over {the self}.")
  local pronoun = ask_pronoun(actor)
  if not pronoun then return leave_it(act) end
  local likeness = ask_likeness(actor)
  if not likeness then return leave_it(act) end
  if utf8.len(likeness) > 400 then
    return act:tell("There is not that much room on the line. Try again with fewer words.")
  end
  if actor.room ~= self.room then return end
  actor.pronoun, actor.text = pronoun, likeness
  if has_pass(self, actor) then
    act:show("{actor} {sign/signs} {the self} anew. The stamp nods.")
  else
    stamp(self, act)
  end
end

return {
  properties = { gives = "library.landing-pass" },
  verbs = {
    ["sign/complete {self}"] = fill,
    ["fill {self}"] = fill,
    ["fill in {self}"] = fill,
    ["fill out {self}"] = fill,
    ["fill {self} in"] = fill,
    ["write on {self}"] = fill,
    ["write in {self}"] = fill,
  },
}
