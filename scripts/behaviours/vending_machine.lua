-- behaviours/vending_machine.lua: coins in, press, and something comes out. Its parts `cashbox` and
-- `tray` keep the one and offer the other; `price`, `stock` and `sells` are the owner's to set.
-- `by_itself`: the last coin is enough, nobody need press.

local function check_stock(self)
  if self.stock == 0 then refuse("A card reads SOLD OUT.") end
end

-- One of what it sells, for all to see; nothing but a thump when there is none left.
local function vend(self, act, message)
  if self.stock == 0 then
    return act:show("{the self} {thump/thumps}, and that is all.", { heard = "Something thumps." })
  end
  self.paid, self.stock = self.paid - self.price, self.stock - 1
  act:show(message, {
    snack = make(self.sells, "in", self:part("tray")), tray = self:part("tray"),
    heard = "Something thumps.",
  })
end

local function check_coin(self, act)
  if not act.thing:is_a(self.coin) then refuse("{the self} {take/takes} coins only.") end
  if not self.by_itself then check_stock(self) end
end

local function swallow(self, act)
  self.paid = self.paid + act.thing.worth
  act.thing:move("in", self:part("cashbox"))
  if self.paid < self.price then
    act:tell("The dial asks for {owed} more.", { owed = text.number(self.price - self.paid) })
  elseif self.by_itself then
    vend(self, act, "{the self} {thump/thumps} and {drop/drops} {a snack} into {the tray}.")
  else
    act:tell("The dial says PRESS.")
  end
end

local function press(self, act)
  steps.reach(act, self)
  local owed = self.price - self.paid
  if self.stock > 0 and owed > 0 then
    refuse("The dial asks for {owed} more.", { owed = text.number(owed) })
  end
  vend(self, act,
    "{actor} {press/presses} {the self}. It thumps and drops {a snack} into {the tray}.")
end

local function kick(_, act)
  act:show("{actor} {kick/kicks} {the self}. It thumps, and keeps what it has.")
end

return {
  properties = {
    price = 3, paid = 0, stock = 12, sells = "library.quiche", coin = "library.coin",
    by_itself = false,
  },
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
