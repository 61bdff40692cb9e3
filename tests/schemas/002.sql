-- A world as the programs of schema 2 wrote it: sqlite3's .dump of a database made by the migrations
-- of that release, with some rows. Never edited: what is released is out there.
PRAGMA application_id=1380734041;
PRAGMA user_version=2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value ANY
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES('next_thing',9);
INSERT INTO meta VALUES('turn',412);
CREATE TABLE thing (
  id       INTEGER PRIMARY KEY,
  "like"   INTEGER REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  relation TEXT,
  holder   INTEGER REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  seq      INTEGER NOT NULL
) STRICT;
INSERT INTO thing VALUES(1,NULL,NULL,NULL,0);
INSERT INTO thing VALUES(2,NULL,'in',1,2);
INSERT INTO thing VALUES(3,NULL,'in',1,3);
INSERT INTO thing VALUES(4,3,'on',2,4);
INSERT INTO thing VALUES(5,3,'held by',6,5);
INSERT INTO thing VALUES(6,NULL,'in',1,6);
INSERT INTO thing VALUES(7,NULL,'in',6,7);
CREATE TABLE property (
  thing INTEGER NOT NULL REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  key   TEXT NOT NULL,
  type  TEXT NOT NULL,
  value ANY NOT NULL,
  PRIMARY KEY (thing, key)
) STRICT, WITHOUT ROWID;
INSERT INTO property VALUES(1,'name','string','the Lamp Room');
INSERT INTO property VALUES(1,'room','boolean',1);
INSERT INTO property VALUES(2,'name','string','an oak desk');
INSERT INTO property VALUES(3,'name','string','a coin');
INSERT INTO property VALUES(3,'weight','number',0.25);
INSERT INTO property VALUES(3,'worth','integer',5);
INSERT INTO property VALUES(4,'marks','list','["nicked",{"thing":2}]');
INSERT INTO property VALUES(4,'owner','thing',6);
INSERT INTO property VALUES(6,'name','string','Ann');
INSERT INTO property VALUES(6,'notes','string','It''s a "quoted" line, with ümlauts, 日本.');
INSERT INTO property VALUES(6,'player','boolean',1);
INSERT INTO property VALUES(7,'body','string',replace('Dear Ann,\ncome home.','\n',char(10)));
INSERT INTO property VALUES(7,'name','string','a letter');
CREATE TABLE timer (
  thing INTEGER NOT NULL REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  name  TEXT NOT NULL,
  due   INTEGER NOT NULL,
  every INTEGER,
  PRIMARY KEY (thing, name)
) STRICT, WITHOUT ROWID;
INSERT INTO timer VALUES(2,'creak',1800000012345,60000);
INSERT INTO timer VALUES(6,'yawn',1800000000500,NULL);
CREATE TABLE account (
  name     TEXT PRIMARY KEY,
  thing    INTEGER NOT NULL REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  password TEXT NOT NULL,
  role     TEXT NOT NULL CHECK (role IN ('player', 'author', 'keeper')),
  created  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO account VALUES('ann',6,'$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA','keeper',1799999990000);
CREATE TABLE script (
  hash   TEXT PRIMARY KEY,
  name   TEXT NOT NULL,
  source TEXT NOT NULL,
  loaded INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO script VALUES('b858b188f3e73fca9491a3d330d7d196334d2415af953d2d8a6d5d650adf341d','creaking',replace('return { timers = { creak = function(me) end } }\n','\n',char(10)),1);
CREATE TABLE letter (
  thing    INTEGER PRIMARY KEY REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  sender   TEXT NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('kept', 'counter', 'queued', 'out')),
  received INTEGER NOT NULL
) STRICT;
INSERT INTO letter VALUES(7,'mary@example.org','kept',1800000001000);
CREATE TABLE correspondent (
  thing   INTEGER NOT NULL REFERENCES thing(id) DEFERRABLE INITIALLY DEFERRED,
  address TEXT NOT NULL,
  since   INTEGER NOT NULL,
  PRIMARY KEY (thing, address)
) STRICT, WITHOUT ROWID;
INSERT INTO correspondent VALUES(6,'mary@example.org',1800000000000);
CREATE TABLE receipt (
  digest   TEXT PRIMARY KEY,
  received INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO receipt VALUES('ab12cd34',1800000001000);
COMMIT;
