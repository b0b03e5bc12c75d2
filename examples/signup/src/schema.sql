CREATE TABLE IF NOT EXISTS signups (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,
    -- The one place that decides who was first. Addresses that differ in the case of letters are the same one.
    email         TEXT NOT NULL COLLATE NOCASE UNIQUE,
    password_hash TEXT NOT NULL,
    street        TEXT NOT NULL,
    postal_code   TEXT NOT NULL,
    city          TEXT NOT NULL,
    country       TEXT NOT NULL,
    first_day     TEXT NOT NULL,
    last_day      TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS items (
    signup   INTEGER NOT NULL REFERENCES signups (id),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    cents    INTEGER NOT NULL,
    pieces   INTEGER NOT NULL,
    PRIMARY KEY (signup, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS photos (
    signup     INTEGER PRIMARY KEY REFERENCES signups (id),
    -- What was found in the content, not what the browser said.
    media_type TEXT NOT NULL,
    content    BLOB NOT NULL
) STRICT;
