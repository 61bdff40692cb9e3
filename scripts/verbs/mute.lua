-- verbs/mute.lua: which kinds of passing events one does not want to read.

local kinds = { "ambient", "movement", "presence" }

local function muted(act)
  return act.actor.mute_kinds or {}
end

local function check_kind(act)
  local kind = act.noise:lower()
  if list.has(kinds, kind) then return kind end
  refuse('There is no kind "{noise}" to mute; there are {kinds}.', { kinds = text.join(kinds) })
end

local function mute(act)
  local kind = check_kind(act)
  if not list.has(muted(act), kind) then
    act.actor.mute_kinds = list.with(muted(act), kind)
  end
  act:tell('You no longer notice {noise} events. "unmute {noise}" brings them back.')
end

local function unmute(act)
  local kind = check_kind(act)
  act.actor.mute_kinds = list.without(muted(act), kind)
  act:tell("You notice {noise} events again.")
end

local function state(act)
  if #muted(act) == 0 then
    act:tell("Nothing is muted. You can mute {kinds}.", { kinds = text.join(kinds) })
  else
    act:tell("Muted: {kinds}.", { kinds = text.join(muted(act)) })
  end
end

return {
  help = "mute KIND: stop reading of passing things. mute KIND off brings them back.\n"
    .. "The kinds are ambient, for gulls and weather; movement, for people who come and go; "
    .. "presence, for people who wake and fall asleep. \"mute\" alone tells what is muted.",
  personal = true,
  grammar = {
    ["mute"] = state,
    ["mute {noise:word}"] = mute,
    ["mute {noise:word} on"] = mute,
    ["mute {noise:word} off"] = unmute,
    ["unmute {noise:word}"] = unmute,
  },
}
