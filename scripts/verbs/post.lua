-- verbs/post.lua: hand letters in at the post office, or anywhere in a world that has none.

local function has_counter(room)
  for _, item in ipairs(room:contents()) do
    if item:has_behaviour("pigeon_holes") then return true end
  end
  return false
end

local function check(act, letter)
  if not letter.letter then
    refuse('Only letters go by post. Write one: "write letter to" and a name.')
  end
  local office = mail.office()
  if office and not has_counter(act.actor.room) then
    refuse("There is no counter here to hand it in at. Letters are posted at {the office}.",
      { office = office })
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

local function tell_posted(act, whom)
  if mail.office() then
    act:tell("You push the letter across the counter. It is on its way to {whom}.", { whom = whom })
    act:tell_others("{actor} {hand/hands} in a letter at the counter.")
  else
    act:tell("You send the letter off. It is on its way to {whom}.", { whom = whom })
    act:tell_others("{actor} {send/sends} off a letter.")
  end
end

local function send(act, letter)
  check(act, letter)
  steps.hold(act, letter)
  local name = typed_name(act)
  local whom = name and mail.addressee(name) or name or letter.addressee
  if not whom then refuse('To whom? "post letter to" and a name sends it.') end
  if letter:has_behaviour("letter") then letter.posted = true end
  local posted, why = mail.post(letter, whom)
  if not posted then refuse("{why}", { why = why or "The post will not take it." }) end
  tell_posted(act, whom)
end

local function post(act) send(act, act.thing) end

-- "post letter" means the one that has just been written, not those that have come.
local function post_own(act)
  local own
  for _, item in ipairs(act.actor:contents("held")) do
    if item.letter and item.writer == act.actor and not item.posted then
      if own then decline() end
      own = item
    end
  end
  if not own then decline() end
  send(act, own)
end

return {
  help = "post LETTER: hand a letter in, at the post office where there is one. \"mail\" and "
    .. "\"send\" mean the same.\n"
    .. "It goes to the name that is written on it; post LETTER to NAME sends it to another.",
  personal = true,
  grammar = {
    ["post/mail/send letter"] = post_own,
    ["post/mail/send my letter"] = post_own,
    ["post/mail/send letter to {name:text}"] = post_own,
    ["post/mail/send my letter to {name:text}"] = post_own,
    ["post/mail/send {things:held}"] = post,
    ["post/mail/send {things:held} to {name:text}"] = post,
  },
}
