-- behaviours/first_cabin.lua: a room where a host shows newcomers the ropes: one tip at a time,
-- each to one player, each once, and only when that player has done what the last one was about.

local tips = {
  welcome = "Welcome aboard, {who}. We are tied up at Pellwick. Say what you do in plain words: "
    .. "try 'open locker'.",
  open = "That is the way of it. What you see, you may take: 'take cap', or "
    .. "'take all from locker'.",
  take = "'inventory', or 'i', tells what you carry. A cap is for wearing: 'wear cap'.",
  wear = "It suits you. Up the ladder is the gangway, and the town behind it: type 'up'. "
    .. "'help' is there whenever you want it.",
}

-- Queues a tip, unless this player has had it.
local function tip(self, act, name)
  local player = act.actor
  if not player.player or player.terse or not self.host then return end
  local mark = player.id_number .. ":" .. name
  if list.has(self.told, mark) then return end
  self.told = list.keep(self.told, mark, 400)
  self:signal("tip", { who = player, name = name })
end

local function on(name)
  return function(self, act) tip(self, act, name) end
end

return {
  properties = { host = ref, told = {} },
  after = {
    ["enter {self}"] = on("welcome"),
    ["look"] = on("welcome"),
    ["examine {thing}"] = on("welcome"),
    ["say {words:text}"] = on("welcome"),
    ["open {thing}"] = on("open"),
    ["take {thing}"] = on("take"),
    ["wear {thing}"] = on("wear"),
  },
  signals = {
    tip = function(self, vals)
      if vals.who.room ~= self then return end
      vals.who:tell('{the host} {say/says} to you, "' .. tips[vals.name] .. '"',
        { host = self.host, who = vals.who.name, kind = "speech" })
    end,
  },
}
