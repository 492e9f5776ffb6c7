"""The current reading of a report: the one that index and findings were made from."""

from __future__ import annotations

import sqlite3

from sayso.ledger.packed import unpack, unpack_claim
from sayso.records import Claim, Quantity, Reading


def current_reading(db: sqlite3.Connection, report: int) -> Reading:
    """The reading of a report that index and findings were made from."""
    data, text = db.execute(_PACKED, (report,)).fetchone()
    return unpack(data, text)


def current_claim(
    db: sqlite3.Connection, report: int, claim: str
) -> tuple[Claim, tuple[Quantity, ...]]:
    """One claim of that reading, by its id there, with its figures."""
    data, text = db.execute(_PACKED, (report,)).fetchone()
    return unpack_claim(data, text, claim)


_PACKED = """
SELECT g.data, r.text FROM current_readings AS c JOIN readings AS g ON g.n = c.reading
JOIN reports AS r ON r.n = c.report WHERE c.report = ?
"""


def make_current(db: sqlite3.Connection, report: int, reading: int, sighting: int) -> None:
    """Let a reading count for a new report, and its first sighting show it."""
    db.execute(
        "INSERT INTO current_readings SELECT ?, ?, n, substr(coalesce(published_from, estimate_from), 1, 10),"
        " substr(coalesce(published_to, estimate_to), 1, 10) FROM sightings WHERE n = ?",
        (report, reading, sighting),
    )
