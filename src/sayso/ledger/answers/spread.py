"""How a matter spread: the reports that tell of it, in the order of their days, and who has it from whom."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.ledger import ids
from sayso.ledger.answers import asking, showing
from sayso.ledger.copying.copy_lines import CopyLine, copies_among
from sayso.ledger.current import current_packed
from sayso.ledger.lines import ClaimLine, VersionLine
from sayso.ledger.provenance.origin_lines import OriginsLine
from sayso.records import Quantity, Span

MOST = 60
"""Reports that are looked at, the earliest published; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report that tells of the matter, by one of its claims on it, rather not the headline.

    day: of publication, or None. denied: words of attributions that deny it in the same report. denies:
    whether this report is one in which somebody denies what the others tell.
    """

    claim: ClaimLine
    day: str | None
    seen_at: str
    quantity: Quantity | None
    denied: tuple[tuple[Span, ...], ...]
    denies: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Tellings, the earliest first, and the copies and versions among them. more: reports left out.

    citations: pairs of reports, the one that is cited and the one that cites it.
    """

    tellings: tuple[Telling, ...]
    copies: tuple[CopyLine, ...]
    versions: tuple[VersionLine, ...]
    citations: tuple[tuple[str, str], ...]
    more: int


def spread(db: sqlite3.Connection, line: OriginsLine) -> Spread:
    """How the claims of one cluster spread."""
    first: dict[str, ClaimLine] = {}
    for named in line.claims:
        found = asking.claim(db, ids.find(db, named, "claim")[1])
        known = first.get(found.report)
        if known is None or _tells(found) > _tells(known):
            first[found.report] = found
    matter = [_content(claim.text) for claim in first.values()]
    rows = {report: ids.find(db, report, "report")[1] for report in sorted(first)}
    looked_at = {rows[report] for report in sorted(first)[: 2 * MOST]}
    copies = list(copies_among(db, looked_at))
    citations = tuple(_citations(line))
    had_from = Counter(copy.to for copy in copies if copy.direction != "unknown")
    had_from.update(citing for _, citing in citations)
    seen_at = {report: _seen_at(db, n) for report, n in rows.items()}
    # One whose day nobody knows comes last, not first; within a day, those whom others have it from.
    told = sorted(
        first.values(),
        key=lambda claim: (
            _day(claim) or "9999",
            had_from[claim.report],
            claim.published_from or "",
            seen_at[claim.report],
            claim.report,
        ),
    )
    kept = [
        _telling(db, claim, rows[claim.report], seen_at[claim.report], matter)
        for claim in told[:MOST]
    ]
    reports = {t.claim.report for t in kept}
    versions = {
        (v.earlier, v.later): v
        for report in sorted(reports)
        for v in showing.versions(db, rows[report])
        if {v.earlier, v.later} <= reports
    }
    return Spread(
        tellings=tuple(kept),
        copies=tuple(c for c in copies if {c.from_, c.to} <= reports),
        versions=tuple(versions.values()),
        citations=tuple(pair for pair in citations if set(pair) <= reports),
        more=len(told) - len(kept),
    )


def _tells(claim: ClaimLine) -> tuple[bool, bool, bool]:
    """How well a claim stands for its report: the headline is shown anyway, and a source says more."""
    return not claim.in_headline, claim.degree > 0, bool(claim.central)


def _citations(line: OriginsLine) -> Iterator[tuple[str, str]]:
    """Which report cites which, as far as it told that two are of one origin."""
    for origin in line.origins.list:
        for merge in origin.merges:
            if "cite" in merge.reason:  # the words of `passing`, for either kind of citation
                yield merge.reports[1], merge.reports[0]


def _day(claim: ClaimLine) -> str | None:
    return (claim.published_from or "")[:10] or None


def _seen_at(db: sqlite3.Connection, report: int) -> str:
    asked = "SELECT min(seen_at) FROM sightings WHERE report = ?"
    return str(db.execute(asked, (report,)).fetchone()[0])


def _telling(
    db: sqlite3.Connection,
    claim: ClaimLine,
    report: int,
    seen_at: str,
    matter: list[frozenset[str]],
) -> Telling:
    packed = current_packed(db, report)
    made = packed.claim(claim.local_id)
    attributions = {a.id: a for a in packed.attributions(made.denied_by, stance="denies")}
    return Telling(
        claim=claim,
        day=_day(claim),
        seen_at=seen_at,
        quantity=next((q for q in packed.quantities(made.quantities) if _says_how_many(q)), None),
        denied=tuple(attributions[a].content for a in made.denied_by if a in attributions),
        denies=any(
            2 * len(denied & told) > len(told)
            for a in attributions.values()
            if a.stance == "denies"
            for denied in (_content(" ".join(span.text for span in a.content)),)
            for told in matter
            if len(told) > 2
        ),
    )


def _says_how_many(quantity: Quantity) -> bool:
    """A figure of something: no age, and no bare number, which may be that of a picture."""
    return quantity.unit is not None and not quantity.unit.endswith("of age")


def _content(text: str) -> frozenset[str]:
    """The words of a text that mean something by themselves, roughly: those of four letters or more."""
    return frozenset(re.findall(r"\w{4,}|\d+", text.casefold()))
