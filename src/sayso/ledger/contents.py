"""What a ledger holds, report by report, for those who take it elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.ledger.asking import Selection, claims
from sayso.ledger.conclude import current_reading
from sayso.ledger.filed import Sighting, sighting_at
from sayso.records import Reading

_PAGE = 500
"""Claims asked for at a time: a selection may be the whole ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledReport:
    """One report as the ledger has it: its current reading and where it was seen.

    `claims` maps the selected claims' ids in the reading ("c7") to those in the ledger.
    """

    reading: Reading
    sightings: tuple[Sighting, ...]
    claims: dict[str, str]


def filed_reports(
    db: sqlite3.Connection, selection: Selection | None = None
) -> Iterator[FiledReport]:
    """The reports that hold a claim of the selection, in the order of filing; without one, all reports."""
    rows: Iterator[tuple[int, set[str] | None]]
    if selection is None:
        rows = ((n, None) for (n,) in db.execute("SELECT n FROM reports ORDER BY n").fetchall())
    else:
        rows = iter(sorted(_selected(db, selection).items()))
    for report, wanted in rows:
        yield filed_report(db, report, wanted)


def filed_report(
    db: sqlite3.Connection, report: int, wanted: set[str] | None = None
) -> FiledReport:
    """One report by its row, with the claims whose ids are wanted, or all of them."""
    held = db.execute("SELECT local_id, id FROM claims WHERE report = ? ORDER BY n", (report,))
    seen = db.execute("SELECT n FROM sightings WHERE report = ? ORDER BY n", (report,))
    return FiledReport(
        reading=current_reading(db, report),
        sightings=tuple(sighting_at(db, n) for (n,) in seen.fetchall()),
        claims={k: named for k, named in held.fetchall() if wanted is None or named in wanted},
    )


def _selected(db: sqlite3.Connection, selection: Selection) -> dict[int, set[str]]:
    """The ids of the selected claims by the row of their report."""
    found: dict[int, set[str]] = {}
    after: int | None = None
    while True:
        page = list(claims(db, selection, limit=_PAGE, after=after))
        for after, line in page:
            (report,) = db.execute("SELECT report FROM claims WHERE n = ?", (after,)).fetchone()
            found.setdefault(report, set()).add(line.claim)
        if len(page) < _PAGE:
            return found
