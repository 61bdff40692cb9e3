-- areas/reality/mousehole.lua: a room whose mouse notices whoever comes in.
return {
  properties = { mouse = ref },
  after = {
    ["enter {self}"] = function(self)
      if self.mouse and self.mouse.room == self then self.mouse:signal("startle") end
    end,
  },
}
