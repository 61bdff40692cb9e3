-- verbs/post.lua: hand letters in at the post office.

local function is_post_office(room)
  for _, item in ipairs(room:contents()) do
    if item:has_behaviour("pigeon_holes") then return true end
  end
  return false
end

local function check(act)
  if not act.thing.letter then
    refuse('Only letters go by post. Write one: "write letter to" and a name.')
  end
  if not is_post_office(act.actor.room) then
    refuse("There is no counter here to hand it in at. Letters are posted at the post office.")
  end
end

-- The name that was typed, without the world's own domain; nil when none was.
local function typed_name(act)
  if not act.name then return nil end
  local name = text.trim((text.trim(act.name):gsub("[.!?,]+$", "")))
  local at, domain = name:match("^(.-)@(.*)$")
  if domain and domain:lower() ~= mail.domain:lower() then
    refuse("The bags go no further than this world yet: a name without an @ will do.")
  end
  return at or name
end

local function post(act)
  check(act)
  steps.hold(act, act.thing)
  local letter, name = act.thing, typed_name(act)
  local whom = name and mail.addressee(name) or name or letter.addressee
  if not whom then refuse('To whom? "post letter to" and a name sends it.') end
  if letter:has_behaviour("letter") then letter.posted = true end
  local posted, why = mail.post(letter, whom)
  if not posted then refuse("{why}", { why = why or "The post will not take it." }) end
  act:tell("You push the letter across the counter. It is on its way to {whom}.", { whom = whom })
  act:tell_others("{actor} {hand/hands} in a letter at the counter.")
end

return {
  help = "post LETTER: hand a letter in at the post office. \"mail\" and \"send\" mean the same.\n"
    .. "It goes to the name that is written on it; post LETTER to NAME sends it to another.",
  grammar = {
    ["post/mail/send {things:held}"] = post,
    ["post/mail/send {things:held} to {name:text}"] = post,
  },
}
