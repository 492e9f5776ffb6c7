-- What a watcher remembers between two visits. Losing it costs repeated requests and no report.

CREATE TABLE feeds (
    n INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,             -- the address of a feed, or of a folder ("file:///…")
    title TEXT,
    etag TEXT,                            -- what the last answer came with
    last_modified TEXT,
    failures INTEGER NOT NULL DEFAULT 0,  -- in a row
    not_before TEXT                       -- ISO 8601, UTC: the server asked to be left alone until then
);

CREATE TABLE feed_entries (
    n INTEGER PRIMARY KEY,                -- they are fetched in the order in which they were listed
    feed INTEGER NOT NULL REFERENCES feeds,
    key BLOB NOT NULL,                    -- hash of what names the entry in its feed
    stamp TEXT NOT NULL,                  -- changes when the entry does
    state TEXT NOT NULL,                  -- waiting | filed | given-up
    tries INTEGER NOT NULL DEFAULT 0,
    not_before TEXT,                      -- ISO 8601, UTC: when it is tried again
    entry TEXT,                           -- while it waits, all of it
    why TEXT,                             -- of the last failure
    UNIQUE (feed, key),
    CHECK (state IN ('waiting', 'filed', 'given-up'))
);
CREATE INDEX feed_entries_waiting ON feed_entries (feed) WHERE state = 'waiting';
