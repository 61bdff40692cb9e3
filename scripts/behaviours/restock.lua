-- behaviours/restock.lua: a place that is filled up again: every `pace` seconds there are `upto`
-- things of the kind `stocks` in it (or on it), and of the kind `stocks_too`, if that is said. At
-- most `limit` of those it made exist at a time: beyond that it fetches back the oldest that nobody
-- carries.

local function count(self, kind)
  local found = 0
  for _, item in ipairs(self:contents()) do
    if item:is_a(kind) then found = found + 1 end
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
local function add(self, kind, alive)
  if #alive < self.limit then
    alive[#alive + 1] = make(kind, place(self), self)
    return
  end
  for _, item in ipairs(alive) do
    local holder = item.holder
    local lies_about = holder ~= self and not (holder and holder.person)
    if lies_about and item:is_a(kind) then
      return item:move(place(self), self)
    end
  end
end

local function refill(self, kind)
  local missing, alive = self.upto - count(self, kind), living(self)
  if missing <= 0 then return end
  for _ = 1, missing do add(self, kind, alive) end
  self.made = alive
end

return {
  properties = {
    stocks = "library.coin", stocks_too = ref, upto = 1, pace = 900, limit = 10, made = {},
  },
  on_attach = function(self) self:every(self.pace, "refill") end,
  timers = {
    refill = function(self)
      refill(self, self.stocks)
      if self.stocks_too then refill(self, self.stocks_too) end
    end,
  },
}
