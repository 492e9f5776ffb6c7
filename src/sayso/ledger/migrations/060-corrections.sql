-- What a person set right in a reading: facts, append-only, laid on top of whatever reading counts.

-- One part of one attribution. It is named by where its content stands, so that it outlives a new reading;
-- places are code points in the report's text, and no word of the text stands here.
CREATE TABLE corrections (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,              -- "correction:" + hash of everything else in the row
    report TEXT NOT NULL,                 -- its id
    start INTEGER NOT NULL,               -- of the content as it was read
    "end" INTEGER NOT NULL,
    part TEXT NOT NULL,                   -- source | cue | content | channel | stance | certainty | attribution
    value TEXT NOT NULL,                  -- JSON: [[start, end], …], a key of the reading, or null for no attribution
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,                     -- ISO 8601, UTC
    why TEXT,
    replaces TEXT REFERENCES corrections (id),
    CHECK (part IN ('source', 'cue', 'content', 'channel', 'stance', 'certainty', 'attribution'))
);
CREATE INDEX corrections_report ON corrections (report);
CREATE INDEX corrections_replaces ON corrections (replaces) WHERE replaces IS NOT NULL;
