-- behaviours/roped_off.lua: a stair that is closed to the public, for a `reason`.

local function keep_out(self)
  refuse("{reason}", { reason = self.reason })
end

return {
  properties = { reason = "The rope says no, and has a tassel to say it with." },
  before = {
    ["climb {self}"] = keep_out,
    ["enter {self}"] = keep_out,
    ["untie {self}"] = keep_out,
    ["jump over {self}"] = keep_out,
  },
  verbs = {
    ["go up {self}"] = keep_out,
    ["cross/unhook {self}"] = keep_out,
    ["duck/crawl under {self}"] = keep_out,
  },
}
