"""A ledger at a glance: how much it holds, its newest reports, the sources most heard of."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.ledger.index import source_id
from sayso.ledger.owners import owner_of

_CHAINS = 2_000
"""The newest chains, over which sources are counted."""
_NAMES = 200
MOST_SOURCES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One report in the list: as at its first sighting. `n` is its row, to go on behind it."""

    n: int
    report: str
    title: str | None
    outlet: str | None
    outlet_inferred: bool
    url: str | None
    published_from: str | None
    published_to: str | None
    seen_at: str
    sightings: int
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A named source, and the claims that came through it (among the newest, or all of its own)."""

    source: str
    name: str
    kind: str
    claims: int


def reports(db: sqlite3.Connection, *, limit: int = 50, before: int | None = None) -> list[Filing]:
    """The newest reports; `before` goes on behind a row."""
    rows = db.execute(
        "SELECT r.n, r.id, s.title, s.outlet, s.outlet_inferred, s.url,"
        " coalesce(s.published_from, s.estimate_from), coalesce(s.published_to, s.estimate_to), s.seen_at,"
        " (SELECT count(*) FROM sightings WHERE report = r.n), (SELECT count(*) FROM claims WHERE report = r.n)"
        " FROM reports AS r"
        " JOIN sightings AS s ON s.n = (SELECT sighting FROM current_readings WHERE report = r.n)"
        " WHERE r.n < ? ORDER BY r.n DESC LIMIT ?",
        (before if before is not None else 1 << 62, limit),
    )
    return [
        Filing(
            n=r[0],
            report=r[1],
            title=r[2],
            outlet=r[3],
            outlet_inferred=bool(r[4]),
            url=r[5],
            published_from=r[6],
            published_to=r[7],
            seen_at=r[8],
            sightings=r[9],
            claims=r[10],
        )
        for r in rows
    ]


def heard(
    db: sqlite3.Connection, words: str | None = None, *, limit: int = MOST_SOURCES
) -> list[Heard]:
    """The named sources of the newest chains, those of most claims first; or those of a name.

    words: part of the name; of those that hold it, the first `_NAMES` in the alphabet are looked at.
    """
    lines = _named(db, words) if words else _newest(db)
    return sorted(lines, key=lambda line: (-line.claims, line.name))[:limit]


def _named(db: sqlite3.Connection, words: str) -> list[Heard]:
    rows = db.execute(
        "SELECT n FROM sources WHERE instr(lower(name), lower(?)) ORDER BY name LIMIT ?",
        (words, _NAMES),
    ).fetchall()
    return [source(db, n) for (n,) in rows]


def _newest(db: sqlite3.Connection) -> list[Heard]:
    asked = (
        "SELECT links, (SELECT count(*) FROM claims WHERE report = h.report AND chain = h.n) FROM chains AS h"
        " ORDER BY n DESC LIMIT ?"
    )
    counts: Counter[tuple[str, str]] = Counter()
    for links, claims in db.execute(asked, (_CHAINS,)):
        for who in {(k["kind"], k["name"]) for k in json.loads(links) if k.get("named")}:
            counts[who] += claims
    return [
        Heard(source=source_id(kind, name), name=name, kind=kind, claims=claims)
        for (kind, name), claims in counts.items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A cluster in the list: the claims about one matter and the origins behind them, counted.

    cluster: as `origins` names it. text: of its first central claim.
    """

    cluster: str
    text: str
    claims: int
    reports: int
    at_least: int
    at_most: int
    first: str | None
    last: str | None


def matters(db: sqlite3.Connection, *, limit: int = 50, skip: int = 0) -> list[Matter]:
    """The clusters, those with most reports first."""
    rows = db.execute(
        "SELECT k.claims, k.reports, k.at_least, k.at_most,"
        " (SELECT min(c.id) FROM cluster_claims AS m JOIN claims AS c ON c.n = m.claim"
        "  WHERE m.cluster = k.n),"
        " (SELECT c.text FROM cluster_claims AS m JOIN claims AS c ON c.n = m.claim"
        "  WHERE m.cluster = k.n ORDER BY coalesce(c.central, 0) DESC, c.n LIMIT 1),"
        " (SELECT min(coalesce(s.published_from, s.estimate_from)) FROM cluster_claims AS m"
        "  JOIN claims AS c ON c.n = m.claim JOIN sightings AS s ON s.report = c.report"
        "  WHERE m.cluster = k.n),"
        " (SELECT max(coalesce(s.published_from, s.estimate_from)) FROM cluster_claims AS m"
        "  JOIN claims AS c ON c.n = m.claim JOIN sightings AS s ON s.report = c.report"
        "  WHERE m.cluster = k.n)"
        " FROM (SELECT * FROM clusters ORDER BY reports DESC, claims DESC, n LIMIT ? OFFSET ?) AS k",
        (limit, skip),
    )
    return [
        Matter(
            cluster="cluster:" + least.removeprefix("claim:"),
            text=text,
            claims=claims,
            reports=reports,
            at_least=at_least,
            at_most=at_most,
            first=first,
            last=last,
        )
        for claims, reports, at_least, at_most, least, text, first, last in rows
    ]


def claims_through(db: sqlite3.Connection, source: int) -> int:
    """How many claims came through a source, by its row."""
    asked = (
        "SELECT count(DISTINCT c.n) FROM chain_sources AS l JOIN chains AS h ON h.n = l.chain"
        " JOIN claims AS c ON c.report = h.report AND c.chain = h.n WHERE l.source = ?"
    )
    return int(db.execute(asked, (source,)).fetchone()[0])


def source(db: sqlite3.Connection, n: int) -> Heard:
    """One source by its row."""
    row = db.execute("SELECT id, name, kind FROM sources WHERE n = ?", (n,)).fetchone()
    return Heard(source=row[0], name=row[1], kind=row[2], claims=claims_through(db, n))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a report was first seen, for lists that name it by its outlet and headline.

    owner: of its outlet, where that is known. sightings: at how many places it was seen.
    """

    report: str
    title: str | None
    outlet: str | None
    owner: str | None
    url: str | None
    published_from: str | None
    published_to: str | None
    sightings: int


def places(db: sqlite3.Connection, reports: Iterable[str]) -> dict[str, Place]:
    """The first sightings of reports by their ids."""
    rows = db.execute(
        "SELECT r.id, s.title, coalesce(s.outlet, s.host), s.host, s.outlet, s.url,"
        " coalesce(s.published_from, s.estimate_from), coalesce(s.published_to, s.estimate_to),"
        " (SELECT count(*) FROM sightings WHERE report = r.n)"
        " FROM json_each(?) AS j JOIN reports AS r ON r.id = j.value"
        " JOIN sightings AS s ON s.n = (SELECT sighting FROM current_readings WHERE report = r.n)",
        (json.dumps(list(reports)),),
    )
    return {
        r[0]: Place(
            report=r[0],
            title=r[1],
            outlet=r[2],
            owner=owner_of(db, r[3], r[4]),
            url=r[5],
            published_from=r[6],
            published_to=r[7],
            sightings=r[8],
        )
        for r in rows.fetchall()
    }


def called(db: sqlite3.Connection, named: Iterable[str]) -> dict[str, str]:
    """What people call records by their ids: a claim by its words, a report by its headline, a source by name."""
    listed = json.dumps(list(named))
    asked = (
        "SELECT c.id, c.text FROM json_each(?) AS j JOIN claims AS c ON c.id = j.value",
        "SELECT o.id, o.name FROM json_each(?) AS j JOIN sources AS o ON o.id = j.value",
        "SELECT r.id, s.title FROM json_each(?) AS j JOIN reports AS r ON r.id = j.value"
        " JOIN sightings AS s ON s.n = (SELECT sighting FROM current_readings WHERE report = r.n)"
        " WHERE s.title IS NOT NULL",
    )
    return dict(row for sql in asked for row in db.execute(sql, (listed,)).fetchall())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceSeries:
    """One reference series and one thing that it counts. corrected: points that took another's place."""

    series: str
    of: str
    whose: str | None
    first: str
    last: str
    points: int
    corrected: int


def reference_series(db: sqlite3.Connection) -> list[ReferenceSeries]:
    """The reference series of a ledger, by name."""
    rows = db.execute(
        'SELECT s.name, p."of", p.whose, min(p.day), max(p.day), count(*), count(p.corrects)'
        " FROM reference_points AS p JOIN reference_series AS s ON s.n = p.series"
        ' GROUP BY s.n, p."of", p.whose ORDER BY s.name, p."of", p.whose'
    )
    names = ("series", "of", "whose", "first", "last", "points", "corrected")
    return [ReferenceSeries(**dict(zip(names, row, strict=True))) for row in rows]


def a_year_before_the_latest(db: sqlite3.Connection, topic: str) -> str | None:
    """The day one year before the newest claims of a topic were published; None if nobody knows when.

    Of the claims filed last the latest day counts: what is filed together is not always of one day.
    """
    (latest,) = db.execute(
        "SELECT max(coalesce(s.published_to, s.estimate_to)) FROM (SELECT claim FROM claim_topics"
        " WHERE topic = ? ORDER BY claim DESC LIMIT 200) AS t JOIN claims AS c ON c.n = t.claim"
        " JOIN sightings AS s ON s.n = (SELECT sighting FROM current_readings WHERE report = c.report)",
        (topic,),
    ).fetchone()
    try:
        return (date.fromisoformat(latest[:10]) - timedelta(days=365)).isoformat()
    except (TypeError, ValueError, OverflowError):
        return None  # nobody knows a whole day
