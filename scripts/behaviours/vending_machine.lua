-- behaviours/vending_machine.lua: coins in, press, and something comes out. Its parts `cashbox` and
-- `tray` keep the one and offer the other; `price`, `stock` and `sells` are the owner's to set.

local function check_stock(self)
  if self.stock == 0 then refuse("A card reads SOLD OUT.") end
end

local function check_coin(self, act)
  if not act.thing:is_a("library.coin") then refuse("{the self} {take/takes} coins only.") end
  check_stock(self)
end

local function swallow(self, act)
  self.paid = self.paid + act.thing.worth
  act.thing:move("in", self:part("cashbox"))
  if self.paid < self.price then
    act:tell("The dial asks for {owed} more.", { owed = text.number(self.price - self.paid) })
  else
    act:tell("The dial says PRESS.")
  end
end

local function press(self, act)
  steps.reach(act, self)
  check_stock(self)
  local owed = self.price - self.paid
  if owed > 0 then
    refuse("The dial asks for {owed} more.", { owed = text.number(owed) })
  end
  self.paid, self.stock = -owed, self.stock - 1
  act:show("{actor} {press/presses} {the self}. It thumps and drops {a snack} into {the tray}.", {
    snack = make(self.sells, "in", self:part("tray")), tray = self:part("tray"),
    heard = "Something thumps.",
  })
end

local function kick(_, act)
  act:show("{actor} {kick/kicks} {the self}. It thumps, and keeps what it has.")
end

return {
  properties = { price = 3, paid = 0, stock = 12, sells = "library.quiche" },
  before = { ["put {thing} in {self}"] = check_coin },
  after = {
    ["put {thing} in {self}"] = swallow,
    ["examine {self}"] = function(self, act)
      act:tell("A card reads: one {good}, {price} coins.", {
        good = (thing(self.sells).name:gsub("^an? ", "")), price = text.number(self.price),
      })
    end,
  },
  verbs = {
    ["press/push {self}"] = press,
    ["kick/hit {self}"] = kick,
  },
}
