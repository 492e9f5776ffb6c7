"""Lines about copies: who copied whom, as far as it can be told, and what changed on the way.

Direction and kind depend on where the two reports were seen, which later sightings may change. So they
are told on asking, from the passages that filing found.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Literal, TypeAlias

from sayso.ledger import ids
from sayso.ledger.copying.changes import Changes, changes
from sayso.ledger.copying.copies import RULE, unpacked
from sayso.ledger.copying.credits import credits_in
from sayso.ledger.copying.reuse import Side
from sayso.ledger.owners import is_outlet, owner_of
from sayso.records import Span

Kind: TypeAlias = Literal["whole", "part", "quotation", "boilerplate"]
Direction: TypeAlias = Literal["stated", "dated", "unknown"]

WHOLE = 0.8
"""The share of the one copied from that must be in the other for a whole copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Containment:
    """Shares of the words of the one and of the other that stand in the passages; furniture not counted."""

    from_: float
    to: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPassage:
    """The same words in both, but for edits. same: how many words agree."""

    from_: Span
    to: Span
    same: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Ids of two sightings of one text."""

    from_: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """One report that has its words from another, or shares them. Without the furniture of its host.

    `from_` is the report copied from, where direction is not `unknown`; else the ids are in order.
    whole: nearly all of the one copied from is in the other, or, where that is unknown, of both.
    credit: the words that state the direction, in the text or byline of `to`.
    sightings: where one text (from_ = to) was seen twice.
    """

    from_: str
    to: str
    kind: Kind
    containment: Containment
    direction: Direction
    credit: Span | None
    sightings: Places | None
    passages: tuple[SharedPassage, ...]
    changes: Changes
    rule: int


def tell_copies(
    db: sqlite3.Connection, report: str | None, tell: Callable[[CopyLine], None]
) -> int:
    """Hand over the copies of a report (an id or its beginning), or all, one by one. Returns how many.

    Raises NoSuchRecord.
    """
    n = None if report is None else ids.find(db, report, "report")[1]
    count = 0
    for line in copy_lines(db, n):
        tell(line)
        count += 1
    return count


def copy_lines(db: sqlite3.Connection, report: int | None = None) -> Iterator[CopyLine]:
    """All copies, or those of one report (its row), in the order of filing."""
    yield from _twins(db, report)
    if report is None:
        yield from _lines(db, "", ())
    else:
        yield from _lines(db, "WHERE a = ?1 OR b = ?1", (report,))


def copies_among(db: sqlite3.Connection, reports: Collection[int]) -> Iterator[CopyLine]:
    """The copies of which both reports are among some (their rows)."""
    among = "(SELECT value FROM json_each(?1))"
    yield from _lines(db, f"WHERE a IN {among} AND b IN {among}", (json.dumps(sorted(reports)),))


def _lines(db: sqlite3.Connection, where: str, given: tuple[int | str, ...]) -> Iterator[CopyLine]:
    rows = db.execute(
        "SELECT a, b, a_share, b_share, quotation, strangers, passages, rule"
        f" FROM copies {where} ORDER BY a, b",
        given,
    ).fetchall()
    # A report stands in several rows near each other: what is known of it stays a while.
    seen = lru_cache(maxsize=64)(partial(_report, db))
    for a, b, a_share, b_share, quotation, strangers, passages, rule in rows:
        shared = Shared(
            shares=(a_share, b_share),
            spans=[(s[0], s[1], s[2], s[3], s[4]) for s in unpacked(passages, 5)],
            quotation=bool(quotation),
            strangers=bool(strangers),
            rule=rule,
        )
        if line := copy_line(seen(a), seen(b), shared):
            yield line


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What filing found that two reports share: see `reuse.Reuse`."""

    shares: tuple[float, float]
    spans: list[tuple[int, int, int, int, int]]
    quotation: bool
    strangers: bool
    rule: int = RULE


@dataclass(frozen=True, slots=True)
class Place:
    """One sighting, as far as copies go."""

    id: str
    url_key: str | None
    host: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    first_day: str | None
    last_day: str | None
    ref: str | None


@dataclass(frozen=True)
class Seen:
    """A report and where it was seen, the first sighting first. What its copies ask of it is found once."""

    id: str
    text: str
    places: tuple[Place, ...]
    owners: frozenset[str]

    @property
    def addresses(self) -> set[str]:
        """The keys of the addresses where it was seen."""
        return {p.url_key for p in self.places if p.url_key}

    @property
    def hosts(self) -> set[str]:
        """The hosts where it was seen."""
        return {p.host for p in self.places if p.host}

    @property
    def title(self) -> str | None:
        """The first headline that a place gives it."""
        return next((p.title for p in self.places if p.title), None)

    def days(self) -> tuple[str, str] | None:
        """First and last day on which it can have been published first."""
        dated = [(p.first_day, p.last_day or p.first_day) for p in self.places if p.first_day]
        return min(dated, key=lambda d: (d[1], d[0])) if dated else None

    @cached_property
    def side(self) -> Side:
        """The text ready to be compared, nothing left out."""
        return Side.made(self.text, [])

    @cached_property
    def credits(self) -> tuple[tuple[str, Span], ...]:
        """The names that the report credits, each with its words."""
        return tuple(credits_in(self.text, self.places[0].byline))

    def credit_to(self, other: Seen) -> Span | None:
        """The first words that name an outlet of the other report, and not its own, as their source."""
        for name, span in self.credits:
            if other.is_named(name) and not self.is_named(name):
                return span
        return None

    def is_named(self, name: str) -> bool:
        """Whether a name can mean an outlet where the report was seen."""
        return any(is_outlet(name, place.host, place.outlet) for place in self.places)


def _report(db: sqlite3.Connection, n: int) -> Seen:
    named, text = db.execute("SELECT id, text FROM reports WHERE n = ?", (n,)).fetchone()
    rows = db.execute(
        "SELECT id, url_key, host, outlet, title, byline, published_from, published_to, ref"
        " FROM sightings WHERE report = ? ORDER BY n",
        (n,),
    ).fetchall()
    places = [
        Place(
            id=row[0],
            url_key=row[1],
            host=row[2],
            outlet=row[3],
            title=row[4],
            byline=row[5],
            first_day=row[6] and row[6][:10],
            last_day=row[7] and row[7][:10],
            ref=row[8],
        )
        for row in rows
    ]
    owners = {owner_of(db, p.host, p.outlet) for p in places if p.host or p.outlet}
    return Seen(named, text, tuple(places), frozenset(o for o in owners if o))


def copy_line(one: Seen, two: Seen, shared: Shared) -> CopyLine | None:
    """The line for two reports that share words, or None for two versions of one page."""
    if one.addresses & two.addresses:
        return None
    same_house = bool(one.hosts & two.hosts or one.owners & two.owners)
    furniture = shared.strangers and not shared.quotation and same_house
    kind: Kind | None = "boilerplate" if furniture else "quotation" if shared.quotation else None
    shares, spans = shared.shares, shared.spans
    direction, credit, turned = _direction(one, two)
    if turned:
        one, two = two, one
        shares = shares[1], shares[0]
        spans = sorted((c, d, a, b, same) for a, b, c, d, same in spans)
    share = min(shares) if direction == "unknown" else shares[0]
    return CopyLine(
        from_=one.id,
        to=two.id,
        kind=kind or ("whole" if share >= WHOLE else "part"),
        containment=Containment(from_=shares[0], to=shares[1]),
        direction=direction,
        credit=credit,
        sightings=None,
        passages=tuple(
            SharedPassage(from_=Span.of(one.text, a, b), to=Span.of(two.text, c, d), same=same)
            for a, b, c, d, same in spans
        ),
        changes=changes(one.side, two.side, [s[:4] for s in spans], (one.title, two.title)),
        rule=shared.rule,
    )


def _direction(one: Seen, two: Seen) -> tuple[Direction, Span | None, bool]:
    """How the direction is known, the credit that states it, and whether it runs from two to one."""
    forth, back = two.credit_to(one), one.credit_to(two)
    if forth and not back:
        return "stated", forth, False
    if back and not forth:
        return "stated", back, True
    first, second = one.days(), two.days()
    if first and second:
        if first[1] < second[0]:
            return "dated", None, False
        if second[1] < first[0]:
            return "dated", None, True
    return "unknown", None, one.id > two.id


def _twins(db: sqlite3.Connection, report: int | None) -> Iterator[CopyLine]:
    """Lines for one text that was seen at several places: from the first published to each other."""
    where = "" if report is None else "AND report = ?"
    rows = db.execute(
        f"SELECT report FROM sightings WHERE TRUE {where}"
        " GROUP BY report HAVING count(DISTINCT coalesce(url_key, ref)) > 1 ORDER BY report",
        () if report is None else (report,),
    ).fetchall()
    for (n,) in rows:
        found = _report(db, n)
        places = {p.url_key or p.ref: p for p in reversed(found.places)}.values()
        first, *others = sorted(
            places, key=lambda p: (p.first_day is None, p.first_day or "", p.id)
        )
        if not found.text.strip():
            continue
        span = Span.of(found.text, 0, len(found.text))
        for other in others:
            dated = first.last_day and other.first_day and first.last_day < other.first_day
            yield CopyLine(
                from_=found.id,
                to=found.id,
                kind="whole",
                containment=Containment(from_=1.0, to=1.0),
                direction="dated" if dated else "unknown",
                credit=None,
                sightings=Places(from_=first.id, to=other.id),
                passages=(SharedPassage(from_=span, to=span, same=len(found.text.split())),),
                changes=changes(found.side, found.side, [], (first.title, other.title)),
                rule=RULE,
            )
