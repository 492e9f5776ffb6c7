"""Questions to a ledger: each a function of the connection that only reads. Nothing is concluded here."""
