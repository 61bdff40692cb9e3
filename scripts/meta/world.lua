---@meta
-- meta/world.lua: finding and making things, and the world at large. For editors; never run.

--- The thing with this id ("pellwick.quay"). Raises for an unknown one.
---@param id string
---@return Thing
function thing(id) end

--- A new thing like `kind`, placed with `holder`. Raises for an unknown kind.
---@param kind Thing|string "library.coin"; in an area's own behaviour also a local id
---@param relation Relation
---@param holder Thing
---@return Thing
function make(kind, relation, holder) end

--- False for a thing that is gone: the one question that may be asked of such a thing.
---@param t Thing
---@return boolean
function is_valid(t) end

--- As the default of a property: a thing or nil.
ref = nil

---@class World
---@field name string
world = {}

--- Seconds since the server started.
---@return number
function world.uptime() end

--- The languages that the world can speak to somebody, "en" among them, in order.
---@return string[]
function world.locales() end

---@class Report
---@field number integer
---@field text string who reports whom, when, where and why; then the last lines shown to them

--- What players have reported to the keepers and no keeper has closed, the oldest first.
---@return Report[]
function world.reports() end

--- A keeper has dealt with it. False when there is none of that number.
---@param number integer
---@return boolean
function world.close_report(number) end

--- A whole number from 1 to n. Raises when n is less than 1.
---@param n integer
---@return integer
function world.random(n) end

--- The world in numbers, as in /status.json.
---@class Figures
---@field uptime_seconds integer
---@field players integer who are awake, guests among them
---@field guests integer
---@field rooms integer
---@field things integer
---@field letters_waiting integer in pigeon-holes and at the counter
---@field turns_per_second number of the last minute
---@field turn_p50_ms number percentiles since the start
---@field turn_p99_ms number
---@field commit_p50_ms number one group of turns written to disk
---@field commit_p90_ms number
---@field commit_p99_ms number
---@field commit_max_ms number
---@field rows_per_commit number
---@field durable_lag_turns integer turns that are done and not yet on disk, now
---@field durable_lag_ms number how long the oldest of them has waited
---@field durable_lag_p99_ms number from the end of a turn until it is on disk
---@field store_queue_limit integer so many such turns, and the world pauses
---@field wal_bytes integer in the journal and not yet in the database
---@field checkpoint_p99_ms number bringing the journal into the database
---@field checkpoint_max_ms number
---@field sync_p50_ms number the disk alone, as measured at the start; 0 = not yet measured
---@field sync_p99_ms number
---@field loop_stall_p99_ms number how long the server did one thing and served nobody else
---@field loop_stall_p999_ms number
---@field loop_stall_max_ms number

---@return Figures
function world.figures() end

--- Something that everybody may know has happened: it stands on the world's page for a while. Until
--- the server starts again fifty of them are kept.
---@param message Message
---@param vals? Values
function world.chronicle(message, vals) end

---@class Tidings
---@field text string
---@field ago string "just now", "7 minutes ago"

--- What was chronicled lately, the newest first.
---@return Tidings[]
function world.tidings() end

---@class VerbHelp
---@field name string the verb file's name
---@field help string its help; the first line is a summary

--- All verb files, by name. Verbs only.
---@return VerbHelp[]
function verbs() end

--- The page data/help/TOPIC.md, or nil. Verbs only.
---@param topic string letters, digits and underscores
---@return string|nil
function help_page(topic) end
