---@meta
-- meta/text.lua: working with words. For editors; never run.

---@class TextLibrary
text = {}

--- One of the list, the same for the same seed. Raises for an empty list.
---@generic T
---@param choices T[]
---@param seed string
---@return T
function text.pick(choices, seed) end

--- "two"; digits above twelve and below nought.
---@param n integer
---@return string
function text.number(n) end

--- "a, b and c"; "" for an empty list. `last` stands for "and".
---@param list string[]
---@param last? string
---@return string
function text.join(list, last) end

--- The same with a capital letter in front.
---@param s string
---@return string
function text.capital(s) end

--- "a small brass key"
---@param t Thing
---@return string
function text.a(t) end

--- "the small brass key"
---@param t Thing
---@return string
function text.the(t) end

--- Without spaces and line breaks at both ends.
---@param s string
---@return string
function text.trim(s) end

--- In small letters, for comparison.
---@param s string
---@return string
function text.fold(s) end
