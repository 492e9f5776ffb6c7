"""Questions about claims and reports that the tables answer directly."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.ledger.lines import ClaimLine, ReportLine, SightingLine
from sayso.records import TopicDirection

_FIRST = "(SELECT min(n) FROM sightings WHERE report = {})"
"""A report is shown as at its first sighting."""

_CLAIM = f"""
SELECT c.n, c.id, r.id, c.local_id, c.text, c.voice, c.degree, c.status, c.central, c.in_headline,
       h.links, h.channel, s.outlet, s.title, s.url,
       coalesce(s.published_from, s.estimate_from), coalesce(s.published_to, s.estimate_to)
FROM claims AS c
JOIN reports AS r ON r.n = c.report
JOIN chains AS h ON h.n = c.chain
JOIN sightings AS s ON s.n = {_FIRST.format("c.report")}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which claims: all conditions that are given must hold.

    source: a name, or part of one, anywhere in the chain. since, until: ISO 8601 days of publication,
    both included. words: all of them stand in the report's text or headline. report, source_n: rows.
    """

    topic: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    channel: str | None = None
    min_origins: int | None = None
    words: str | None = None
    report: int | None = None
    source_n: int | None = None


def claims(
    db: sqlite3.Connection, selection: Selection, *, limit: int = 100, after: int | None = None
) -> Iterator[tuple[int, ClaimLine]]:
    """The claims of a selection with their rows, the newest filing first; `after` goes on behind a row."""
    where, values = _conditions(selection)
    if after is not None:
        where.append("c.n < ?")
        values.append(after)
    asked = f"{_CLAIM}{' WHERE ' if where else ''}{' AND '.join(where)} ORDER BY c.n DESC LIMIT ?"
    for row in db.execute(asked, (*values, limit)).fetchall():
        yield row[0], _claim(db, row)


def chosen(
    db: sqlite3.Connection, selection: Selection, *, limit: int
) -> list[tuple[int, int, str | None, str | None]]:
    """The newest claims of a selection as rows to count: claim, chain, channel, first day."""
    where, values = _conditions(selection)
    return db.execute(
        "SELECT c.n, c.chain, h.channel, coalesce(s.published_from, s.estimate_from)"
        " FROM claims AS c JOIN chains AS h ON h.n = c.chain"
        f" JOIN sightings AS s ON s.n = {_FIRST.format('c.report')}"
        f"{' WHERE ' if where else ''}{' AND '.join(where)} ORDER BY c.n DESC LIMIT ?",
        (*values, limit),
    ).fetchall()


def count(db: sqlite3.Connection, selection: Selection) -> int:
    """How many claims a selection holds."""
    where, values = _conditions(selection)
    asked = f"SELECT count(*) FROM ({_CLAIM}{' WHERE ' if where else ''}{' AND '.join(where)})"
    return int(db.execute(asked, values).fetchone()[0])


def claim(db: sqlite3.Connection, n: int) -> ClaimLine:
    """One claim by its row."""
    return _claim(db, db.execute(f"{_CLAIM} WHERE c.n = ?", (n,)).fetchone())


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


def search(db: sqlite3.Connection, words: str, *, limit: int = 20) -> list[ReportLine]:
    """Reports whose text or headline holds all words, the best first. "Quoted words" stand together."""
    asked = fts(words)
    if not asked:
        return []
    rows = db.execute(
        "SELECT r.id, s.title, s.outlet, s.url, coalesce(s.published_from, s.estimate_from),"
        " coalesce(s.published_to, s.estimate_to), snippet(words, 1, '[', ']', '…', 24)"
        " FROM words JOIN reports AS r ON r.n = words.rowid"
        f" JOIN sightings AS s ON s.n = {_FIRST.format('r.n')}"
        " WHERE words MATCH ? ORDER BY rank LIMIT ?",
        (asked, limit),
    )
    names = ("report", "title", "outlet", "url", "published_from", "published_to", "words")
    return [ReportLine(**dict(zip(names, row, strict=True))) for row in rows]


def fts(words: str) -> str:
    """Words as a person types them, as a query of FTS5: nothing in them is an operator."""
    found = re.findall(r'"([^"]*)"|(\S+)', words)
    return " ".join(
        '"{}"'.format((phrase or word).replace('"', '""'))
        for phrase, word in found
        if re.search(r"\w", phrase or word)
    )


def _conditions(selection: Selection) -> tuple[list[str], list[object]]:
    where: list[str] = []
    values: list[object] = []

    def add(condition: str, *given: object) -> None:
        where.append(condition)
        values.extend(given)

    if selection.report is not None:
        add("c.report = ?", selection.report)
    if selection.topic:
        add("c.n IN (SELECT claim FROM claim_topics WHERE topic = ?)", selection.topic)
    if selection.channel:
        add("h.channel = ?", selection.channel)
    if selection.source:
        add(
            "c.n IN (SELECT k.n FROM sources AS o JOIN chain_sources AS l ON l.source = o.n"
            " JOIN chains AS g ON g.n = l.chain JOIN claims AS k ON k.report = g.report"
            " AND k.chain = g.n WHERE instr(lower(o.name), lower(?)))",
            selection.source,
        )
    if selection.source_n is not None:
        add(
            "c.n IN (SELECT k.n FROM chain_sources AS l JOIN chains AS g ON g.n = l.chain"
            " JOIN claims AS k ON k.report = g.report AND k.chain = g.n WHERE l.source = ?)",
            selection.source_n,
        )
    if selection.since:
        add("coalesce(s.published_to, s.estimate_to) >= ?", selection.since)
    if selection.until:
        add("coalesce(s.published_from, s.estimate_from) < ?", selection.until + "U")
    if selection.words and (asked := fts(selection.words)):
        add("c.report IN (SELECT rowid FROM words WHERE words MATCH ?)", asked)
    return where, values


def _claim(db: sqlite3.Connection, row: tuple[Any, ...]) -> ClaimLine:
    n, named, report, local, text, voice, degree, status, central, headline, links, *rest = row
    channel, outlet, title, url, first, last = rest
    chain = tuple(json.loads(links))
    origin = chain[-1] if degree and chain else {}
    topics = db.execute(
        "SELECT topic, direction FROM claim_topics WHERE claim = ? ORDER BY topic", (n,)
    )
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
        topics=tuple(TopicDirection(key=t, direction=d) for t, d in topics),
        outlet=outlet,
        title=title,
        url=url,
        published_from=first,
        published_to=last,
    )
