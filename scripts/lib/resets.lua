-- lib/resets.lua: things that return to their authored state. `resets` says when: "never" (as if
-- it were not said), "visitor" (when the last player leaves the room where they belong), or a time
-- after they were last disturbed: "90 seconds", "10 minutes", "2 hours".
local resets = {}

local most_astray = 50
local units = { s = 1, m = 60, h = 3600, d = 86400 }

-- The rule as seconds, or nil.
local function seconds(rule)
  local count, unit = rule:match("(%d+)%s*(%a?)")
  if not count then return nil end
  return math.max(tonumber(count) * (units[unit] or 1), 1)
end

-- The room where the thing belongs.
local function home(x)
  local place = x.authored.holder
  return place and place.room
end

--- The person who has `x` about them and is somebody's character, or nil.
function resets.keeper(x)
  local at = x.holder
  while at do
    if at.player then return at end
    at = at.holder
  end
  return nil
end

--- To be called when play has changed or moved `x`: from then on its reset rule counts.
function resets.disturb(x)
  if not (x.resets and x.authored) then return end
  local delay = seconds(x.resets)
  if delay then return x:after(delay, "go_back") end
  if x.resets ~= "visitor" then return end
  local room = home(x)
  if room and not list.has(room.astray or {}, x) then
    room.astray = list.keep(room.astray or {}, x, most_astray)
  end
end

-- Whether anything is to be seen of its going back.
local function is_changed(x, known)
  for name, value in pairs(known) do
    if type(value) ~= "table" and x[name] ~= value then return true end
  end
  return false
end

--- Puts `x` back, for all who are there to see, where it was and where it belongs; false when
--- nobody knows how it was.
function resets.go_back(x)
  local known, before = x.authored, x.room
  if not known then return x:restore() end
  local moved = known.holder ~= x.holder or known.relation ~= x.relation
  local changed = moved or is_changed(x, known)
  local vals = { item = x }
  if moved and before and not resets.keeper(x) then
    before:show("{the item} {are/is} gone from here, back to where {they item} {belong/belongs}.",
      vals)
  end
  local restored = x:restore()
  if not changed or not x.room then return restored end
  if not moved then
    x.room:show("{the item} {are/is} as {they item} {were/was} before.", vals)
  elseif x.room ~= before then
    x.room:show("{the item} {are/is} back where {they item} {belong/belongs}.", vals)
  end
  return restored
end

local function has_players(room)
  for _, player in ipairs(players()) do
    if player.room == room then return true end
  end
  return false
end

--- To be called when somebody has left `room`: what resets per visitor returns.
function resets.left(room)
  local astray = room.astray
  if not astray or has_players(room) then return end
  local kept = {}
  for _, x in ipairs(astray) do
    if resets.keeper(x) then kept[#kept + 1] = x else resets.go_back(x) end
  end
  room.astray = kept
end

return resets
