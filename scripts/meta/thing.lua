---@meta
-- meta/thing.lua: the type of everything in the world that has a name. For editors; never run.

--- How a thing is placed with its holder.
---@alias Relation "in"|"on"|"under"|"behind"|"held"|"worn"|"part"

--- A message for readers: `{actor} {press/presses} {the self}.` Values are inert text.
---@alias Message string

--- Values for a message by name, and a few names with a meaning of their own.
---@class Values
---@field kind? "action"|"movement"|"speech"|"ambient" what sort of event; else "action"
---@field heard? Message for those who hear it but do not see it
---@field carries? "area" heard all over the area
---@field inside? Message for those who are in the source itself, a room that does something
---@field [string] Thing|string|number|boolean|table|nil

--- A way out of a room.
---@class Way
---@field direction string "north"
---@field to Thing the room that it leads to
---@field door Thing|nil the door that it goes through
---@field exit Thing the exit itself

--- Speech that a thing hears.
---@class Speech
---@field who Thing the speaker
---@field words string what was said, verbatim

--- Anything in the world. Its properties are read and set as fields: those of its own, of its
--- behaviours, of its prototypes. Reading one that nothing declares raises and names the nearest;
--- setting writes to the journal. Any use of a thing that is gone raises "thing is gone".
---@class Thing
---@field holder Thing|nil what it is in, on, under or behind, who holds or wears it; read-only
---@field relation string how it is placed with its holder; read-only
---@field room Thing|nil the innermost room around it, itself if it is one; read-only
---@field kind Thing|nil its prototype; read-only
---@field id_number integer its serial number, never used again; read-only
---@field id string|nil AREA.NAME by which area text and scripts call it; read-only
---@field area string|nil the area that it belongs to; read-only
---@field behaviour string|nil the names of its behaviours, with commas; read-only
---@field name string with its article as in text: "a small brass key"
---@field words string|nil more words that people call it by
---@field plural string|nil "gold coins"
---@field text string|nil what one reads on looking at it
---@field writing string|nil what one reads on reading it
---@field initial string|nil shown in its room's description until it is moved
---@field person boolean|nil an actor: player or not
---@field player boolean|nil the character of somebody's account; read-only
---@field asleep boolean|nil a character whom nobody plays now; read-only
---@field guest boolean|nil a character that is gone when its player leaves; read-only
---@field home Thing|nil of a character: where it appears
---@field pronoun string|nil "he", "she", "it" or "they"
---@field proper boolean|nil its name takes no article
---@field container boolean|nil things can be put in it
---@field surface boolean|nil things can be put on it
---@field openable boolean|nil can be opened and closed by hand
---@field open boolean|nil is open now; without it, what is not openable counts as open
---@field locked boolean|nil is locked now
---@field key Thing|nil what locks and unlocks it: that thing, or any of that kind
---@field transparent boolean|nil one sees through it when it is closed
---@field fixed boolean|nil cannot be taken
---@field scenery boolean|nil not listed in a room's description
---@field wearable boolean|nil can be worn
---@field light boolean|nil gives light now
---@field lit boolean|nil a room with light of its own
---@field outdoors boolean|nil a room under the sky
---@field door_thing boolean|nil it is a door
---@field joins Thing[]|nil the two rooms of a door
---@field sides table<string, string>|nil a door's text for each side, by the room's id
---@field exit boolean|nil it is a way out of a room
---@field behind_door boolean|nil of an exit: not listed while its door is closed
---@field direction string|nil of an exit: where it leads from its room
---@field to Thing|nil of an exit: the room that it leads to
---@field door Thing|nil of an exit: the door that it goes through
---@field mute_kinds string[]|nil kinds of passing events that this reader does not want
---@field wrap boolean|nil whether this reader's lines are wrapped
---@field letters_from string|nil whose letters a player takes: "nobody", "correspondents" or
---"everybody"; correspondents if it is not said
---@field shown boolean|nil a player agrees to be named on the world's web page
---@field obedient boolean|nil a person that carries out anybody's orders
---@field mentions string|nil words of a room's text that no thing stands for
---@field visited Thing[]|nil the rooms that a player has been in
---@field terse boolean|nil a reader who wants no tips, and no slips mended
---@field address string|nil the name by which letters and the web reach it; read-only
---@field letter boolean|nil it is a letter; read-only
---@field pigeon_hole Thing|nil where the post keeps a player's letters, off the map; read-only
---@field [string] any
local Thing = {}

--- Moves it. Raises when it would end up inside itself.
---@param relation Relation
---@param holder Thing
function Thing:move(relation, holder) end

--- Takes it out of the world. Raises while it holds something or is the prototype of something.
function Thing:destroy() end

--- What it holds, in order; with a relation, only what is placed so. A new list.
---@param relation? Relation
---@return Thing[]
function Thing:contents(relation) end

--- The part of it with this local id, as in area text. Raises when there is none.
---@param id string
---@return Thing
function Thing:part(id) end

--- True for the kind itself and whatever inherits from it. Raises for an unknown id.
---@param kind Thing|string a thing, or an id like "library.coin"
---@return boolean
function Thing:is_a(kind) end

--- True when it or a prototype of it carries the behaviour.
---@param name string
---@return boolean
function Thing:has_behaviour(name) end

--- An event whose source is the thing: everybody in its room reads it in their own wording. `self`
--- is a role of the message. Raises for a message that is not well formed.
---@param message Message
---@param vals? Values
function Thing:show(message, vals) end

--- It speaks: 'The statue says, "..."'. Raises for words with braces that are not well formed.
---@param words Message
---@param vals? Values
function Thing:say(words, vals) end

--- Tells this player alone. Does nothing for whoever is no player or asleep.
---@param message Message
---@param vals? Values
function Thing:tell(message, vals) end

--- Whether it sees `other`; if not, also why, as a sentence to the one who looks.
---@param other Thing
---@return boolean sees
---@return string? reason
function Thing:sees(other) end

--- Whether it can touch `other`; if not, also why, as a sentence to the one who reaches.
---@param other Thing
---@return boolean reaches
---@return string? reason
function Thing:reaches(other) end

--- Whether there is light in the room.
---@return boolean
function Thing:lit() end

--- The ways out of a room, in the author's order; secret ones behind a closed door are left out.
---@return Way[]
function Thing:exits() end

--- The exit of a room in this direction (a full word), or nil.
---@param direction string
---@return Thing|nil
function Thing:exit(direction) end

--- What the viewer calls it, with its article as written; "you" for itself.
---@param viewer Thing
---@return string
function Thing:name_for(viewer) end

--- Sends a player the list of what it holds and wears.
function Thing:describe_inventory() end

--- Sends the viewer its full description: of a room title, text, things, people and exits, of
--- anything else its text, whether it is open, and what is seen in and on it.
---@param viewer Thing
function Thing:describe_to(viewer) end
