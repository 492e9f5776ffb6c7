"""Two reports side by side: the words they share, and what is different in them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import islice

from sayso.ledger import ids
from sayso.ledger.copying.changes import Changes, changes
from sayso.ledger.copying.copy_lines import CopyLine, SharedPassage, copy_lines
from sayso.ledger.copying.reuse import Side, whole
from sayso.records import Span

Row = tuple[int, CopyLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two texts, the one that came first on the left as far as that is known.

    line: the copy, if one is known; versions: both were seen at one address, the left one first.
    Where neither is so, `passages` is still what they share, however little.
    """

    from_: str
    to: str
    texts: tuple[str, str]
    titles: tuple[str | None, str | None]
    line: CopyLine | None
    versions: bool
    passages: tuple[SharedPassage, ...]
    changes: Changes


def beside(db: sqlite3.Connection, one: str, other: str) -> Beside:
    """Lay two reports side by side, by their ids or the beginnings of these. Raises NoSuchRecord."""
    a, b = (ids.find(db, each, "report")[1] for each in (one, other))
    names = {_id(db, a), _id(db, b)}
    line = next((c for c in copy_lines(db, a) if {c.from_, c.to} == names and a != b), None)
    version = db.execute(
        "SELECT s.report FROM versions AS v JOIN sightings AS s ON s.n = v.earlier"
        " JOIN sightings AS t ON t.n = v.later"
        " WHERE (s.report = ?1 AND t.report = ?2) OR (s.report = ?2 AND t.report = ?1) LIMIT 1",
        (a, b),
    ).fetchone()
    first = ids.find(db, line.from_, "report")[1] if line else version[0] if version else a
    a, b = (a, b) if first == a else (b, a)
    (from_, old, old_title), (to, new, new_title) = _report(db, a), _report(db, b)
    if line:
        passages, changed = line.passages, line.changes
    else:
        left, right = Side.made(old, []), Side.made(new, [])
        spans = whole(left, right)
        passages = tuple(
            SharedPassage(from_=Span.of(old, i, j), to=Span.of(new, k, m), same=same)
            for i, j, k, m, same in spans
        )
        changed = changes(left, right, [s[:4] for s in spans], (old_title, new_title))
    return Beside(
        from_=from_,
        to=to,
        texts=(old, new),
        titles=(old_title, new_title),
        line=line,
        versions=version is not None,
        passages=passages,
        changes=changed,
    )


def of_report(
    db: sqlite3.Connection, report: str, *, limit: int = 20, skip: int = 0
) -> list[CopyLine]:
    """Copies of one report by its id. Raises NoSuchRecord."""
    lines = copy_lines(db, ids.find(db, report, "report")[1])
    return list(islice(lines, skip, skip + limit))


def copies_of(db: sqlite3.Connection, report: str) -> int:
    """How many reports share words with one, by its id, versions of its page apart. Raises NoSuchRecord."""
    (number,) = db.execute(
        "SELECT count(*) FROM (SELECT b AS other FROM copies WHERE a = ?1"
        " UNION ALL SELECT a FROM copies WHERE b = ?1) AS k WHERE NOT EXISTS ("
        " SELECT 1 FROM sightings AS s JOIN sightings AS t ON t.url_key = s.url_key"
        " WHERE s.report = ?1 AND t.report = k.other)",
        (ids.find(db, report, "report")[1],),
    ).fetchone()
    return int(number)


def newest(db: sqlite3.Connection, *, limit: int = 20, before: int | None = None) -> list[Row]:
    """The newest copies, all of a report together; `before` goes on behind a row of the later report."""
    rows = db.execute(
        "SELECT DISTINCT b FROM copies WHERE b < ? ORDER BY b DESC LIMIT ?",
        (before if before is not None else 1 << 62, limit),
    ).fetchall()
    found: list[Row] = []
    for (n,) in rows:
        found += [(n, line) for line in copy_lines(db, n) if _is_later(db, n, line)]
        if len(found) >= limit:
            break
    return found


def _is_later(db: sqlite3.Connection, n: int, line: CopyLine) -> bool:
    """Whether a copy belongs to this report in the list: none of the two was filed later."""
    asked = "SELECT max(n) FROM reports WHERE id IN (?, ?)"
    (latest,) = db.execute(asked, (line.from_, line.to)).fetchone()
    return bool(latest == n)


def _id(db: sqlite3.Connection, n: int) -> str:
    return str(db.execute("SELECT id FROM reports WHERE n = ?", (n,)).fetchone()[0])


def _report(db: sqlite3.Connection, n: int) -> tuple[str, str, str | None]:
    row = db.execute(
        "SELECT r.id, r.text, s.title FROM reports AS r"
        " JOIN sightings AS s ON s.n = (SELECT sighting FROM current_readings WHERE report = r.n) WHERE r.n = ?",
        (n,),
    ).fetchone()
    return row[0], row[1], row[2]
