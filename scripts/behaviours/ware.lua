-- behaviours/ware.lua: a thing for sale. Its `keeper` names the `price` when somebody picks it up;
-- "buy" pays it in `coin` and makes it the buyer's. `shop` is the room it belongs to until then.

local function coins_of(self, who)
  local found = {}
  for _, x in ipairs(who:contents("held")) do
    if x:is_a(self.coin) then found[#found + 1] = x end
  end
  return found
end

local function quote(self, act)
  if not (self.shop and self.keeper) then return end
  self.keeper:say("{thing}? {price}, and it is yours.", {
    thing = text.capital(self.name), price = text.number(self.price)
      .. (self.price == 1 and " coin" or " coins"),
  })
  act:tell("You may buy it.")
end

local function buy(self, act)
  if not self.shop then refuse("{the self} {are/is} not for sale.") end
  steps.reach(act, self)
  local coins = coins_of(self, act.actor)
  if #coins < self.price then
    refuse("{the self} {cost/costs} {price}, and you have {have}.", {
      price = text.number(self.price), have = #coins == 0 and "nothing" or text.number(#coins),
    })
  end
  steps.hold(act, self)
  for i = 1, self.price do
    if self.keeper then coins[i]:move("held", self.keeper) else coins[i]:destroy() end
  end
  self.shop = nil
  act:show("{actor} {pay/pays} for {the self}.")
end

return {
  properties = { price = 1, shop = ref, keeper = ref, coin = "library.coin" },
  after = { ["take {self}"] = quote },
  verbs = { ["buy/purchase {self}"] = buy, ["pay for {self}"] = buy },
}
