"""The ledger: many reports. One public method is one transaction.

    with Ledger.open("sayso.db") as ledger:
        ledger.file(reading, seen_at="2031-05-03T10:00:00Z")
        for line in ledger.claims(Selection(topic="morale")):
            print(line.text)

It never reads the clock: whoever files hands the time in.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from sayso.ledger import checking, conclude, current, filing, forgetting, ids
from sayso.ledger.answers import asking, searching, showing
from sayso.ledger.answers.selecting import Selection
from sayso.ledger.filing import Filing
from sayso.ledger.lines import (
    ClaimLine,
    ClaimRecord,
    ReportLine,
    ReportRecord,
    SightingLine,
    SourceRecord,
)
from sayso.ledger.schema import open_file, transaction
from sayso.records import Reading, Report

P = ParamSpec("P")
T = TypeVar("T")

DEFAULT = "sayso.db"
"""The file in the working folder that is used where none is named."""


class Ledger:
    """One file. Use it from one thread at a time; other processes may have it open too."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self.db = db
        self.path = path

    @classmethod
    def open(
        cls, path: str | os.PathLike[str] = DEFAULT, *, create: bool = True, readonly: bool = False
    ) -> Self:
        """Open a ledger; with `create`, begin one where there is none.

        Raises a LedgerError that says in one sentence what is wrong with the file.
        """
        file = Path(path)
        return cls(open_file(file, create=create and not readonly, readonly=readonly), file)

    def close(self) -> None:
        """Let the file go."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    # Filing

    def file(
        self, reading: Reading, *, seen_at: str, ref: str | None = None, feed: str | None = None
    ) -> Filing:
        """File one reading, seen at a time (ISO 8601, UTC); once it returns, it is on the disk.

        ref: where it was found if it has no URL, by default `reading.report.ref`.
        Raises Forgotten for a report that was removed by order, or a LedgerError.
        """
        with transaction(self.db):
            return filing.file_reading(
                self.db, reading, seen_at=seen_at, ref=ref or reading.report.ref, feed=feed
            )

    def file_all(
        self, readings: Iterable[tuple[Reading, str | None]], *, seen_at: str
    ) -> list[Filing]:
        """File several readings, each with its ref, in one transaction: all of them or none."""
        with transaction(self.db):
            return [
                filing.file_reading(
                    self.db, reading, seen_at=seen_at, ref=ref or reading.report.ref, feed=None
                )
                for reading, ref in readings
            ]

    def knows(self, report_id: str, *, sayso: str, model: str | None) -> bool:
        """Whether a report was read by this version of the reader, so that it need not be read again."""
        with transaction(self.db, write=False):
            found = self.db.execute(
                "SELECT 1 FROM readings AS g JOIN reports AS r ON r.n = g.report"
                " WHERE r.id = ? AND g.sayso = ? AND g.model = ?",
                (report_id, sayso, model or ""),
            ).fetchone()
        return found is not None

    def forgot(self, report_id: str) -> bool:
        """Whether a report was removed by order."""
        with transaction(self.db, write=False):
            found = self.db.execute("SELECT 1 FROM tombstones WHERE id = ?", (report_id,))
            return found.fetchone() is not None

    def sight(
        self, report: Report, *, seen_at: str, ref: str | None = None, feed: str | None = None
    ) -> Filing:
        """File that a report which the ledger knows was seen, perhaps at another place."""
        with transaction(self.db):
            return filing.sight(self.db, report, seen_at=seen_at, ref=ref or report.ref, feed=feed)

    # Asking

    def claims(self, selection: Selection | None = None, *, limit: int = 100) -> list[ClaimLine]:
        """The claims of a selection, the newest filing first."""
        with transaction(self.db, write=False):
            return [
                line for _, line in asking.claims(self.db, selection or Selection(), limit=limit)
            ]

    def search(self, words: str, *, limit: int = 20) -> list[ReportLine]:
        """Reports that hold all words, the best first."""
        with transaction(self.db, write=False):
            return searching.search(self.db, words, limit=limit)

    def claim(self, claim: str) -> ClaimLine:
        """One claim by its id or the beginning of it. Raises NoSuchRecord."""
        with transaction(self.db, write=False):
            return asking.claim(self.db, ids.find(self.db, claim, "claim")[1])

    def reading(self, report: str) -> Reading:
        """The current reading of a report. Raises NoSuchRecord."""
        with transaction(self.db, write=False):
            return current.current_reading(self.db, ids.find(self.db, report, "report")[1])

    def sightings(self, report: str) -> list[SightingLine]:
        """Where a report was seen. Raises NoSuchRecord."""
        with transaction(self.db, write=False):
            return asking.sightings(self.db, ids.find(self.db, report, "report")[1])

    def show(self, named: str) -> ReportRecord | ClaimRecord | SourceRecord:
        """Everything about a report, a claim or a source. Raises NoSuchRecord."""
        with transaction(self.db, write=False):
            return showing.show(self.db, *ids.find(self.db, named))

    def ask(
        self,
        question: Callable[Concatenate[sqlite3.Connection, P], T],
        *given: P.args,
        **named: P.kwargs,
    ) -> T:
        """Put a question of this room (a function of the connection) in one transaction that only reads."""
        with transaction(self.db, write=False):
            return question(self.db, *given, **named)

    def decide(
        self,
        word: Callable[Concatenate[sqlite3.Connection, P], T],
        *given: P.args,
        **named: P.kwargs,
    ) -> T:
        """Enter a person's word (a function of the connection that adds rows) in one transaction."""
        with transaction(self.db):
            return word(self.db, *given, **named)

    # Keeping

    def rebuild(self) -> int:
        """Drop all findings and make them again, from each report's newest reading: of how many."""
        with transaction(self.db):
            return conclude.rebuild(self.db)

    def check(self) -> Sequence[str]:
        """Verify hashes, anchors, and that findings rebuild to the same: a line for each fault."""
        return checking.faults(self.db)

    def forget(self, report: str, *, why: str, at: str) -> str:
        """Remove a report and what quotes it, and leave a tombstone. Returns its id.

        at: when, ISO 8601. All findings are made again. Raises NoSuchRecord.
        """
        with transaction(self.db):
            return forgetting.forget(self.db, report, why=why, at=at)
