"""Reports by words: what a person types, and the reports that hold it."""

from __future__ import annotations

import re
import sqlite3

from sayso.ledger.lines import ReportLine

_RANKED = 5_000
"""Of more reports than these that hold all words, the newest are ranked."""


def search(db: sqlite3.Connection, words: str, *, limit: int = 20) -> list[ReportLine]:
    """Reports whose text or headline holds all words, the best first. "Quoted words" stand together."""
    asked = fts(words)
    if not asked:
        return []
    oldest = db.execute(
        "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?",
        (asked, _RANKED),
    ).fetchone()
    rows = db.execute(
        "SELECT r.id, s.title, s.outlet, s.url, u.day_from, u.day_to,"
        " snippet(words, 1, '[', ']', '…', 24)"
        " FROM words JOIN reports AS r ON r.n = words.rowid"
        " JOIN current_readings AS u ON u.report = r.n JOIN sightings AS s ON s.n = u.sighting"
        " WHERE words MATCH ? AND words.rowid > ? ORDER BY rank LIMIT ?",
        (asked, oldest[0] if oldest else -1, limit),
    )
    names = ("report", "title", "outlet", "url", "published_from", "published_to", "words")
    return [ReportLine(**dict(zip(names, row, strict=True))) for row in rows]


def fts(words: str) -> str:
    """Words as a person types them, as a query of FTS5: nothing in them is an operator."""
    found = re.findall(r'"([^"]*)"|(\S+)', words)
    return " ".join(
        '"{}"'.format((phrase or word).replace('"', '""'))
        for phrase, word in found
        if re.search(r"\w", phrase or word)
    )
