-- The post: what it knows of letters beyond what they are as things.

-- sender: the address on the envelope of a letter from outside; '' for the null sender and for a
-- letter written in the world.
-- state: kept (in its reader's pigeon-hole), counter (a stranger's, until it is claimed), queued
-- (for a thing that has not read it yet). A letter that is out in the world keeps its row with
-- state out, for as long as it exists. received in milliseconds since 1970.
CREATE TABLE letter (
  thing    INTEGER PRIMARY KEY REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  sender   TEXT NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('kept', 'counter', 'queued', 'out')),
  received INTEGER NOT NULL
) STRICT;

-- Whose letters go straight to a player's pigeon-hole: addresses whose letters the player claimed.
CREATE TABLE correspondent (
  thing   INTEGER NOT NULL REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  address TEXT NOT NULL,
  since   INTEGER NOT NULL,
  PRIMARY KEY (thing, address)
) STRICT, WITHOUT ROWID;

-- Messages taken lately, by a digest of message, sender and recipient: one that is sent again makes
-- no second letter.
CREATE TABLE receipt (
  digest   TEXT PRIMARY KEY,
  received INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
