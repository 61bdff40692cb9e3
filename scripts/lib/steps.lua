-- lib/steps.lua: what verbs look into and do first: seeing, reaching, taking, opening, unlocking.
-- Implied steps announce themselves to the actor in brackets; whatever refuses undoes them too.
-- A command takes at most four of them, each for a cause that hooks can read.
local steps = {}

local most_implied = 4
local most_searched = 500

--- Does something that a command implies, as an action of its own with its hooks. The fifth such
--- step of one command is refused.
function steps.imply(act, line, roles, carry_out)
  act.implied = (act.implied or 0) + 1
  if act.implied > most_implied then
    refuse("That would take too many steps at once. Begin with the first of them.")
  end
  local why = act.verb ~= "" and "implied by " .. act.verb or "implied"
  act:attempt(line, roles, carry_out, why)
end

-- Relations -----------------------------------------------------------------------------------

--- True when `x` is in `who`'s hands.
function steps.holds(who, x)
  return x.holder == who and x.relation:sub(1, 4) == "held"
end

--- True when `who` wears `x`.
function steps.wears(who, x)
  return x.holder == who and x.relation:sub(1, 4) == "worn"
end

--- True when `x` is a part of something.
function steps.is_part(x)
  return x.relation:sub(1, 4) == "part"
end

--- True when `inner` is `outer` or lies within it, at any depth.
function steps.within(inner, outer)
  local at = inner
  while at do
    if at == outer then return true end
    at = at.holder
  end
  return false
end

--- True for a container or door that is shut now.
function steps.closed(x)
  if x.open == nil then return x.openable == true end
  return not x.open
end

-- Senses --------------------------------------------------------------------------------------

--- Refuses unless the actor sees `x`.
function steps.see(act, x)
  local seen, why = act.actor:sees(x)
  if not seen then refuse("{why}", { why = why }) end
end

--- Describes `x` to the actor, with the state that it is in; refuses where it is not seen.
function steps.examine(act, x)
  steps.see(act, x)
  x:describe_to(act.actor)
  devices.tell_state(act, x)
  measures.tell_state(act, x)
  local post = x.tether
  if post and act.actor:sees(post) then
    act:tell("{they item} {are/is} {manner} to {the post}.",
      { item = x, manner = x.tied or "tied", post = post })
  end
end

-- The shut case that one could open by hand to get at `x`, or nil.
local function shut_case(x)
  local case = x.holder
  while case and case.room ~= case do
    if case.container and case.openable and steps.closed(case) then return case end
    case = case.holder
  end
  return nil
end

--- Refuses unless the actor can touch `x`; opens what it is shut in, where that helps.
function steps.reach(act, x)
  local case = shut_case(x)
  if case and act.actor:reaches(case) then steps.open(act, case) end
  local near, why = act.actor:reaches(x)
  if not near then refuse("{why}", { why = why }) end
end

-- Everything below `holder` that passes the test, as long as the search lasts.
local function search(holder, but, test, found, budget)
  for _, x in ipairs(holder:contents()) do
    budget.left = budget.left - 1
    if budget.left < 0 then return end
    if x ~= but then
      if test(x) then found[#found + 1] = x end
      if x.room ~= x then search(x, but, test, found, budget) end
    end
  end
end

--- What the actor has at hand and can touch that passes the test: first what is carried, then what
--- is around.
function steps.around(actor, test)
  local found, near = {}, {}
  local budget = { left = most_searched }
  search(actor, nil, test, found, budget)
  if actor.room then search(actor.room, actor, test, found, budget) end
  for _, x in ipairs(found) do
    if actor:reaches(x) then near[#near + 1] = x end
  end
  return near
end

-- The first of each sort; things of a name and kind are one sort.
local function sorts(things)
  local found, seen = {}, {}
  for _, x in ipairs(things) do
    if not seen[x.name] then
      seen[x.name] = true
      found[#found + 1] = x
    end
  end
  return found
end

--- The tool in the actor's hands that passes the test, announced: "(with the wrench)". Nil when
--- there is none; refuses when there are several to choose from.
function steps.tool(act, test)
  local fitting = {}
  for _, x in ipairs(act.actor:contents("held")) do
    if test(x) then fitting[#fitting + 1] = x end
  end
  fitting = sorts(fitting)
  if #fitting == 0 then return nil end
  if #fitting > 1 then
    refuse("With what? You are holding {tools}, any of which would do.", { tools = fitting })
  end
  act:tell("(with {the means})", { means = fitting[1] })
  return fitting[1]
end

-- Taking --------------------------------------------------------------------------------------

local function refuse_had(actor, x)
  if steps.wears(actor, x) then refuse("You are wearing {the item}.", { item = x }) end
  if steps.holds(actor, x) then refuse("You already have {the item}.", { item = x }) end
end

local function refuse_rooted(x)
  if x.room == x or x.direction then refuse("That is not a thing to carry about.") end
  if x.fixed_because and x.fixed then refuse("{why}", { why = x.fixed_because }) end
  if x.person then
    refuse("{the item} {do/does} not care to be picked up.", { item = x })
  elseif x.door_thing then
    refuse("{the item} {stay/stays} where {they item} {hang/hangs}.", { item = x })
  elseif steps.is_part(x) then
    refuse("{the item} {are/is} part of {the whole}.", { item = x, whole = x.holder })
  elseif x.scenery and not x.container and not x.surface then
    refuse("{the item} {are/is} best left alone.", { item = x })
  elseif x.fixed then
    refuse("{the item} {are/is} fixed in place.", { item = x })
  end
end

-- What somebody sits, lies or stands in is not carried off from under them.
local function refuse_occupied(x)
  local who = moves.rider(x)
  if not who then return end
  if who.asleep then
    refuse("Something keeps {the item} where {they item} {are/is}.", { item = x })
  end
  local doing = who.posture or (who.relation == "on" and "standing")
  refuse("Not while {the who} {are/is} " .. (doing and doing .. " " or "") .. who.relation
    .. " {the place}.", { who = who, place = who.holder })
end

--- Refuses unless the actor can pick `x` up.
function steps.liftable(act, x)
  if x == act.actor then refuse("You have yourself well in hand already.") end
  refuse_had(act.actor, x)
  refuse_rooted(x)
  steps.reach(act, x)
  if steps.within(act.actor, x) then
    refuse("You would first have to get off or out of {the item}.", { item = x })
  end
  refuse_occupied(x)
  burden.check_lift(act, x)
end

-- What lies under and behind `x` stays where it is.
local function leave_behind(act, x)
  local stays = x.relation == "in" or x.relation == "on"
  local place = stays and x.holder or act.actor.room
  local found = {}
  for _, relation in ipairs({ "under", "behind" }) do
    for _, inner in ipairs(x:contents(relation)) do
      inner:move(stays and x.relation or "in", place)
      if not inner.scenery then found[#found + 1] = inner end
    end
  end
  return found
end

--- Puts `x` into the actor's hands, past all questions. What it has covered stays: a list.
function steps.lift(act, x)
  resets.disturb(x)
  if x.initial then x.initial = nil end
  local found = leave_behind(act, x)
  x:move("held", act.actor)
  return found
end

--- Tells of what was uncovered, if anything was.
function steps.uncover(act, x, found)
  if #found == 0 then return end
  act:show("{found} {come/comes} to light where {the item} {were/was}.",
    { found = found, item = x })
end

--- Implied: sees to it that the actor holds `x`, taking it (or taking it off) first.
function steps.hold(act, x)
  if steps.holds(act.actor, x) then return end
  if steps.wears(act.actor, x) then return steps.shed(act, x) end
  steps.imply(act, "take {thing}", { thing = x }, function()
    steps.liftable(act, x)
    act:tell("(taking {the item} first)", { item = x })
    act:tell_others("{actor} {take/takes} {the item}.", { item = x })
    steps.uncover(act, x, steps.lift(act, x))
  end)
end

--- Implied: takes off what the actor wears.
function steps.shed(act, x)
  steps.imply(act, "remove {thing}", { thing = x }, function()
    outfits.check_off(act, x)
    act:tell("(taking {the item} off first)", { item = x })
    act:tell_others("{actor} {take/takes} off {the item}.", { item = x })
    x:move("held", act.actor)
  end)
end

-- Doors, lids and locks -----------------------------------------------------------------------

--- Tells those behind a door what it does, in a message that names {the lid}.
function steps.beyond(act, x, message)
  if not x.door_thing then return end
  for _, room in ipairs(x.joins or {}) do
    if room ~= act.actor.room then room:show(message, { lid = x }) end
  end
end

--- The key in the actor's hands that fits `x`, or nil. Every key of the right kind fits.
function steps.key_for(actor, x)
  if not x.key then return nil end
  for _, key in ipairs(actor:contents("held")) do
    if key:is_a(x.key) then return key end
  end
  return nil
end

--- Refuses unless `key` (nil: there is none) fits `x`.
function steps.fit(x, key)
  if not key then refuse("You have no key that fits {the lid}.", { lid = x }) end
  if not key:is_a(x.key) then
    refuse("{the means} {do/does} not fit {the lid}.", { means = key, lid = x })
  end
end

--- Implied: unlocks `x` with a key in hand, or refuses.
function steps.unlock(act, x)
  local key = steps.key_for(act.actor, x)
  if not key then refuse("{the lid} {are/is} locked.", { lid = x }) end
  steps.imply(act, "unlock {thing} with {key}", { thing = x, key = key }, function()
    resets.disturb(x)
    x.locked = false
    act:tell("(unlocking {the lid} with {the means} first)", { lid = x, means = key })
  end)
end

--- Opens `x`, past all questions; what falls shut by itself will do so.
function steps.set_open(x)
  resets.disturb(x)
  x.open = true
  if x.closes_after then x:after(x.closes_after, "fall_shut") end
end

--- Implied: opens `x`, unlocking it where a key is at hand.
function steps.open(act, x)
  steps.imply(act, "open {thing}", { thing = x }, function()
    if not x.openable then refuse("{the lid} {are/is} shut for good.", { lid = x }) end
    if x.locked then steps.unlock(act, x) end
    steps.set_open(x)
    act:tell("(opening {the lid} first)", { lid = x })
    act:tell_others("{actor} {open/opens} {the lid}.", { lid = x })
    steps.beyond(act, x, "{the lid} {open/opens} from the other side.")
  end)
end

--- Implied: closes `x`.
function steps.close(act, x)
  steps.imply(act, "close {thing}", { thing = x }, function()
    resets.disturb(x)
    act:tell("(closing {the lid} first)", { lid = x })
    act:tell_others("{actor} {close/closes} {the lid}.", { lid = x })
    x.open = false
    steps.beyond(act, x, "{the lid} {close/closes} from the other side.")
  end)
end

return steps
