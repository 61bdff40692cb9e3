-- behaviours/barter_lever.lua: an exchange that is all or nothing. Two people "offer" what they
-- hold; when both have pulled the lever, each has what the other offered, or nothing has changed.

local function offered_by(self, who)
  local found = {}
  for _, offer in ipairs(self.offers) do
    if offer.who == who and is_valid(offer.what) and steps.holds(who, offer.what) then
      found[#found + 1] = offer.what
    end
  end
  return found
end

-- Somebody else in the room who has an offer standing.
local function partner_of(self, actor)
  for _, offer in ipairs(self.offers) do
    local who = offer.who
    if who and who ~= actor and who.room == self.room and #offered_by(self, who) > 0 then
      return who
    end
  end
  return nil
end

local function offer(self, act)
  steps.reach(act, self)
  if not steps.holds(act.actor, act.thing) then refuse("You aren't holding {the thing}.") end
  if list.has(offered_by(self, act.actor), act.thing) then
    refuse("{the thing} {are/is} offered already.")
  end
  self.offers = list.keep(self.offers, { who = act.actor, what = act.thing }, 50)
  self.pulled = {}
  act:show("{actor} {offer/offers} {the thing} for exchange.")
end

local function withdraw(self, act)
  local kept = {}
  for _, one in ipairs(self.offers) do
    if one.who ~= act.actor then kept[#kept + 1] = one end
  end
  if #kept == #self.offers then refuse("You have offered nothing.") end
  self.offers, self.pulled = kept, {}
  act:show("{actor} {withdraw/withdraws} what {they actor} had offered.")
end

local function hand_over(things, to)
  for _, x in ipairs(things) do x:move("held", to) end
end

local function swap(self, act, one, other)
  local mine, theirs = offered_by(self, one), offered_by(self, other)
  self.pulled = {}
  local why, vals = burden.hindrance(other, mine)
  if not why then why, vals = burden.hindrance(one, theirs) end
  if why then
    vals.lever = self
    return act:show("{the lever} {spring/springs} back, and nothing is exchanged. " .. why, vals)
  end
  hand_over(mine, other)
  hand_over(theirs, one)
  self.offers = {}
  act:show("With a clank the exchange is made: {one} {have/has} {gained}, {other} {have/has} "
    .. "{given}.", { one = one, other = other, given = mine, gained = theirs })
end

local function pull(self, act)
  steps.reach(act, self)
  local one = act.actor
  if #offered_by(self, one) == 0 then
    refuse("You have offered nothing yet. \"offer\" something that you hold.")
  end
  act:show("{actor} {pull/pulls} {the self}.")
  local other = partner_of(self, one)
  if other and list.has(self.pulled, other) then return swap(self, act, one, other) end
  self.pulled = list.with(list.without(self.pulled, one), one)
  act:tell("{they self} {stay/stays} down, waiting for the other side.")
end

return {
  properties = { offers = {}, pulled = {} },
  verbs = {
    ["pull {self}"] = pull,
    ["offer {things:held}"] = offer,
    ["withdraw"] = withdraw,
    ["withdraw offer"] = withdraw,
  },
}
