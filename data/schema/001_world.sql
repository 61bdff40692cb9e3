-- The world as rows: one for each thing and each property, readable with the sqlite3 program.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value ANY
) STRICT, WITHOUT ROWID;

-- seq: rank among the contents of the holder.
CREATE TABLE thing (
  id       INTEGER PRIMARY KEY,
  "like"   INTEGER REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  relation TEXT,
  holder   INTEGER REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  seq      INTEGER NOT NULL
) STRICT;

-- type: boolean, integer, number, string, thing; list and map hold JSON, in which {"thing": 7} is
-- a thing.
CREATE TABLE property (
  thing INTEGER NOT NULL REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  key   TEXT NOT NULL,
  type  TEXT NOT NULL,
  value ANY NOT NULL,
  PRIMARY KEY (thing, key)
) STRICT, WITHOUT ROWID;

-- due and every in milliseconds, due since 1970.
CREATE TABLE timer (
  thing INTEGER NOT NULL REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  name  TEXT NOT NULL,
  due   INTEGER NOT NULL,
  every INTEGER,
  PRIMARY KEY (thing, name)
) STRICT, WITHOUT ROWID;

-- name is folded for comparison; the character's own name property keeps its spelling.
CREATE TABLE account (
  name     TEXT PRIMARY KEY,
  thing    INTEGER NOT NULL REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  password TEXT NOT NULL,
  role     TEXT NOT NULL CHECK (role IN ('player', 'author', 'keeper')),
  created  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every script that was ever in force, by the hash of its source; live says under which name now.
CREATE TABLE script (
  hash   TEXT PRIMARY KEY,
  name   TEXT NOT NULL,
  source TEXT NOT NULL,
  loaded INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
