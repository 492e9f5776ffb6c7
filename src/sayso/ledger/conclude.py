"""What follows from the facts: each rule is told of each filing, in the order of filing.

A finding is derived: it can be dropped and rebuilt with the same result, because a rebuild tells the
rules of the same filings in the same order.
"""

from __future__ import annotations

import sqlite3
from typing import Protocol

from sayso.ledger import versions
from sayso.ledger.copying import copies
from sayso.ledger.current import current_reading, make_current
from sayso.ledger.filed import Filed, Sighting, sighting_at
from sayso.ledger.index import index_reading
from sayso.ledger.matching import incidents, matches, tolls
from sayso.ledger.provenance import clusters
from sayso.ledger.schema import finding_tables
from sayso.records import Reading


class Rule(Protocol):
    """A module that makes findings. It keeps them in tables of its own migration.

    `update` runs inside the transaction of the filing, after the facts and the index are in, and writes
    to its own tables only. It is given the claims (rows of `claims`) that this filing and the rules
    before it touched, and returns those whose findings it changed. What it costs may not grow with the
    ledger.
    """

    def update(self, db: sqlite3.Connection, filed: Filed, touched: set[int]) -> set[int]:
        """Bring this rule's findings up to date with one filing."""


RULES: tuple[Rule, ...] = (versions, copies, tolls, incidents, matches, clusters)
"""In the order in which they need each other."""


def conclude(
    db: sqlite3.Connection,
    *,
    report: int,
    sighting: tuple[int, Sighting],
    text: str,
    reading: Reading | None = None,
) -> None:
    """Index a report that is new, and update all findings that one filing touches.

    report, sighting: rows whose facts are in, the latter with what it holds. reading: that of a new report.
    """
    if reading:
        claims = index_reading(db, report, reading)
    else:
        claims = dict(db.execute("SELECT local_id, n FROM claims WHERE report = ?", (report,)))
    filed = Filed(
        report_n=report,
        sighting_n=sighting[0],
        sighting=sighting[1],
        text=text,
        reading=reading,
        claims=claims,
    )
    touched = set(claims.values()) if reading else set()
    for rule in RULES:
        touched |= rule.update(db, filed, touched)


def rebuild(db: sqlite3.Connection, *, newest: bool = True) -> int:
    """Drop all findings and make them again from the facts.

    With `newest` each report's newest reading counts from now on, else the one that counted before.
    Returns how many reports there are.
    """
    counted = dict(
        db.execute(
            "SELECT report, max(n) FROM readings GROUP BY report"
            if newest
            else "SELECT report, reading FROM current_readings"
        )
    )
    drop(db)
    seen: set[int] = set()
    for n, report in db.execute("SELECT n, report FROM sightings ORDER BY n").fetchall():
        reading = None
        if report not in seen:
            seen.add(report)
            make_current(db, report, counted[report], n)
            reading = current_reading(db, report)
        (text,) = db.execute("SELECT text FROM reports WHERE n = ?", (report,)).fetchone()
        conclude(db, report=report, sighting=(n, sighting_at(db, n)), text=text, reading=reading)
    return len(seen)


def drop(db: sqlite3.Connection) -> None:
    """Delete all findings and the index."""
    for table in finding_tables():
        if table == "words":
            db.execute("INSERT INTO words (words) VALUES ('delete-all')")
        else:
            db.execute(f'DELETE FROM "{table}"')
