---@meta
-- meta/page.lua: what on_page(self, page) writes its page with. Everything is escaped, nothing is
-- markup; a page handler changes nothing in the world. For editors; never run.

---@class Page
---@field visitor Thing|nil the character of whoever looks, if that one plays just now
local Page = {}

--- A heading; the first one is the page's title as well.
---@param message Message
---@param vals? Values
function Page:heading(message, vals) end

--- A paragraph.
---@param message Message
---@param vals? Values
function Page:text(message, vals) end

--- A list with a line for each item, in which the message names the item's fields. Nothing for an
--- empty list.
---@param message Message
---@param items table[]
function Page:list(message, items) end

--- A figure under its label; figures in a row stand together. With a key, one of world.figures(),
--- the page keeps it up to date where it can.
---@param label string
---@param value string|number
---@param key? string
function Page:figure(label, value, key) end

--- A link to another page of this site.
---@param message Message
---@param path string "/thing/oracle"
function Page:link(message, path) end

--- A button that has the visitor's character do a command. The command may name {self}.
---@param label string
---@param command Message
function Page:button(label, command) end
