-- behaviours/restock.lua: a place that is filled up again: every `pace` seconds there are `upto`
-- things of the kind `stocks` in it (or on it). At most `limit` of those it made exist at a time:
-- beyond that it fetches back the oldest that nobody carries.

local function count(self)
  local found = 0
  for _, item in ipairs(self:contents()) do
    if item:is_a(self.stocks) then found = found + 1 end
  end
  return found
end

local function living(self)
  local alive = {}
  for _, item in ipairs(self.made) do
    if is_valid(item) then alive[#alive + 1] = item end
  end
  return alive
end

local function place(self)
  if self.container then return "in" end
  return "on"
end

-- One more thing there: a new one, or the oldest that lies about somewhere else.
local function add(self, alive)
  if #alive < self.limit then
    alive[#alive + 1] = make(self.stocks, place(self), self)
    return
  end
  for _, item in ipairs(alive) do
    local holder = item.holder
    if holder ~= self and not (holder and holder.person) then
      return item:move(place(self), self)
    end
  end
end

return {
  properties = { stocks = "library.coin", upto = 1, pace = 900, limit = 10, made = {} },
  on_attach = function(self) self:every(self.pace, "refill") end,
  timers = {
    refill = function(self)
      local missing, alive = self.upto - count(self), living(self)
      if missing <= 0 then return end
      for _ = 1, missing do add(self, alive) end
      self.made = alive
    end,
  },
}
