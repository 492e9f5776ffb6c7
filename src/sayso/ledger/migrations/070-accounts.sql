-- Claims in which somebody tells what he saw or heard himself, in reports that count somebody killed or hurt: findings.
CREATE TABLE accounts (
    claim INTEGER PRIMARY KEY,
    report INTEGER NOT NULL,
    sense TEXT NOT NULL                   -- seen | heard (packs/accounts.toml)
);
CREATE INDEX accounts_report ON accounts (report);
