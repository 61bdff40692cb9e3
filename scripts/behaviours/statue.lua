-- behaviours/statue.lua: a bronze figure with an open hand. It answers a greeting and rewards
-- whoever brings it what it waits for (property `wants`). Its answers are the oracle's business.

local greetings = { "hello", "hail", "good day", "good morning", "good evening", "greetings" }

local function is_greeting(words)
  local folded = words:lower()
  for _, greeting in ipairs(greetings) do
    if folded:find(greeting, 1, true) then return true end
  end
  return false
end

local function has_reward(self, person)
  for _, item in ipairs(person:contents()) do
    if item:is_a(self.gives) then return true end
  end
  return false
end

-- Takes an offering; refuses where it will not.
local function accept(self, giver, offering)
  if not offering:is_a(self.wants) then
    refuse("The bronze palm tilts, and {the offering} {slide/slides} off it.",
      { offering = offering })
  end
  if has_reward(self, giver) then refuse('The statue says, "You are one of mine already."') end
end

local function reward(self, giver, offering)
  offering:destroy()
  local gift = make(self.gives, "held", giver)
  self.paid = list.keep(self.paid, giver.name, 50)
  self:show("{the self} {close/closes} its fingers on the offering. When they open again, "
    .. "{a gift} lies there, and then it lies in {giver's} hands.",
    { gift = gift, giver = giver })
  self:say("The water came back to {giver}. So it comes back to all who look behind it.",
    { giver = giver.name })
end

local function give(self, act)
  steps.reach(act, self)
  accept(self, act.actor, act.thing)
  steps.hold(act, act.thing)
  act:show("{actor} {lay/lays} {the thing} in the hand of {the self}.")
  reward(self, act.actor, act.thing)
end

-- Putting something in its hand is giving, too.
local function put(self, act)
  give(self, act)
  done()
end

return {
  properties = { paid = {}, wants = "library.tide-token", gives = "library.pilot-badge" },
  before = {
    ["put {thing} in {self}"] = put,
    ["put {thing} on {self}"] = put,
  },
  verbs = { ["give/offer {thing:held} to {self}"] = give },
  on_hear = function(self, speech)
    if speech.who.player and is_greeting(speech.words) then
      self:say("Fair water, {who}. Ask me about what you seek.", { who = speech.who.name })
    end
  end,
}
