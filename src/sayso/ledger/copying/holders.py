"""Who holds a fingerprint: the index by which copies are found.

Hashes lie all over the index, so that each new one would change a page of its own. New ones therefore
stand in a small table first (`recent_fingerprints`): those of the last BLOCKS[0] reports, behind them
those of the last BLOCKS[1]; a full block is sorted in among all at once. Which fingerprint stands where
follows from the reports' numbers alone.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from sayso.ledger.rows import as_json

HOLDERS = 48
"""A fingerprint names so many reports at most: the first ones."""
BLOCKS = (64, 2048)
"""How many reports a span of `recent_fingerprints` holds, at most; as its migration has it."""

_LISTED = "(SELECT value FROM json_each(?1))"


def holders(db: sqlite3.Connection, hashes: Iterable[int]) -> dict[int, list[int]]:
    """The reports that hold each of the hashes, in the order of filing; those that nobody holds are left out."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows = db.execute(
        f"SELECT hash, report FROM fingerprints WHERE hash IN {_LISTED} UNION ALL"
        f" SELECT hash, report FROM recent_fingerprints WHERE span IN (0, 1) AND hash IN {_LISTED}"
        " ORDER BY hash, report",
        (as_json(hashes),),
    )
    for h, report in rows:
        found[h].append(report)
    return found


def enter(
    db: sqlite3.Connection, report: int, hashes: Iterable[int], known: dict[int, list[int]]
) -> None:
    """Enter a new report as a holder, where fewer than HOLDERS are known."""
    _settle(db, report)
    db.executemany(
        "INSERT INTO recent_fingerprints VALUES (0, ?, ?)",
        [(h, report) for h in hashes if len(known.get(h, ())) < HOLDERS],
    )


def remove(db: sqlite3.Connection, hashes: Iterable[int]) -> None:
    """Let fingerprints name nobody."""
    listed = (as_json(hashes),)
    db.execute(f"DELETE FROM fingerprints WHERE hash IN {_LISTED}", listed)
    db.execute(
        f"DELETE FROM recent_fingerprints WHERE span IN (0, 1) AND hash IN {_LISTED}", listed
    )


def _settle(db: sqlite3.Connection, report: int) -> None:
    """Move on what belongs to another block than a new report. A span holds reports of one block."""
    for span, (size, move) in enumerate(zip(BLOCKS, _MOVE, strict=True)):
        row = db.execute(
            "SELECT report FROM recent_fingerprints WHERE span = ? LIMIT 1", (span,)
        ).fetchone()
        if row and row[0] // size != report // size:
            db.execute(move)
            db.execute("DELETE FROM recent_fingerprints WHERE span = ?", (span,))


_MOVE = (
    "INSERT INTO recent_fingerprints SELECT 1, hash, report FROM recent_fingerprints WHERE span = 0",
    "INSERT INTO fingerprints SELECT hash, report FROM recent_fingerprints WHERE span = 1",
)
