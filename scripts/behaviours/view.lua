-- behaviours/view.lua: a window or the like that one looks out of; `view` is what one sees.

local function look(self, act)
  steps.see(act, self)
  act:tell("{view}", { view = self.view })
  act:tell_others("{actor} {look/looks} out of {the self}.")
  done()
end

return {
  properties = { view = "There is the world outside, going about its business." },
  before = {
    ["look through {self}"] = look,
    ["look out of {self}"] = look,
    ["look out {self}"] = look,
    ["look in {self}"] = look,
  },
}
