---@meta
-- meta/thing.lua: the type of everything in the world that has a name. For editors; never run.

--- How a thing is placed with its holder.
---@alias Relation "in"|"on"|"under"|"behind"|"held"|"worn"|"part"

--- A message for readers: `{actor} {press/presses} {the self}.` Values are inert text.
---@alias Message string

--- Values for a message by name, and a few names with a meaning of their own.
---@class Values
---@field kind? "action"|"movement"|"speech"|"ambient"|"emote" what sort of event; else "action"
---@field heard? Message for those who hear it but do not see it
---@field seen? Message of refuse(): what the others see, although nothing comes of it
---@field carries? "area"|"next" `heard` goes all over the area; "next": those in the next rooms
---read the message, too, through ways that stand open
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
---@field aliases table<string, string>|nil a player's own words: what each stands for
---@field ignores Thing[]|nil the people of whom this reader wants to hear nothing
---@field locale string|nil the language this reader wants, such as "de"; nil: English
---@field names table<string, string>|nil its name in other languages, by locale
---@field texts table<string, string>|nil its description in other languages, by locale
---@field visited Thing[]|nil the rooms that a player has been in
---@field terse boolean|nil this reader wants no tips and no word about repairs
---@field address string|nil the name by which letters and the web reach it; read-only
---@field letter boolean|nil it is a letter; read-only
---@field pigeon_hole Thing|nil where the post keeps a player's letters, off the map; read-only
---@field weight integer|nil how heavy it is by itself; an ordinary thing is 1, and so is what says
---nothing
---@field bulk integer|nil how much room it takes up; 1 if it is not said
---@field capacity integer|nil how much bulk goes in or on it, or into somebody's hands; no limit
---if not said
---@field strength integer|nil how much weight somebody carries; no limit but that of single things
---if not said
---@field seat boolean|nil one can sit and stand on it
---@field bed boolean|nil one can lie on it, too
---@field enterable boolean|nil one can get into it
---@field seats integer|nil how many have room on or in it; no limit if not said
---@field posture string|nil of a person: sitting or lying; not there for who stands
---@field slot string|nil which parts of the body it covers when worn, with commas: body, legs
---@field layer integer|nil over what it is worn there: 1 next to the skin, 2, 3 outermost
---@field embarrassing boolean|nil not a thing to be seen taking off
---@field switchable boolean|nil can be turned on and off
---@field on boolean|nil is turned on now
---@field luminous boolean|nil gives light while it is on
---@field flame boolean|nil burns while it is on: is lit, and blown out
---@field fuel integer|nil seconds that it still burns; for ever if it is not said
---@field holds integer|nil a vessel: how many measures go into it
---@field liquid string|nil what liquid is in it: water
---@field amount integer|nil how many measures of it
---@field measure string|nil what its measure is called: cup
---@field endless boolean|nil its liquid never runs out
---@field edible boolean|nil can be eaten
---@field portions integer|nil how often one can eat of it; once if it is not said
---@field taste string|nil what one tastes
---@field tether Thing|nil what it is tied to and cannot be taken away from
---@field tied string|nil in which manner it is tied: chained; tied if it is not said
---@field tieable boolean|nil can be tied to things and untied again
---@field closes_after integer|nil seconds after which an opened door or lid falls shut by itself
---@field fixed_because string|nil a sentence: why it cannot be taken
---@field fragile boolean|nil breaks when it is thrown or hit
---@field sharp boolean|nil cuts
---@field flammable boolean|nil burns up at a flame
---@field climbs string|nil the direction in which climbing it leads: up
---@field leads string|nil the direction in which entering it leads: east
---@field obedient boolean|nil does what it is told, and takes what it is given
---@field mentions string|nil words of its text that no thing stands for, with semicolons:
---gulls=They ignore you.
---@field resets string|nil when it returns to its authored state: never, visitor, or a time: 10
---minutes
---@field authored table<string, any>|nil its place and properties as its area has them
---@field astray Thing[]|nil of a room: what was taken from it and returns when the last visitor
---leaves
---@field sound string|nil what one hears of it: a sentence ("The stove ticks."), or words in small
---letters that one is made of ("a slow tick")
---@field smell string|nil what one smells of it, in the same way
---@field touch string|nil what one feels on touching it, in the same way ("warm and rough")
---@field fog boolean|nil of a room: no look gets into or out of it
---@field aloof boolean|nil who is in or on it reaches nothing outside, and is not reached there
---@field fragments table|nil further parts of its text by key; see describe(); read-only
---@field when_open string|nil told of it while it is open; of a door in both its rooms' texts
---@field when_shut string|nil the same while it is shut
---@field windows Thing[]|nil of a room: its doors that are neither its parts nor on an exit
---@field [string] any
local Thing = {}

--- Moves it. Raises when it would end up inside itself.
---@param relation Relation
---@param holder Thing
function Thing:move(relation, holder) end

--- Puts it back to its authored state: its place, and the properties that play changes. False when
--- no area says how it was.
---@return boolean
function Thing:restore() end

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

--- Whether it hears `other`; if not, also why, as a sentence.
---@param other Thing
---@return boolean hears
---@return string? reason
function Thing:hears(other) end

--- Whether it smells `other`; if not, also why, as a sentence.
---@param other Thing
---@return boolean smells
---@return string? reason
function Thing:smells(other) end

--- What one hears or smells.
---@class Impression
---@field thing Thing what it is of; a room, too
---@field text string its `sound` or `smell`
---@field way Thing|nil the door through which it comes from the next room

--- All that it hears or smells where it is, its room first, what comes from next door last.
---@param sense "sound"|"smell"
---@return Impression[]
function Thing:impressions(sense) end

--- Sends it what it sees through a door of its room in the next one; false and why, as a sentence,
--- when it sees nothing.
---@param door Thing
---@return boolean seen
---@return string? reason
function Thing:look_through(door) end

--- Gives it a further part of its text, which stands in the order of priorities (then keys): the
--- text itself is the part of priority 0, and 50 is usual. The same key again replaces the part;
--- so does a nearer one's that of a prototype.
---@param key string
---@param text string
---@param priority? integer
function Thing:describe(key, text, priority) end

--- Takes that part away again, an inherited one as well. Does nothing when there is none.
---@param key string
function Thing:undescribe(key) end

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
