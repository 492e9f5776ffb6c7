"""Forgetting: the one exception to append-only, because the law may ask for it."""

from __future__ import annotations

import sqlite3

from sayso.ledger import conclude, ids
from sayso.ledger.judging import judgements


def forget(db: sqlite3.Connection, report: str, *, why: str, at: str) -> str:
    """Remove a report's text, its sightings and readings, and every finding; then conclude anew.

    What stays is a tombstone: the hash, the date and the reason. Raises NoSuchRecord.
    """
    _, n = ids.find(db, report, "report")
    (named,) = db.execute("SELECT id FROM reports WHERE n = ?", (n,)).fetchone()
    # Freed pages are overwritten, so that the words are gone from the file and not only unlisted.
    db.execute("PRAGMA secure_delete = ON")
    judgements.forget(db, n)
    conclude.drop(db)
    db.execute("DELETE FROM corrections WHERE report = ?", (named,))
    db.execute("DELETE FROM readings WHERE report = ?", (n,))
    db.execute("DELETE FROM sightings WHERE report = ?", (n,))
    db.execute("DELETE FROM reports WHERE n = ?", (n,))
    db.execute("INSERT INTO tombstones VALUES (?, ?, ?)", (named, at, why))
    conclude.rebuild(db)
    return str(named)
