-- verbs/buy.lua: buy things. What is for sale brings its own line (behaviour ware).

local function buy(act)
  steps.see(act, act.thing)
  if act.thing.person then refuse("People are not for sale.") end
  if steps.within(act.thing, act.actor) then refuse("{the thing} {are/is} with you already.") end
  refuse("{the thing} {are/is} not for sale.")
end

local function sell(act)
  steps.see(act, act.thing)
  refuse("Nobody here is buying.")
end

return {
  help = "buy THING: where something is for sale.",
  grammar = {
    ["buy/purchase {thing}"] = buy,
    ["sell {thing:held}"] = sell,
    ["sell {thing:held} to {person:person}"] = sell,
  },
}
