---@meta
-- meta/list.lua: lists as properties hold them: they are not changed; these make new ones. For
-- editors; never run.

---@class ListLibrary
list = {}

--- The list with `x` at its end, cut from the front to the newest n.
---@generic T
---@param l T[]
---@param x T
---@param n integer
---@return T[]
function list.keep(l, x, n) end

--- The list with `x` at its end.
---@generic T
---@param l T[]
---@param x T
---@return T[]
function list.with(l, x) end

--- The list without any `x`.
---@generic T
---@param l T[]
---@param x T
---@return T[]
function list.without(l, x) end

--- Whether `x` is in the list.
---@generic T
---@param l T[]
---@param x T
---@return boolean
function list.has(l, x) end
