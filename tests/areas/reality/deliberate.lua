-- areas/reality/deliberate.lua: a case that is opened when somebody means it, never by the way.
return {
  before = {
    ["open {self}"] = function(_, act)
      if act.cause ~= "typed" then refuse("The glass of {the self} is in the way.") end
    end,
  },
}
