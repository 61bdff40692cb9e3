-- verbs/cut.lua: cut with what is `sharp`. What can be cut hooks in; a rope that is tied comes off.

local function is_sharp(x) return x.sharp == true end

local function check(act, tool)
  steps.reach(act, act.thing)
  if act.thing.person then refuse("Nobody gets hurt here.") end
  if not tool then refuse("You have nothing sharp to cut {the thing} with.") end
  if not tool.sharp then
    refuse("{the tool} {are/is} not sharp enough to cut anything.", { tool = tool })
  end
end

local function cut(act, tool)
  check(act, tool)
  steps.hold(act, tool)
  local thing = act.thing
  if not (thing.tieable and thing.tether) then
    refuse("{the thing} {have/has} done nothing to deserve that, and would be no use in pieces.")
  end
  local post = thing.tether
  if post.tether == thing then post.tether = nil end
  resets.disturb(thing)
  thing.tether = nil
  act:show("{actor} {cut/cuts} {the thing} loose from {the post}.", { post = post })
end

local function cut_with(act) cut(act, act.tool) end

local function cut_by_hand(act)
  steps.reach(act, act.thing)
  if act.thing.person then refuse("Nobody gets hurt here.") end
  local tool = steps.tool(act, is_sharp)
  check(act, tool)
  act:attempt("cut {thing} with {tool}", { thing = act.thing, tool = tool },
    function() cut(act, tool) end)
end

return {
  help = "cut THING with THING: with a knife or the like; the one in your hand is used by itself.",
  careful = true,
  grammar = {
    ["cut/slice {thing} with {tool:held}"] = cut_with,
    ["cut/slice {thing}"] = cut_by_hand,
  },
}
