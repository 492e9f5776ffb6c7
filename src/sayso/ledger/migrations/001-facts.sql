-- Facts: append-only, named by content hash. What is derived from them stands in later files.

CREATE TABLE reports (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,              -- "sha256:" + hash of the text in UTF-8
    text TEXT NOT NULL,
    language TEXT
);

-- Where a report was seen. The same text at another place, or under another headline, is another sighting.
CREATE TABLE sightings (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,              -- "sighting:" + hash of report, place and what the place says of it
    report INTEGER NOT NULL REFERENCES reports,
    seen_at TEXT NOT NULL,                -- ISO 8601, UTC: when it was first seen there
    ref TEXT,                             -- what the person called it: a path, an id
    url TEXT,
    url_key TEXT,                         -- the address without what does not tell pages apart
    host TEXT,
    feed TEXT,
    outlet TEXT,
    outlet_inferred INTEGER NOT NULL DEFAULT 0,
    title TEXT,
    byline TEXT,
    published_from TEXT,                  -- as stated
    published_to TEXT,
    published_precision TEXT,
    estimate_from TEXT,                   -- as the text lets it be estimated
    estimate_to TEXT,
    raw_sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL
);
CREATE INDEX sightings_report ON sightings (report);
CREATE INDEX sightings_url ON sightings (url_key) WHERE url_key IS NOT NULL;
CREATE INDEX sightings_host ON sightings (host) WHERE host IS NOT NULL;

CREATE TABLE readings (
    n INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports,
    sighting INTEGER NOT NULL REFERENCES sightings,   -- whose title, outlet and date it was read with
    sayso TEXT NOT NULL,
    model TEXT NOT NULL,
    started TEXT,
    data BLOB NOT NULL,                               -- the packed reading (sayso.ledger.packed)
    UNIQUE (report, sayso, model)
);

-- Who owns an outlet: rows of the person's own. Those that ship stand in the package.
CREATE TABLE owners (
    host TEXT PRIMARY KEY,
    outlet TEXT,
    owner TEXT NOT NULL,
    source TEXT NOT NULL
) WITHOUT ROWID;

-- What the law made us forget, so that it is not filed again unseen.
CREATE TABLE tombstones (
    id TEXT PRIMARY KEY,                  -- the id of the report
    forgotten_at TEXT NOT NULL,
    why TEXT NOT NULL
) WITHOUT ROWID;
