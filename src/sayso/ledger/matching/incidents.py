"""Incidents: which reports tell of one occurrence.

1. A report's marks are looked up among those filed before: the same persons at any time, the same
   streets within half a year, the same weighty words within a month (`_candidates`).
2. The candidates that share most are weighed field by field (`weighing`), and pairs kept.
3. Reports joined by pairs above `LINK` are grouped by average linkage (`linkage`).

Each step has a bound that does not grow with the ledger. Where no bound bites, the incidents don't
depend on the order of filing.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator

from sayso.ledger.filed import Filed
from sayso.ledger.matching.linkage import groups
from sayso.ledger.matching.marks import Marks, hashed, marks_of, pack, unpack
from sayso.ledger.matching.weighing import weigh
from sayso.ledger.rows import as_json

LINK = 0.5
"""From this weight in bits two reports are linked."""
KEPT = -6.0
"""Below it a pair isn't kept: it counts as strangers, which it nearly is."""
WORDS = 20
"""Under how many of its weightiest words a report is looked for."""
POSTINGS = 12
"""How many reports are looked at under one mark, before the day and after it, the nearest first."""
CANDIDATES = 24
"""How many reports are weighed, those that share most. (On local-news: 98 % of the pairs that all
candidates would give.)"""
_ALWAYS, _STREETS, _WORDS = 40_000, 180, 30
"""Days to either side within which persons, streets and words are looked up."""
_SHARE = {_ALWAYS: 4, _STREETS: 2, _WORDS: 1}
MEMBERS = 100
"""How many linked reports are grouped at once; where more hang together, weaker links are cut first."""


def update(db: sqlite3.Connection, filed: Filed, _touched: set[int]) -> set[int]:
    """Find the incident of a new report. Another sighting of it changes nothing.

    Returns the claims of the reports whose incident changed.
    """
    if filed.reading is None:
        return set()
    marks = hashed(marks_of(filed.reading))
    report = filed.report_n
    found = _candidates(db, marks)
    _keep(db, report, marks)
    weights = [
        (other, weight)
        for other, data in db.execute(
            "SELECT report, data FROM marks WHERE report IN (SELECT value FROM json_each(?))",
            (as_json(found),),
        )
        if (weight := weigh(marks, unpack(data))) > KEPT
    ]
    db.executemany(
        "INSERT INTO report_pairs VALUES (?, ?, ?, 0)",
        [
            pair
            for other, weight in weights
            for pair in ((report, other, weight), (other, report, weight))
        ],
    )
    rows = db.execute(
        "SELECT n FROM claims WHERE report IN (SELECT value FROM json_each(?))",
        (as_json(_regroup(db, report)),),
    )
    return {n for (n,) in rows}


def _keys(marks: Marks) -> Iterator[tuple[int, int]]:
    """Each mark under which a report is filed, with how far it reaches in days."""
    for kind, kept, reach in (
        ("person", sorted(marks.persons), _ALWAYS),  # type: ignore[type-var]
        ("street", sorted(marks.streets), _STREETS),  # type: ignore[type-var]
        ("word", list(marks.words)[:WORDS], _WORDS),
    ):
        for mark in kept:
            yield zlib.crc32(f"{kind} {mark}".encode()), reach


def _keep(db: sqlite3.Connection, report: int, marks: Marks) -> None:
    day = marks.day or 0
    db.execute("INSERT INTO marks VALUES (?, ?, ?)", (report, day, pack(marks)))
    db.executemany(
        "INSERT OR IGNORE INTO mark_keys VALUES (?, ?, ?)",
        ((key, day, report) for key, _ in _keys(marks)),
    )


_NEAREST = """
SELECT * FROM (
    SELECT report, day FROM mark_keys WHERE key = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day DESC LIMIT ?5)
UNION ALL SELECT * FROM (
    SELECT report, day FROM mark_keys WHERE key = ?1 AND day BETWEEN ?3 + 1 AND ?4 ORDER BY day LIMIT ?5)
UNION ALL SELECT * FROM (SELECT report, day FROM mark_keys WHERE key = ?1 AND day = 0 LIMIT ?5)
"""
_ANY = "SELECT report, day FROM mark_keys WHERE key = ? ORDER BY day LIMIT ?"


def _candidates(db: sqlite3.Connection, marks: Marks) -> list[int]:
    """The reports that share most marks; of equals the nearest in time, then the first filed.

    A report without a day is looked for, and found, at any time.
    """
    shared: Counter[int] = Counter()
    days: dict[int, int] = {}
    for key, reach in _keys(marks):
        if marks.day is None:
            found = db.execute(_ANY, (key, 2 * POSTINGS))
        else:
            first, last = max(1, marks.day - reach), marks.day + reach
            found = db.execute(_NEAREST, (key, first, marks.day, last, POSTINGS))
        for other, day in found:
            shared[other] += _SHARE[reach]
            days[other] = day
    day = marks.day or 0
    ranked = sorted(shared, key=lambda other: (-shared[other], abs(days[other] - day), other))
    return ranked[:CANDIDATES]


def _regroup(db: sqlite3.Connection, report: int) -> set[int]:
    """Group again what hangs together with a report. Returns the reports whose incident changed.

    Where so much hangs together that some was cut off, that stays as it was grouped, less those who left
    it: to group it all again would cost more with each report of a great occurrence.
    """
    members = _linked(db, report)
    listed = as_json(sorted(members))
    weights = {
        (member, other): weight
        for member, other, weight in db.execute(
            "SELECT report, other, weight FROM report_pairs WHERE other > report"
            " AND report IN (SELECT value FROM json_each(?1))"
            " AND other IN (SELECT value FROM json_each(?1))",
            (listed,),
        )
    }
    left = db.execute(
        "SELECT incident, report FROM incident_reports WHERE incident IN"
        " (SELECT incident FROM incident_reports WHERE report IN (SELECT value FROM json_each(?1)))"
        " AND report NOT IN (SELECT value FROM json_each(?1)) ORDER BY report",
        (listed,),
    ).fetchall()
    stayed: dict[int, list[int]] = {}
    for incident, other in left:
        stayed.setdefault(incident, []).append(other)
    changed: set[int] = set()
    for group in (*groups(sorted(members), weights), *stayed.values()):
        changed |= _assign(db, group)
    return changed


def _linked(db: sqlite3.Connection, start: int) -> set[int]:
    """The reports that hang together with one: of more than MEMBERS those by the stronger links."""
    limit = LINK
    while True:
        members, front = {start}, [start]
        while front and len(members) <= MEMBERS:
            rows = db.execute(
                "SELECT DISTINCT other FROM report_pairs"
                " WHERE report IN (SELECT value FROM json_each(?)) AND weight > ?",
                (as_json(front), limit),
            )
            front = [other for (other,) in rows if other not in members]
            members.update(front)
        if len(members) <= MEMBERS:
            return members
        limit += 1.0


def _assign(db: sqlite3.Connection, group: list[int]) -> set[int]:
    known = dict(
        db.execute(
            "SELECT report, incident FROM incident_reports"
            " WHERE report IN (SELECT value FROM json_each(?))",
            (as_json(group),),
        )
    )
    changed = {member for member in group if known.get(member) != group[0]}
    db.executemany(
        "REPLACE INTO incident_reports VALUES (?, ?)", [(member, group[0]) for member in changed]
    )
    return changed
