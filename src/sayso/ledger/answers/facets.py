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
from sayso.ledger.answers.asking import Selection
from sayso.ledger.lines import ClaimLine

MOST, MOST_WORDS = 2_000, 500
"""Claims that are counted; fewer where words are sought, since each claim is then looked at."""
_SHOWN = 12
"""Values of a facet that are given, those of most claims first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value and the number of claims that have it."""

    value: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The counts of a selection. counted: over how many claims; complete: that was all of them.

    sources: named ones behind whoever printed it. months: "2031-05", of publication, the newest first.
    """

    counted: int
    complete: bool
    topics: tuple[Facet, ...]
    channels: tuple[Facet, ...]
    sources: tuple[Facet, ...]
    months: tuple[Facet, ...]


def facets(db: sqlite3.Connection, selection: Selection) -> Facets:
    """Count the newest claims of a selection, inside the caller's transaction."""
    most = MOST_WORDS if selection.words else MOST
    rows = asking.chosen(db, selection, limit=most + 1)
    complete = len(rows) <= most
    rows = rows[:most]
    months = Counter(day[:7] for *_, day in rows if day)
    return Facets(
        counted=len(rows),
        complete=complete,
        topics=_most(_topics(db, [n for n, *_ in rows])),
        channels=_most(Counter(channel for _, _, channel, _ in rows if channel)),
        sources=_most(_sources(db, Counter(chain for _, chain, *_ in rows))),
        months=tuple(Facet(value=m, claims=months[m]) for m in sorted(months, reverse=True)[:24]),
    )


def page_of(
    db: sqlite3.Connection, selection: Selection, *, limit: int, after: int | None = None
) -> list[tuple[int, ClaimLine]]:
    """The newest claims of a selection with their rows; `after` goes on behind a row."""
    return list(asking.claims(db, selection, limit=limit, after=after))


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


def _most(counts: Counter[str]) -> tuple[Facet, ...]:
    ordered: Iterable[tuple[str, int]] = sorted(
        counts.items(), key=lambda each: (-each[1], each[0])
    )
    return tuple(Facet(value=v, claims=k) for v, k in list(ordered)[:_SHOWN])
