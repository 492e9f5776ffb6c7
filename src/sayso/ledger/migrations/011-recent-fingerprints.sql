-- The latest fingerprints stand by themselves until there are enough of them to be sorted in among all:
-- one by one, each would change another page of the file.
CREATE TABLE recent_fingerprints (
    span INTEGER NOT NULL,                -- 0: of the last block of 64 reports, 1: of the last of 2048 before it
    hash INTEGER NOT NULL,
    report INTEGER NOT NULL,
    PRIMARY KEY (span, hash, report)
) WITHOUT ROWID;

INSERT INTO recent_fingerprints
    SELECT report / 64 < (SELECT max(n) FROM reports) / 64, hash, report FROM fingerprints
    WHERE report >= (SELECT max(n) FROM reports) / 2048 * 2048;
DELETE FROM fingerprints WHERE report >= (SELECT max(n) FROM reports) / 2048 * 2048;
