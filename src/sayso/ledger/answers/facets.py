"""Facets: how a selection of claims divides by topic, channel, source and month.

Counted over the newest claims of the selection, a bounded number of them, so that a page costs the
same in a large ledger as in a small one; `Facets.complete` tells whether that was all of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.ledger.answers import asking
from sayso.ledger.answers.selecting import Selection, newest
from sayso.ledger.lines import ClaimLine

MOST = 2_000
"""Claims that are counted."""
_SHOWN = 12
"""Values of a facet that are given, those of most claims first."""
_MOST_ORIGINS = 5
"""Claims with more known origins than these are counted among those with so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value and the number of claims that have it."""

    value: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The counts of a selection. counted: over how many claims; complete: that was all of them.

    sources: named ones behind whoever printed it. origins: claims with so many known origins at least, from
    "2" on. months: "2031-05", of publication, the newest first.
    """

    counted: int
    complete: bool
    topics: tuple[Facet, ...]
    channels: tuple[Facet, ...]
    sources: tuple[Facet, ...]
    origins: tuple[Facet, ...]
    months: tuple[Facet, ...]


def faceted(
    db: sqlite3.Connection, selection: Selection, *, limit: int, after: int | None = None
) -> tuple[list[tuple[int, ClaimLine]], Facets]:
    """The newest claims of a selection with their rows, and how all of it divides.

    limit: of the claims, MOST at most; `after` goes on behind a row. The facets are those of the whole selection.
    """
    counted = newest(db, selection, limit=MOST + 1)
    rows = counted if after is None else newest(db, selection, limit=limit, after=after)
    return list(asking.of_rows(db, rows[:limit])), _facets(db, counted)


def _facets(db: sqlite3.Connection, found: list[int]) -> Facets:
    claims = found[:MOST]
    rows = db.execute(
        "SELECT c.chain, h.channel, u.day_from FROM json_each(?) AS j"
        " CROSS JOIN claims AS c ON c.n = j.value CROSS JOIN chains AS h ON h.n = c.chain"
        " CROSS JOIN current_readings AS u ON u.report = c.report",
        (json.dumps(claims),),
    ).fetchall()
    months = Counter(day[:7] for *_, day in rows if day)
    return Facets(
        counted=len(claims),
        complete=len(found) <= MOST,
        topics=_most(_topics(db, claims)),
        channels=_most(Counter(channel for _, channel, _ in rows if channel)),
        sources=_most(_sources(db, Counter(chain for chain, *_ in rows))),
        origins=_origins(db, claims),
        months=tuple(Facet(value=m, claims=months[m]) for m in sorted(months, reverse=True)[:24]),
    )


def _topics(db: sqlite3.Connection, claims: list[int]) -> Counter[str]:
    asked = (
        "SELECT t.topic, count(*) FROM json_each(?) AS c CROSS JOIN claim_topics AS t"
        " ON t.claim = c.value GROUP BY t.topic"
    )
    return Counter(dict(db.execute(asked, (json.dumps(claims),)).fetchall()))


def _sources(db: sqlite3.Connection, chains: Counter[int]) -> Counter[str]:
    """Claims by named source; a source that stands twice in a chain counts once."""
    asked = "SELECT h.n, h.links FROM json_each(?) AS c CROSS JOIN chains AS h ON h.n = c.value"
    found: Counter[str] = Counter()
    for chain, links in db.execute(asked, (json.dumps(list(chains)),)):
        for name in {link["name"] for link in json.loads(links)[1:] if link.get("named")}:
            found[name] += chains[chain]
    return found


def _origins(db: sqlite3.Connection, claims: list[int]) -> tuple[Facet, ...]:
    asked = (
        "SELECT k.at_least, count(*) FROM json_each(?) AS c"
        " CROSS JOIN cluster_claims AS m ON m.claim = c.value"
        " CROSS JOIN clusters AS k ON k.n = m.cluster GROUP BY k.at_least"
    )
    known = Counter(dict(db.execute(asked, (json.dumps(claims),)).fetchall()))
    reached = [(n, sum(known[m] for m in known if m >= n)) for n in range(2, _MOST_ORIGINS + 1)]
    return tuple(Facet(value=str(n), claims=count) for n, count in reached if count)


def _most(counts: Counter[str]) -> tuple[Facet, ...]:
    ordered: Iterable[tuple[str, int]] = sorted(
        counts.items(), key=lambda each: (-each[1], each[0])
    )
    return tuple(Facet(value=v, claims=k) for v, k in list(ordered)[:_SHOWN])
