-- behaviours/stand_of_wares.lua: a heap of things for sale, which never grows less: `price` coins
-- (`coin`) to the `keeper` buy one of the kind `sells`.

local function coins_of(self, who)
  local found = {}
  for _, x in ipairs(who:contents("held")) do
    if x:is_a(self.coin) then found[#found + 1] = x end
  end
  return found
end

local function words_for(count)
  return text.number(count) .. (count == 1 and " coin" or " coins")
end

local function buy(self, act)
  steps.reach(act, self)
  local coins = coins_of(self, act.actor)
  if #coins < self.price then
    refuse("One costs {price}, and you have {have}.", {
      price = words_for(self.price), have = #coins == 0 and "none" or text.number(#coins),
    })
  end
  for i = 1, self.price do
    if self.keeper then coins[i]:move("held", self.keeper) else coins[i]:destroy() end
  end
  local bought = make(self.sells, "held", act.actor)
  act:show("{actor} {buy/buys} {a bought} for {price}.",
    { price = words_for(self.price), bought = bought })
end

return {
  properties = {
    sells = "library.quiche", price = 1, keeper = ref, coin = "library.coin",
  },
  after = {
    ["examine {self}"] = function(self, act)
      if act.actor.terse then return end
      act:tell("They cost {price} each.", { price = words_for(self.price) })
    end,
  },
  verbs = { ["buy/purchase {self}"] = buy, ["pay for {self}"] = buy },
}
