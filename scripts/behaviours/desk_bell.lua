-- behaviours/desk_bell.lua: a bell to ring; `calls` is whoever answers it.

local function ring(self, act)
  steps.reach(act, self)
  act:show("{actor} {ring/rings} {the self}. One clear note goes up to the rafters.",
    { heard = "A small bell rings." })
  if self.calls then self:signal("answer", { who = act.actor }) end
end

return {
  properties = { calls = ref, reply = "Yes, {who}?" },
  verbs = { ["ring/hit {self}"] = ring },
  signals = {
    answer = function(self, vals)
      if self.calls.room == self.room then self.calls:say(self.reply, { who = vals.who.name }) end
    end,
  },
}
