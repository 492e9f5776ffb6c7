-- Who copies whom: derived, dropped and rebuilt with the other findings.

-- Sampled runs of five words, and the first reports that hold each. What is furniture has none.
CREATE TABLE fingerprints (
    hash INTEGER NOT NULL,
    report INTEGER NOT NULL,
    PRIMARY KEY (hash, report)
) WITHOUT ROWID;

-- Runs that reports with nothing else in common share: no copy rests on them.
CREATE TABLE furniture (
    hash INTEGER PRIMARY KEY
);

-- Words of a report that were left out from the start: what its reading marks as boilerplate, and
-- furniture by its form.
CREATE TABLE left_out (
    report INTEGER PRIMARY KEY,
    ranges BLOB NOT NULL                  -- 32-bit integers, little-endian: start, end, start, end …
);

-- Two reports that share words. Who copied whom depends on where they were seen, and is told on asking.
CREATE TABLE copies (
    a INTEGER NOT NULL,                   -- reports, the one filed first
    b INTEGER NOT NULL,
    same INTEGER NOT NULL,                -- words that agree
    a_share REAL NOT NULL,                -- of the words that remain without furniture
    b_share REAL NOT NULL,
    quotation INTEGER NOT NULL,           -- all of it stands in quotation marks
    plain INTEGER NOT NULL,               -- neither names nor figures in it
    strangers INTEGER NOT NULL,           -- the rest of one has nothing to do with the other's
    passages BLOB NOT NULL,               -- 32-bit integers: a_start, a_end, b_start, b_end, words that agree …
    rule INTEGER NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX copies_b ON copies (b);
