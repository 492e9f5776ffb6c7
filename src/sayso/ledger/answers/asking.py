"""Questions about claims and reports that the tables answer directly."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.ledger.lines import ClaimLine, ReportLine, SightingLine
from sayso.records import TopicDirection

_FEW = 2_000
"""A condition that so few rows meet is where a query begins; one that more meet is tried on each claim."""
_RANKED = 5_000
"""Of more reports than these that hold all words, the newest are ranked."""

_CLAIM = """
SELECT c.n, c.id, r.id, c.local_id, c.text, c.voice, c.degree, c.status, c.central, c.in_headline,
       h.links, h.channel, s.outlet, s.title, s.url, u.day_from, u.day_to
FROM claims AS c
JOIN current_readings AS u ON u.report = c.report
JOIN reports AS r ON r.n = c.report
JOIN chains AS h ON h.n = c.chain
JOIN sightings AS s ON s.n = u.sighting
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
    where, values = _conditions(db, selection)
    if after is not None:
        where.append("c.n < ?")
        values.append(after)
    # Which they are is settled before anything is fetched of them.
    which = f"SELECT c.n {_tables(where)} ORDER BY c.n DESC LIMIT ?"
    asked = f"{_CLAIM} WHERE c.n IN ({which}) ORDER BY c.n DESC"
    for row in db.execute(asked, (*values, limit)).fetchall():
        yield row[0], _claim(db, row)


def chosen(
    db: sqlite3.Connection, selection: Selection, *, limit: int
) -> list[tuple[int, int, str | None, str | None]]:
    """The newest claims of a selection as rows to count: claim, chain, channel, first day."""
    where, values = _conditions(db, selection)
    return db.execute(
        "SELECT c.n, c.chain, h.channel, u.day_from FROM claims AS c"
        " JOIN current_readings AS u ON u.report = c.report JOIN chains AS h ON h.n = c.chain"
        f" WHERE c.n IN (SELECT c.n {_tables(where)} ORDER BY c.n DESC LIMIT ?)",
        (*values, limit),
    ).fetchall()


def count(db: sqlite3.Connection, selection: Selection) -> int:
    """How many claims a selection holds."""
    where, values = _conditions(db, selection)
    return int(db.execute(f"SELECT count(*) {_tables(where)}", values).fetchone()[0])


def _tables(where: Sequence[str]) -> str:
    """FROM and WHERE, with no table that no condition asks about."""
    condition = " AND ".join(where)
    joined = "FROM claims AS c"
    if "u." in condition:
        joined += " JOIN current_readings AS u ON u.report = c.report"
    if "h." in condition:
        joined += " JOIN chains AS h ON h.n = c.chain"
    return f"{joined} WHERE {condition}" if condition else joined


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
    oldest = db.execute(
        "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?",
        (asked, _RANKED),
    ).fetchone()
    rows = db.execute(
        "SELECT r.id, s.title, s.outlet, s.url, u.day_from, u.day_to,"
        " snippet(words, 1, '[', ']', '…', 24)"
        " FROM words JOIN reports AS r ON r.n = words.rowid"
        " JOIN current_readings AS u ON u.report = r.n JOIN sightings AS s ON s.n = u.sighting"
        " WHERE words MATCH ? AND words.rowid > ? ORDER BY rank LIMIT ?",
        (asked, oldest[0] if oldest else -1, limit),
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


def _conditions(db: sqlite3.Connection, selection: Selection) -> tuple[list[str], list[object]]:
    """SQL for each condition that is given, and its values.

    The claims are walked from the newest on until enough are found, so that a condition which many meet
    costs little; one that few meet would let the walk go on to the end, and is looked up instead.
    """
    where: list[str] = []
    values: list[object] = []

    def add(condition: str, *given: object) -> None:
        where.append(condition)
        values.extend(given)

    def narrow(column: str, rows: str, otherwise: str, *given: object) -> None:
        found = db.execute(f"{rows} LIMIT {_FEW + 1}", given).fetchall()
        if len(found) > _FEW:
            add(otherwise, *given)
        else:
            listed = ", ".join(str(n) for (n,) in found)
            add(f"{column} IN ({listed})")
            if column == "c.chain":  # claims are found by their report
                add(f"c.report IN (SELECT report FROM chains WHERE n IN ({listed}))")

    if selection.report is not None:
        add("c.report = ?", selection.report)
    if selection.topic:
        add("c.n IN (SELECT claim FROM claim_topics WHERE topic = ?)", selection.topic)
    if selection.channel:
        narrow(
            "c.chain",
            "SELECT n FROM chains WHERE channel = ?",
            "h.channel = ?",
            selection.channel,
        )
    if selection.source:
        narrow(
            "c.chain",
            "SELECT DISTINCT l.chain FROM sources AS o JOIN chain_sources AS l ON l.source = o.n"
            " WHERE instr(lower(o.name), lower(?))",
            "EXISTS (SELECT 1 FROM chain_sources AS l JOIN sources AS o ON o.n = l.source"
            " WHERE l.chain = c.chain AND instr(lower(o.name), lower(?)))",
            selection.source,
        )
    if selection.source_n is not None:
        narrow(
            "c.chain",
            "SELECT chain FROM chain_sources WHERE source = ?",
            "EXISTS (SELECT 1 FROM chain_sources AS l WHERE l.source = ? AND l.chain = c.chain)",
            selection.source_n,
        )
    if selection.since or selection.until:
        days = "day_to >= ? AND day_from < ?"
        narrow(
            "c.report",
            f"SELECT report FROM current_readings WHERE {days}",
            f"u.{days.replace('day_from', 'u.day_from')}",
            selection.since or "",
            (selection.until or "9999") + "U",
        )
    if selection.words and (asked := fts(selection.words)):
        narrow(
            "c.report",
            "SELECT rowid FROM words WHERE words MATCH ?",
            "EXISTS (SELECT 1 FROM words WHERE words MATCH ? AND words.rowid = c.report)",
            asked,
        )
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
