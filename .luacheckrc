-- .luacheckrc: which globals the scripts of each folder may see.
std = {
  read_globals = {
    "assert", "error", "ipairs", "next", "pairs", "pcall", "select", "tonumber", "tostring",
    "type", "math", "string", "table", "utf8",
    "refuse", "decline", "done", "make", "thing", "ask", "choose", "wait", "is_valid",
    "list", "text", "players", "world", "mail",
    "boxes", "burden", "devices", "measures", "moves", "outfits", "resets", "steps", "ways",
  },
}
max_line_length = 100
max_cyclomatic_complexity = 12
files["scripts/verbs"] = { read_globals = { "verbs", "help_page" } }
files["scripts/behaviours"] = { read_globals = { "ref" } }
files["scripts/meta"] = { ignore = { "1..", "2.." } }
