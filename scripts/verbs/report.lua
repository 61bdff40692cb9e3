-- verbs/report.lua: tell the keepers of somebody's conduct; and what keepers do with it.

local function tell_keepers(act, accused)
  for _, player in ipairs(players()) do
    if player.role == "keeper" and player ~= act.actor and player.name ~= accused then
      player:tell('{who} has reported somebody. "reports" shows it.', { who = act.actor })
    end
  end
end

local function file(act, accused)
  act.actor:report(accused, act.words)
  act:tell("Thank you. The keepers are told, with the last lines that you read. {name} is not. "
    .. '"ignore {name}" gives you peace meanwhile.', { name = accused })
  tell_keepers(act, accused)
end

local function report_player(act)
  if act.player == act.actor then refuse("Owning up is handsome, but needs no report.") end
  file(act, act.player.name)
end

local function report_name(act) file(act, act.name) end

local function check_keeper(act)
  if act.actor.role ~= "keeper" then refuse("That book is open to the keepers alone.") end
end

local function reports(act)
  check_keeper(act)
  local open = world.reports()
  if #open == 0 then return act:tell("Nobody has reported anything.") end
  for _, report in ipairs(open) do
    act:tell("Report {number}. {text}", { number = report.number, text = report.text })
  end
  act:tell('"close report" and a number puts one away.')
end

local function close(act)
  check_keeper(act)
  local number = math.tointeger(tonumber(act.number))
  if not number or not world.close_report(number) then
    refuse('There is no open report "{number}".')
  end
  act:tell("Report {number} is closed.")
end

return {
  help = "report NAME WORDS: tell the keepers that somebody behaves badly. They get your words and "
    .. "the last lines that you read.\nThe other is not told. See also \"ignore\".",
  personal = true,
  grammar = {
    ["report {player:anyone} {words:text}"] = report_player,
    ["report {name:word} {words:text}"] = report_name,
    ["reports"] = reports,
    ["close report {number:word}"] = close,
  },
}
