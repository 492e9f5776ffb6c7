-- Reference series: facts that a person brought in, append-only. A corrected figure stands beside the old one.

CREATE TABLE reference_series (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,              -- "series:" + hash of the name
    name TEXT NOT NULL,
    imported_at TEXT NOT NULL             -- ISO 8601, UTC: when its first point came
);

-- One figure for one day. Of two rows with the same series, day, of, whose, claimant, period and source the
-- later one holds; `corrects` names the row it took the place of.
CREATE TABLE reference_points (
    n INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES reference_series,
    day TEXT NOT NULL,                    -- ISO 8601
    "of" TEXT NOT NULL,                   -- what is counted
    whose TEXT,
    claimant TEXT,                        -- on whose word
    party INTEGER,                        -- 1: of a party to what it counts; null: not known
    period TEXT NOT NULL,                 -- cumulative | daily
    stated REAL,
    low REAL,                             -- null: open
    high REAL,
    unit TEXT,
    qualifier TEXT NOT NULL,
    correction REAL,                      -- by how much the publisher restated the total on that day
    source TEXT,
    imported_at TEXT NOT NULL,
    corrects INTEGER REFERENCES reference_points
);
CREATE INDEX reference_points_day ON reference_points (series, "of", day);
CREATE INDEX reference_points_stated ON reference_points ("of", stated);
CREATE INDEX reference_points_corrects ON reference_points (corrects) WHERE corrects IS NOT NULL;
