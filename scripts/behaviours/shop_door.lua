-- behaviours/shop_door.lua: the front door of a shop, which lets nobody out with unpaid wares.

local function carries_ware(holder, shop)
  for _, x in ipairs(holder:contents()) do
    if x:has_behaviour("ware") and x.shop == shop then return true end
    if carries_ware(x, shop) then return true end
  end
  return false
end

return {
  properties = { shop = ref },
  before = {
    ["pass {self}"] = function(self, act)
      if act.actor.room == self.shop and carries_ware(act.actor, self.shop) then
        refuse("{the self} {stay/stays} where {they self} {are/is}, however you push: you have not "
          .. "paid for everything.")
      end
    end,
  },
}
