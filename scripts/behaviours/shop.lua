-- behaviours/shop.lua: a room whose wares (behaviour ware) go nowhere unpaid: whoever leaves it
-- with some loses them on the way. Its front door carries the behaviour shop_door.

local function unpaid(holder, shop, found)
  for _, x in ipairs(holder:contents()) do
    if x:has_behaviour("ware") and x.shop == shop then found[#found + 1] = x end
    unpaid(x, shop, found)
  end
  return found
end

local function fetch_back(self, act)
  for _, ware in ipairs(unpaid(act.actor, self, {})) do
    act:tell("{the ware} {slip/slips} away from you and {are/is} gone.", { ware = ware })
    if not ware:restore() then ware:move("in", self) end
    self:show("{the ware} {come/comes} home by {themself ware}.", { ware = ware })
  end
end

return {
  after = { ["leave {self}"] = fetch_back },
}
