-- The index of each report's current reading: derived, dropped and rebuilt with the findings.

-- The reading that index and findings were made from, and the first sighting, by which a report is shown.
CREATE TABLE current_readings (
    report INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL,
    sighting INTEGER NOT NULL,
    day_from TEXT,                        -- of publication, as stated there or else as estimated
    day_to TEXT
);
CREATE INDEX current_readings_days ON current_readings (day_from, day_to);

CREATE TABLE claims (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,              -- "claim:" + hash of report and spans: it outlives a new reading
    report INTEGER NOT NULL,
    local_id TEXT NOT NULL,               -- its id in the reading ("c7")
    text TEXT NOT NULL,
    voice TEXT NOT NULL,                  -- source | outlet
    degree INTEGER NOT NULL,
    chain INTEGER NOT NULL,
    status TEXT,
    central INTEGER,
    check_worthy INTEGER,
    in_headline INTEGER NOT NULL
);
CREATE INDEX claims_report ON claims (report);

-- The chains of a report, each once: several claims hang on one.
CREATE TABLE chains (
    n INTEGER PRIMARY KEY,
    report INTEGER NOT NULL,
    links TEXT NOT NULL,                  -- JSON, from the reader outwards: [{name, kind, named, role, channel, by, inferred}]
    channel TEXT                          -- how the words left the origin
);
CREATE INDEX chains_report ON chains (report);
CREATE INDEX chains_channel ON chains (channel) WHERE channel <> 'not-stated';

-- Named sources, one row for a name and kind whichever report names it.
CREATE TABLE sources (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,              -- "source:" + hash of kind and name
    name TEXT NOT NULL,
    kind TEXT NOT NULL
);
CREATE TABLE chain_sources (
    source INTEGER NOT NULL,
    chain INTEGER NOT NULL,
    place INTEGER NOT NULL,               -- 0 is the link next to the reader
    PRIMARY KEY (source, chain, place)
) WITHOUT ROWID;

CREATE TABLE claim_topics (
    topic TEXT NOT NULL,
    claim INTEGER NOT NULL,
    direction TEXT,                       -- worse | better | unclear, where the topic is a condition
    PRIMARY KEY (topic, claim)
) WITHOUT ROWID;
CREATE INDEX claim_topics_claim ON claim_topics (claim);

CREATE TABLE quantities (
    claim INTEGER NOT NULL,
    local_id TEXT NOT NULL,               -- its id in the reading ("q2")
    stated REAL,
    low REAL,                             -- null: open
    high REAL,
    unit TEXT,
    "of" TEXT,
    qualifier TEXT NOT NULL,
    change TEXT,
    PRIMARY KEY (claim, local_id)
) WITHOUT ROWID;

-- A new text at a known address.
CREATE TABLE versions (
    earlier INTEGER NOT NULL,             -- sightings
    later INTEGER NOT NULL,
    changes TEXT NOT NULL,                -- JSON: figures, names, hedges, headline, as in a copy; what did not change is left out
    PRIMARY KEY (earlier, later)
) WITHOUT ROWID;
CREATE INDEX versions_later ON versions (later);

-- Words of text and headline; the words themselves stay in reports and sightings.
CREATE VIEW searchable AS
    SELECT r.n AS rowid, s.title AS title, r.text AS text
    FROM reports AS r
    JOIN current_readings AS c ON c.report = r.n
    JOIN sightings AS s ON s.n = c.sighting;
CREATE VIRTUAL TABLE words USING fts5 (
    title, text, content = 'searchable', content_rowid = 'rowid', tokenize = "unicode61 remove_diacritics 2"
);
