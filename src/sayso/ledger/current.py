"""The current reading of a report: the one that index and findings were made from."""

from __future__ import annotations

import sqlite3

from sayso.ledger.packed import Packed, unpack
from sayso.records import Reading


def current_reading(db: sqlite3.Connection, report: int) -> Reading:
    """The reading of a report that index and findings were made from."""
    data, text = db.execute(_PACKED, (report,)).fetchone()
    return unpack(data, text)


def current_packed(db: sqlite3.Connection, report: int) -> Packed:
    """The same, for who needs a little of it."""
    return Packed.of(*db.execute(_PACKED, (report,)).fetchone())


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
