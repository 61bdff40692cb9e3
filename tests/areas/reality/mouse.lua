-- areas/reality/mouse.lua: squeaks when it is startled, and has forgotten about it a little later.
return {
  properties = { alarmed = false },
  signals = {
    startle = function(self)
      if not self.alarmed then self:show("{the self} {squeak/squeaks}!", { heard = "Eek!" }) end
      self.alarmed = true
      self:after(30, "calm_down")
    end,
  },
  timers = {
    calm_down = function(self)
      self.alarmed = false
      self:show("{the self} {wash/washes} {their self} whiskers.", { kind = "ambient" })
    end,
  },
}
