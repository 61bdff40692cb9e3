-- verbs/write.lua: write a letter, line by line, until a full stop stands alone on one.

-- The post takes no more than 16 KiB of words, whatever the script.
local most_lines, most_letters, most_bytes, patience = 60, 6000, 16000, 600

-- The name as it is spelt on envelopes, or a refusal.
local function addressee(typed)
  local name = text.trim((text.trim(typed):gsub("[.!?,]+$", "")))
  local at, domain = name:match("^(.-)@(.*)$")
  if domain and domain:lower() ~= mail.domain:lower() then
    refuse("The bags go no further than this world yet: a name without an @ will do.")
  end
  local known = mail.addressee(at or name)
  if known then return known end
  refuse('The post knows nobody called "{name}". Letters go to people by the names that "who" '
    .. "shows, and to a few things that read.", { name = name })
end

-- The lines that were written, and how it came to an end; nil when the letter is dropped.
local function take_down(actor)
  local lines, letters, bytes = {}, 0, 0
  while #lines < most_lines do
    local line = ask(actor, "...", { within = patience, verbatim = true })
    if not line then return lines, "You put the pen down." end
    local mark, size = text.trim(line), utf8.len(line) + 1
    if mark == "." then return lines end
    if mark == "~" then return nil end
    if letters + size > most_letters or bytes + #line + 1 > most_bytes then
      actor:tell("That line does not fit on the sheet any more. A full stop ends the letter.")
    else
      lines[#lines + 1], letters, bytes = line, letters + size, bytes + #line + 1
    end
  end
  return lines, "That is the last line of the sheet."
end

local function fold_up(act, name, words)
  mail.write(act.actor, name, words)
  local office = mail.office()
  act:tell('You fold up the letter and address it to {name}. "post letter"{where} sends it.',
    { name = name, where = office and " at " .. text.the(office) or "" })
  act:tell_others("{actor} {fold/folds} up a letter and {write/writes} a name on it.")
end

local function write(act)
  local actor, name = act.actor, addressee(act.name)
  act:tell("You take a sheet and write to {name}. Each line that you type is a line of the letter; "
    .. 'an empty one begins a new paragraph. A "." alone ends the letter, a "~" drops it.',
    { name = name })
  act:tell_others("{actor} {begin/begins} to write a letter.")
  local lines, remark = take_down(actor)
  if not is_valid(actor) then return end
  if not lines then
    act:tell("You crumple up the sheet.")
    return act:tell_others("{actor} {crumple/crumples} up a sheet of paper.")
  end
  if remark then act:tell(remark) end
  local words = text.trim(table.concat(lines, "\n"))
  if words == "" then return act:tell("The sheet is blank, and you put it back.") end
  if not mail.addressee(name) then
    return act:tell("Nobody is called {name} any more. You put the sheet back.", { name = name })
  end
  fold_up(act, name, words)
end

local function to_whom(_)
  refuse('To whom? "write letter to" and a name.')
end

return {
  help = "write letter to NAME: write a letter, line by line; a full stop alone ends it.\n"
    .. "A tilde (~) alone drops it. To send it, \"post letter\", at the post office where there "
    .. "is one.",
  personal = true,
  grammar = {
    ["write"] = to_whom,
    ["write letter"] = to_whom,
    ["write a letter"] = to_whom,
    ["write letter to {name:text}"] = write,
    ["write a letter to {name:text}"] = write,
    ["write to {name:text}"] = write,
  },
}
