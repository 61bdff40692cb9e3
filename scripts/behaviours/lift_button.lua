-- behaviours/lift_button.lua: calls a lift to a floor, from inside it or from a landing.

local function press(self, act)
  steps.reach(act, self)
  if not self.lift then refuse("{the self} {give/gives} a click. It is wired to nothing.") end
  act:show("{actor} {press/presses} {the self}.")
  if self.lift.moving then return act:tell("The lift is on its way already.") end
  if self.lift.at == self.floor and act.actor.room == self.lift then
    return act:tell("You are there already.")
  end
  self.lift:signal("call", { floor = self.floor })
end

return {
  properties = { lift = ref, floor = 1 },
  verbs = { ["press/push {self}"] = press },
}
