-- verbs/tie.lua: tie ropes and the like to things, and undo it. Who carries one end of a rope goes
-- no further than the other end allows (lib/moves.lua).

local function check_post(act, post)
  steps.reach(act, post)
  if post == act.thing then refuse("{the thing} would make a fine loop, and hold nothing.") end
  if post.person then refuse("{the post} would not like that.", { post = post }) end
  if steps.within(post, act.thing) then
    refuse("{the post} {are/is} part of {the thing}.", { post = post })
  end
end

local function tie(act)
  local rope, post = act.thing, act.post
  if not rope.tieable then refuse("{the thing} {are/is} nothing to tie with.") end
  if rope.tether then refuse("{the thing} {are/is} tied to {the other} already.",
    { other = rope.tether }) end
  check_post(act, post)
  if not steps.holds(act.actor, rope) then steps.hold(act, rope) end
  resets.disturb(rope)
  rope.tether = post
  -- What is not fixed is tied to the rope as much as the rope to it.
  if not post.fixed and not post.tether then post.tether = rope end
  act:show("{actor} {tie/ties} {the thing} to {the post}.")
end

local function release(rope)
  local post = rope.tether
  resets.disturb(rope)
  if post and post.tether == rope then post.tether = nil end
  rope.tether = nil
  return post
end

-- The rope that is meant: the thing itself, or the rope that is tied to it.
local function rope_of(act, thing)
  local other = thing.tether
  if other and other.tether == thing and not thing.tieable then return other end
  if other then return thing end
  return steps.around(act.actor, function(x) return x.tieable and x.tether == thing end)[1] or thing
end

local function untie(act)
  local rope = rope_of(act, act.thing)
  steps.reach(act, rope)
  if not rope.tether then refuse("{the thing} {are/is} not tied to anything.") end
  if not rope.tieable then
    refuse("{the thing} {are/is} {manner} to {the post} for good.",
      { manner = rope.tied or "tied", post = rope.tether })
  end
  local post = release(rope)
  act:show("{actor} {untie/unties} {the rope} from {the post}.", { rope = rope, post = post })
end

local function untie_from(act)
  local rope = rope_of(act, act.thing)
  if rope.tether ~= act.post and act.post.tether ~= act.thing then
    refuse("{the thing} {are/is} not tied to {the post}.")
  end
  act:attempt("untie {thing}", { thing = act.thing }, function() untie(act) end)
end

local function with_rope(act)
  local rope = steps.tool(act, function(x) return x.tieable == true end)
  if not rope then refuse("You have nothing to tie {the post} with.") end
  refuse("To what do you want to tie it? Say: tie {the rope} to {the post}.", { rope = rope })
end

return {
  help = "tie THING to THING; untie THING: with rope and string.\n"
    .. "Who carries one end can't walk away from the other.",
  grammar = {
    ["tie/fasten/attach {thing:held} to {post}"] = tie,
    ["tie/fasten {post}"] = with_rope,
    ["untie/unfasten/detach {thing}"] = untie,
    ["untie/unfasten/detach {thing} from {post}"] = untie_from,
  },
}
