-- A person's word: facts, append-only. They name claims and sources by id, since rows are rebuilt.

-- Whether two claims are about one matter. A later row names the one it replaces.
CREATE TABLE judgements (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,              -- "judgement:" + hash of everything else in the row
    claim_a TEXT NOT NULL,                -- the smaller id of the two
    claim_b TEXT NOT NULL,
    verdict TEXT NOT NULL,                -- same | different | withdrawn
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,                     -- ISO 8601, UTC
    why TEXT,
    replaces TEXT REFERENCES judgements (id),
    CHECK (claim_a < claim_b),
    CHECK (verdict IN ('same', 'different', 'withdrawn'))
);
CREATE INDEX judgements_pair ON judgements (claim_a, claim_b);
CREATE INDEX judgements_claim_b ON judgements (claim_b);
CREATE INDEX judgements_replaces ON judgements (replaces) WHERE replaces IS NOT NULL;

-- What is in force: of each pair the last word, unless it was taken back.
CREATE VIEW judged AS
    SELECT claim_a, claim_b, verdict, id, "by", at
    FROM judgements AS j
    WHERE verdict <> 'withdrawn'
      AND NOT EXISTS (SELECT 1 FROM judgements AS later WHERE later.replaces = j.id);

-- One axis a row, because the two are never averaged.
CREATE TABLE grades (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,              -- "grade:" + hash of everything else in the row
    target TEXT NOT NULL,                 -- the id of a claim or a source, or "outlet:" + host
    axis TEXT NOT NULL,                   -- reliability | credibility
    scale TEXT NOT NULL,
    scale_version TEXT NOT NULL,
    value TEXT NOT NULL,                  -- A to F, or 1 to 6
    why TEXT NOT NULL,
    evidence TEXT NOT NULL,               -- JSON: ids of what it rests on
    at_least INTEGER,                     -- origins of the claim at that time, where they were counted
    at_most INTEGER,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    replaces TEXT REFERENCES grades (id),
    CHECK ((axis = 'reliability' AND value IN ('A', 'B', 'C', 'D', 'E', 'F'))
        OR (axis = 'credibility' AND value IN ('1', '2', '3', '4', '5', '6')))
);
CREATE INDEX grades_target ON grades (target);
CREATE INDEX grades_replaces ON grades (replaces) WHERE replaces IS NOT NULL;

-- What is in force: of each person the last grade on each axis. People may differ.
CREATE VIEW graded AS
    SELECT * FROM grades AS g
    WHERE NOT EXISTS (SELECT 1 FROM grades AS later WHERE later.replaces = g.id);
