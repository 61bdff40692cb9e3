-- behaviours/front_page.lua: the world's page on the web. `self` is the room where newcomers
-- arrive. It serves worlds whose rooms do not carry it, too, and so has no properties.

local function count(n, one, several)
  if n == 1 then return "1 " .. one end
  return n .. " " .. several
end

-- "2 hours, 5 minutes": the two largest units.
local function duration(seconds)
  local minutes = seconds // 60
  local hours, days = minutes // 60, minutes // 1440
  if minutes < 1 then return "less than a minute" end
  if hours < 1 then return count(minutes, "minute", "minutes") end
  if days < 1 then
    return count(hours, "hour", "hours") .. ", " .. count(minutes % 60, "minute", "minutes")
  end
  return count(days, "day", "days") .. ", " .. count(hours % 24, "hour", "hours")
end

local function invitation(page)
  page:text("{world} is a place made of words, which many people share. You type what you do, and "
    .. "the world answers, and so does whoever else is there. There is a town with a clock, "
    .. "things that were lost, and letters for those who write.", { world = world.name })
  page:text("Play in this browser, or with any telnet or MUD program. No account is needed to look "
    .. "about: come in as a guest.")
end

-- Who agreed to be named, and how many others there are.
local function here(page, players_awake)
  local names = {}
  for _, player in ipairs(players()) do
    if player.shown == true then names[#names + 1] = player.name end
  end
  local others = math.max(0, players_awake - #names)
  page:heading("Who is here")
  if #names == 0 and others == 0 then return page:text("Nobody is awake just now.") end
  if #names == 0 then
    return page:text("{others} not named here.",
      { others = count(others, "person who is", "people who are") })
  end
  if others > 0 then names[#names + 1] = count(others, "other", "others") end
  page:text("{names}.", { names = text.join(names) })
end

local function happenings(page)
  local tidings = world.tidings()
  page:heading("Lately")
  if #tidings == 0 then return page:text("Nothing that everybody may know.") end
  page:list("{text} ({ago})", tidings)
end

local function figures(page, now)
  page:heading("The world in numbers")
  page:figure("Awake", now.players, "players")
  page:figure("Up for", duration(now.uptime_seconds))
  page:figure("Rooms", now.rooms, "rooms")
  page:figure("Things", now.things, "things")
  page:figure("Letters waiting", now.letters_waiting, "letters_waiting")
  page:figure("Turns a second", now.turns_per_second, "turns_per_second")
  page:figure("Turn, median (ms)", now.turn_p50_ms, "turn_p50_ms")
  page:figure("Turn, slowest of a hundred (ms)", now.turn_p99_ms, "turn_p99_ms")
end

-- Whoever is told something may rely on it: it is on disk before it is said.
local function keeping(page, now)
  page:heading("How it is kept")
  page:text("Whatever you are told here is on disk before you read it, and survives a power cut. "
    .. "These figures say how long that takes, in thousandths of a second.")
  page:figure("Turns waiting for the disk", now.durable_lag_turns, "durable_lag_turns")
  page:figure("The world pauses at", now.store_queue_limit, "store_queue_limit")
  page:figure("Longest wait just now", now.durable_lag_ms, "durable_lag_ms")
  page:figure("Turn to disk, slowest of a hundred", now.durable_lag_p99_ms,
    "durable_lag_p99_ms")
  page:figure("Commit, median", now.commit_p50_ms, "commit_p50_ms")
  page:figure("Commit, slowest of ten", now.commit_p90_ms, "commit_p90_ms")
  page:figure("Commit, slowest of a hundred", now.commit_p99_ms, "commit_p99_ms")
  page:figure("Commit, slowest", now.commit_max_ms, "commit_max_ms")
  page:figure("Rows in a commit", now.rows_per_commit, "rows_per_commit")
  page:figure("Journal (bytes)", now.wal_bytes, "wal_bytes")
  page:figure("Emptying it, slowest", now.checkpoint_max_ms, "checkpoint_max_ms")
  if now.sync_p99_ms > 0 then
    page:figure("The disk alone, median", now.sync_p50_ms, "sync_p50_ms")
    page:figure("The disk alone, slowest of a hundred", now.sync_p99_ms, "sync_p99_ms")
  end
  page:figure("Busy with one thing, slowest of a hundred", now.loop_stall_p99_ms,
    "loop_stall_p99_ms")
  page:figure("Busy with one thing, slowest of a thousand", now.loop_stall_p999_ms,
    "loop_stall_p999_ms")
  page:figure("Busy with one thing, longest", now.loop_stall_max_ms, "loop_stall_max_ms")
end

return {
  on_page = function(_, page)
    local now = world.figures()
    page:heading("{world}", { world = world.name })
    invitation(page)
    here(page, now.players)
    happenings(page)
    if mail.addressee("oracle") then
      page:link("The oracle, and what it was asked", "/thing/oracle")
    end
    figures(page, now)
    keeping(page, now)
  end,
}
