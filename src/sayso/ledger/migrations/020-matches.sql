-- Reports on one occurrence, and claims on one matter. All findings.

-- By what one sees that two reports tell of one occurrence (sayso.ledger.matching.marks), hashed.
CREATE TABLE marks (
    report INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,                 -- ordinal of the day of publication, 0 where nobody knows
    data BLOB NOT NULL
);
-- The marks under which reports are looked for: persons, streets, the weightiest words.
CREATE TABLE mark_keys (
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    report INTEGER NOT NULL,
    PRIMARY KEY (key, day, report)
) WITHOUT ROWID;

-- How much speaks for one occurrence, in bits, where it is worth keeping. Each pair stands here both ways.
CREATE TABLE report_pairs (
    report INTEGER NOT NULL,
    other INTEGER NOT NULL,
    weight REAL NOT NULL,
    together INTEGER NOT NULL DEFAULT 0,  -- 1: their claims were compared as those of one incident
    PRIMARY KEY (report, other)
) WITHOUT ROWID;

-- Each report belongs to one incident, which is named by the first one filed.
CREATE TABLE incident_reports (
    report INTEGER PRIMARY KEY,
    incident INTEGER NOT NULL
);
CREATE INDEX incident_reports_incident ON incident_reports (incident);

-- What a report counts (killed, injured, hit …), claim by claim: whoever asks, and whoever compares.
CREATE TABLE counts (
    claim INTEGER NOT NULL,
    kind TEXT NOT NULL,                   -- killed | injured | hit | … as in packs/counts.toml
    "of" TEXT NOT NULL,                   -- whose: a side or country, "" where the report doesn't say
    low INTEGER,                          -- null: open
    high INTEGER,
    period TEXT NOT NULL,                 -- incident | other | several | daily | cumulative
    stated INTEGER NOT NULL,              -- 0: the words only imply one at least ("a homicide")
    quantity TEXT,                        -- id of the figure in the reading, null where nobody wrote one ("a man was killed")
    toll INTEGER NOT NULL,                -- 1: this is what its report states of the occurrence, taken as a whole
    words TEXT NOT NULL
);
CREATE INDEX counts_claim ON counts (claim);

-- What a report states of its occurrence: those killed, and those killed and injured together.
CREATE TABLE tolls (
    report INTEGER PRIMARY KEY,
    killed INTEGER,                       -- null: it tells of nobody's death
    total INTEGER NOT NULL
);

-- Pairs of claims, suggested; a person's word on a pair stands in `judged` and wins.
-- Of a pair that `updates`, `claim` is the later word; else `claim` is the one filed later.
CREATE TABLE matches (
    claim INTEGER NOT NULL,
    other INTEGER NOT NULL,
    relation TEXT NOT NULL,               -- same | updates | conflicts | unrelated-but-close
    similarity REAL NOT NULL,             -- of the words, 0 to 1
    rule INTEGER NOT NULL,
    PRIMARY KEY (claim, other)
) WITHOUT ROWID;
CREATE INDEX matches_other ON matches (other);
