-- verbs/claim.lua: become the keeper of a world that has none.

local function claim(act)
  act.actor:claim(act.code)
end

return {
  help = "claim CODE: become keeper of this world, with the code that its server shows on start.",
  careful = true,
  grammar = { ["claim {code:word}"] = claim },
}
