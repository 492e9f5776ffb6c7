"""What a ledger holds, for those who take it elsewhere: report by report, and finding by finding."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sayso.ledger import ids
from sayso.ledger.answers.asking import claims
from sayso.ledger.answers.finding_rows import FindingTable, finding_rows
from sayso.ledger.answers.life import Life, life
from sayso.ledger.answers.selecting import Selection
from sayso.ledger.answers.spread import Spread, spread
from sayso.ledger.current import current_reading
from sayso.ledger.filed import Sighting, sighting_at
from sayso.ledger.judging.grades import Grade, grades
from sayso.ledger.judging.judgements import Judgement, judgements
from sayso.ledger.judging.signals import Signal, signals
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One claim's life, what there is to weigh about it, and what people said of it. reading: its report's."""

    life: Life
    reading: Reading
    spread: Spread
    signals: tuple[Signal, ...]
    grades: tuple[Grade, ...]
    judgements: tuple[Judgement, ...]


class Contents:
    """A selection of a ledger, or all of it, as it stands in one transaction.

    named: ids of claims, or their beginnings, which alone are wanted. Raises NoSuchRecord.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        selection: Selection | None = None,
        named: Iterable[str] = (),
    ) -> None:
        self._db = db
        self._wanted: dict[int, set[str]] | None = None
        rows = [ids.find(db, each, "claim")[1] for each in named]
        if rows:
            self._wanted = self._by_report(rows)
        elif selection is not None and selection != Selection():
            self._wanted = self._by_report(_selected(db, selection))

    def reports(self) -> Iterator[FiledReport]:
        """The reports that hold a selected claim, or all of them, in the order of filing."""
        if self._wanted is None:
            rows = self._db.execute("SELECT n FROM reports ORDER BY n").fetchall()
            for (report,) in rows:
                yield filed_report(self._db, report)
        else:
            for report, wanted in sorted(self._wanted.items()):
                yield filed_report(self._db, report, wanted)

    def weighed(self) -> Iterator[Weighed]:
        """The selected claims with all that bears on them, in the order of filing."""
        for n in self._claims():
            found = life(self._db, n)
            named = found.record.claim.claim
            _, report = ids.find(self._db, found.record.claim.report, "report")
            yield Weighed(
                life=found,
                reading=current_reading(self._db, report),
                spread=spread(self._db, found.origins),
                signals=tuple(signals(self._db, named)),
                grades=tuple(grades(self._db, named)),
                judgements=tuple(judgements(self._db, named)),
            )

    def findings(self) -> Iterator[tuple[FindingTable, tuple[Any, ...]]]:
        """The findings and judgements that belong to the selection."""
        return finding_rows(self._db, *self._names())

    def grades(self) -> dict[str, list[Grade]]:
        """The grades in force, by what they are of."""
        found: dict[str, list[Grade]] = {}
        for grade in grades(self._db):
            if grade.in_force:
                found.setdefault(grade.target, []).append(grade)
        return found

    def rules(self) -> dict[str, int]:
        """The version of the rule behind each table of findings that keeps one."""
        found = {}
        for table in ("copies", "matches", "clusters"):
            row = self._db.execute(f"SELECT max(rule) FROM {table}").fetchone()
            if row[0] is not None:
                found[table] = row[0]
        return found

    def _claims(self) -> list[int]:
        """The rows of the selected claims."""
        if self._wanted is None:
            rows = self._db.execute("SELECT n FROM claims ORDER BY n")
        else:
            listed = json.dumps(sorted(named for kept in self._wanted.values() for named in kept))
            rows = self._db.execute(
                "SELECT n FROM claims WHERE id IN (SELECT value FROM json_each(?)) ORDER BY n",
                (listed,),
            )
        return [n for (n,) in rows]

    def _by_report(self, rows: Iterable[int]) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for n in rows:
            report, named = self._db.execute(
                "SELECT report, id FROM claims WHERE n = ?", (n,)
            ).fetchone()
            found.setdefault(report, set()).add(named)
        return found

    def _names(self) -> tuple[set[str] | None, set[str] | None]:
        """The ids of the selected claims and of their reports; None where all are."""
        if self._wanted is None:
            return None, None
        listed = json.dumps(list(self._wanted))
        reports = self._db.execute(
            "SELECT id FROM reports WHERE n IN (SELECT value FROM json_each(?))", (listed,)
        )
        claims = {named for kept in self._wanted.values() for named in kept}
        return claims, {named for (named,) in reports.fetchall()}


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


def _selected(db: sqlite3.Connection, selection: Selection) -> Iterator[int]:
    after: int | None = None
    while True:
        page = [n for n, _ in claims(db, selection, limit=_PAGE, after=after)]
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1]
