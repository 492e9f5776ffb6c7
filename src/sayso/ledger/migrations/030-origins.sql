-- Findings about the ends of chains, and clusters of claims about one matter with their origins.

-- What the words around the end of a chain say of it beyond the chain itself. Few chains have a row.
CREATE TABLE occasions (
    chain INTEGER PRIMARY KEY,
    body TEXT,                            -- whom the teller speaks for (packs/bodies.toml)
    day TEXT,                             -- ISO 8601: when the teller told it, where that is said
    heard_by TEXT                         -- the body that was told: through it the words reached the report
);

-- Acts and documents that claims in the outlet's own voice rest on.
CREATE TABLE acts (
    claim INTEGER PRIMARY KEY,
    act TEXT NOT NULL                     -- decree | law | vote | …, as in packs/bodies.toml
);

-- Reports whose text an agency is credited with.
CREATE TABLE credits (
    report INTEGER PRIMARY KEY,
    agency TEXT NOT NULL
);

-- Clusters: claims about one matter. n is the smallest of their rows.
CREATE TABLE clusters (
    n INTEGER PRIMARY KEY,
    claims INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    at_least INTEGER NOT NULL,            -- origins
    at_most INTEGER NOT NULL,
    rule INTEGER NOT NULL
);
CREATE TABLE cluster_claims (
    claim INTEGER PRIMARY KEY,
    cluster INTEGER NOT NULL
);
CREATE INDEX cluster_claims_cluster ON cluster_claims (cluster);
