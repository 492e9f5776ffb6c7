"""Claims and sightings as lines, as the tables have them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sayso.ledger.answers.selecting import Selection, newest
from sayso.ledger.lines import ClaimLine, SightingLine
from sayso.records import TopicDirection

_CLAIM = """
SELECT c.n, c.id, r.id, c.local_id, c.text, c.voice, c.degree, c.status, c.central, c.in_headline,
       h.links, h.channel, s.outlet, s.title, s.url, u.day_from, u.day_to,
       (SELECT json_group_array(json_array(topic, direction)) FROM claim_topics WHERE claim = c.n)
FROM claims AS c
JOIN current_readings AS u ON u.report = c.report
JOIN reports AS r ON r.n = c.report
JOIN chains AS h ON h.n = c.chain
JOIN sightings AS s ON s.n = u.sighting
"""


def claims(
    db: sqlite3.Connection, selection: Selection, *, limit: int = 100, after: int | None = None
) -> Iterator[tuple[int, ClaimLine]]:
    """The claims of a selection with their rows, the newest filing first; `after` goes on behind a row."""
    return of_rows(db, newest(db, selection, limit=limit, after=after))


def named(db: sqlite3.Connection, claims: Iterable[str]) -> list[ClaimLine]:
    """The claims of some whole ids, in the order of filing."""
    asked = "SELECT n FROM claims WHERE id IN (SELECT value FROM json_each(?))"
    rows = [n for (n,) in db.execute(asked, (json.dumps(list(claims)),))]
    return [line for _, line in of_rows(db, rows)][::-1]


def of_rows(db: sqlite3.Connection, rows: Sequence[int]) -> Iterator[tuple[int, ClaimLine]]:
    """The claims at some rows, the newest first."""
    asked = f"{_CLAIM} WHERE c.n IN (SELECT value FROM json_each(?)) ORDER BY c.n DESC"
    for row in db.execute(asked, (json.dumps(rows),)).fetchall():
        yield row[0], _claim(row)


def claim(db: sqlite3.Connection, n: int) -> ClaimLine:
    """One claim by its row."""
    return _claim(db.execute(f"{_CLAIM} WHERE c.n = ?", (n,)).fetchone())


def text(db: sqlite3.Connection, report: str) -> str:
    """The text of a report by its id."""
    return str(db.execute("SELECT text FROM reports WHERE id = ?", (report,)).fetchone()[0])


def sightings(db: sqlite3.Connection, report: int) -> list[SightingLine]:
    """Where a report was seen, in the order of filing."""
    rows = db.execute(
        "SELECT id, seen_at, ref, url, outlet, outlet_inferred, title, byline,"
        " coalesce(published_from, estimate_from), coalesce(published_to, estimate_to), feed"
        " FROM sightings WHERE report = ? ORDER BY n",
        (report,),
    )
    return [
        SightingLine(
            sighting=r[0],
            seen_at=r[1],
            ref=r[2],
            url=r[3],
            outlet=r[4],
            outlet_inferred=bool(r[5]),
            title=r[6],
            byline=r[7],
            published_from=r[8],
            published_to=r[9],
            feed=r[10],
        )
        for r in rows
    ]


def _claim(row: tuple[Any, ...]) -> ClaimLine:
    _, named, report, local, text, voice, degree, status, central, headline, links, *rest = row
    channel, outlet, title, url, first, last, topics = rest
    chain = tuple(json.loads(links))
    origin = chain[-1] if degree and chain else {}
    return ClaimLine(
        claim=named,
        report=report,
        local_id=local,
        text=text,
        voice=voice,
        degree=degree,
        status=status,
        central=None if central is None else bool(central),
        in_headline=bool(headline),
        source=origin.get("name"),
        named=origin.get("named"),
        channel=channel,
        chain=chain,
        topics=tuple(TopicDirection(key=t, direction=d) for t, d in sorted(json.loads(topics))),
        outlet=outlet,
        title=title,
        url=url,
        published_from=first,
        published_to=last,
    )
