"""How a matter spread: the reports that tell of it, in the order of their days, and who has it from whom."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.ledger import asking, ids, showing
from sayso.ledger.conclude import current_reading
from sayso.ledger.copy_lines import CopyLine, copy_lines
from sayso.ledger.lines import ClaimLine, VersionLine
from sayso.ledger.origin_lines import OriginsLine
from sayso.records import Quantity, Span

MOST = 60
"""Reports that are looked at, the earliest published; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report that tells of the matter, by its first claim on it; central ones come first.

    day: of publication, or None. denied: words of attributions that deny it in the same report.
    """

    claim: ClaimLine
    day: str | None
    seen_at: str
    quantity: Quantity | None
    denied: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Tellings, the earliest first, and the copies and versions among them. more: reports left out."""

    tellings: tuple[Telling, ...]
    copies: tuple[CopyLine, ...]
    versions: tuple[VersionLine, ...]
    more: int


def spread(db: sqlite3.Connection, line: OriginsLine) -> Spread:
    """How the claims of one cluster spread."""
    first: dict[str, ClaimLine] = {}
    for named in line.claims:
        found = asking.claim(db, ids.find(db, named, "claim")[1])
        known = first.get(found.report)
        if known is None or (found.central and not known.central):
            first[found.report] = found
    told = [_telling(db, claim) for claim in first.values()]
    rows = {report: ids.find(db, report, "report")[1] for report in sorted(first)[: 2 * MOST]}
    copies = _among(set(rows), (copy for n in rows.values() for copy in copy_lines(db, n)))
    had_from = Counter(copy.to for copy in copies if copy.direction != "unknown")
    # One whose day nobody knows comes last, not first; within a day, those whom others have it from.
    told.sort(key=lambda t: (t.day or "9999", had_from[t.claim.report], t.seen_at, t.claim.report))
    kept = told[:MOST]
    reports = {t.claim.report for t in kept}
    versions = {
        (v.earlier, v.later): v
        for report in sorted(reports & rows.keys())
        for v in showing.versions(db, rows[report])
        if {v.earlier, v.later} <= reports
    }
    return Spread(
        tellings=tuple(kept),
        copies=tuple(c for c in copies if {c.from_, c.to} <= reports),
        versions=tuple(versions.values()),
        more=len(told) - len(kept),
    )


def _among(reports: set[str], copies: Iterable[CopyLine]) -> list[CopyLine]:
    """Each copy between two of the reports, once."""
    found = {}
    for copy in copies:
        if {copy.from_, copy.to} <= reports and copy.from_ != copy.to:
            found[copy.from_, copy.to] = copy
    return list(found.values())


def _telling(db: sqlite3.Connection, claim: ClaimLine) -> Telling:
    n = ids.find(db, claim.report, "report")[1]
    reading = current_reading(db, n)
    made = next(c for c in reading.claims if c.id == claim.local_id)
    attributions = {a.id: a for a in reading.attributions}
    (seen_at,) = db.execute("SELECT min(seen_at) FROM sightings WHERE report = ?", (n,)).fetchone()
    return Telling(
        claim=claim,
        day=(claim.published_from or "")[:10] or None,
        seen_at=seen_at,
        quantity=next((q for q in reading.quantities if q.id in made.quantities), None),
        denied=tuple(attributions[a].content for a in made.denied_by if a in attributions),
    )
