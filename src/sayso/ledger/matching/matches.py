"""Matches: which claims of different reports are about one matter, and how they relate.

A new report is compared with those that share most marks with it (`incidents` has weighed them), claim
by claim (`comparing`). A match is a suggestion. A person's word wins: `judged` is read wherever links are.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from sayso.ledger.filed import Filed
from sayso.ledger.matching.comparing import CLOSE, Match, Reason, compare
from sayso.ledger.matching.told import Told, told_by

RULE = 1
REPORTS = 12
"""With how many other reports the claims of one are compared, those most likely on one occurrence."""
WORTH = -3.0
"""Below this weight in bits two reports have too little in common for their claims to be compared."""
CLAIMS = 40
"""How many claims of a report are compared: the first, and behind them those that count somebody."""
LINKS = 2
"""How many claims of one report a claim is the same as, at most, the most alike; and one it differs from."""


@dataclass(frozen=True, slots=True)
class Link:
    """A claim that another hangs together with: by a suggested match, or by a person's word."""

    claim: int
    relation: str
    judged: bool


def update(db: sqlite3.Connection, filed: Filed, touched: set[int]) -> set[int]:
    """Compare the claims of a new report, and again those of reports whose incident changed.

    Another sighting of a report changes nothing. Returns the claims that have a new match, or lost one.
    """
    if not filed.first:
        return set()
    changed: set[int] = set()
    for other, together in _neighbours(db, filed.report_n):
        changed |= _compare(db, filed.report_n, other, together=together)
    for report in sorted(_reports(db, touched) - {filed.report_n}):
        for other, together in _regrouped(db, report):
            changed |= _drop(db, report, other)
            changed |= _compare(db, report, other, together=together)
    return changed


def _neighbours(db: sqlite3.Connection, report: int) -> list[tuple[int, bool]]:
    """The reports most likely on one occurrence with a new one, and whether they are in its incident."""
    return [
        (other, bool(together))
        for other, together in db.execute(
            f"SELECT p.other, {_TOGETHER} AS together FROM report_pairs AS p"
            " WHERE p.report = ? AND (together OR p.weight > ?)"
            " ORDER BY together DESC, p.weight DESC, p.other LIMIT ?",
            (report, WORTH, REPORTS),
        )
    ]


def _regrouped(db: sqlite3.Connection, report: int) -> list[tuple[int, bool]]:
    """The reports that came into a report's incident, or left it, since they were compared."""
    return [
        (other, bool(together))
        for other, together in db.execute(
            f"SELECT p.other, {_TOGETHER} AS together FROM report_pairs AS p"
            " WHERE p.report = ? AND together <> p.together ORDER BY p.other LIMIT ?",
            (report, REPORTS),
        )
    ]


_TOGETHER = (
    "(SELECT incident FROM incident_reports WHERE report = p.report)"
    " = (SELECT incident FROM incident_reports WHERE report = p.other)"
)


def _reports(db: sqlite3.Connection, claims: set[int]) -> set[int]:
    rows = db.execute(
        "SELECT DISTINCT report FROM claims WHERE n IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(claims)),),
    )
    return {n for (n,) in rows}


def _compare(db: sqlite3.Connection, report: int, other: int, *, together: bool) -> set[int]:
    """Enter the matches between two reports. Returns their claims.

    The report with the smaller id seeks its claims' best matches in the other, whichever came first.
    """
    changed: set[int] = set()
    report, other = (
        n
        for (n,) in db.execute(
            "SELECT n FROM reports WHERE n IN (?, ?) ORDER BY id", (report, other)
        ).fetchall()
    )
    theirs = Index.of(_compared(told_by(db, other)))
    newer = _newer_version(db, report, other)
    for one in _compared(told_by(db, report)):
        for found, match in _best(one, theirs.near(one, together=together), together=together):
            relation = match.relation
            later, earlier = max(one.n, found.n), min(one.n, found.n)
            if relation in ("updates", "conflicts") and newer is not None:
                # A page that says another figure now has been corrected: it does not contradict itself.
                relation = "updates"
                later, earlier = (one.n, found.n) if newer == report else (found.n, one.n)
            elif relation == "updates":
                later, earlier = (one.n, found.n) if match.later else (found.n, one.n)
            db.execute(
                "INSERT OR IGNORE INTO matches VALUES (?, ?, ?, ?, ?)",
                (later, earlier, relation, match.similarity, RULE),
            )
            changed |= {one.n, found.n}
    for pair in ((report, other), (other, report)):
        db.execute(
            "UPDATE report_pairs SET together = ? WHERE report = ? AND other = ?", (together, *pair)
        )
    return changed


def _newer_version(db: sqlite3.Connection, one: int, other: int) -> int | None:
    """Of two reports seen at one address, the one seen there last; None if they are of different pages."""
    row = db.execute(
        "SELECT max(b.n) > max(a.n) FROM sightings AS a JOIN sightings AS b ON b.url_key = a.url_key"
        " WHERE a.report = ? AND b.report = ?",
        (one, other),
    ).fetchone()
    return None if row[0] is None else other if row[0] else one


def _drop(db: sqlite3.Connection, report: int, other: int) -> set[int]:
    """Take back the matches between two reports. Returns their claims."""
    rows = db.execute(
        "DELETE FROM matches WHERE (claim IN (SELECT n FROM claims WHERE report = ?1)"
        " AND other IN (SELECT n FROM claims WHERE report = ?2))"
        " OR (claim IN (SELECT n FROM claims WHERE report = ?2)"
        " AND other IN (SELECT n FROM claims WHERE report = ?1)) RETURNING claim, other",
        (report, other),
    ).fetchall()
    return {n for pair in rows for n in pair}


def links(db: sqlite3.Connection, claim: int) -> list[Link]:
    """What a claim hangs together with: matches that say so, but for those a person rejected; and the
    pairs that a person joined. In the order of the claims."""
    found = {
        other: Link(other, relation, False)
        for other, relation in db.execute(
            "SELECT other, relation FROM matches WHERE claim = ?1 AND relation <> 'unrelated-but-close'"
            " UNION ALL SELECT claim, relation FROM matches WHERE other = ?1"
            " AND relation <> 'unrelated-but-close'",
            (claim,),
        )
    }
    for other, verdict in _judged(db, claim):
        if verdict == "same":
            relation = found[other].relation if other in found else "same"
            found[other] = Link(other, relation, True)
        else:
            found.pop(other, None)
    return [found[other] for other in sorted(found)]


def reasons(db: sqlite3.Connection, one: int, other: int) -> tuple[Reason, ...]:
    """Why two claims are matched, field by field, found again from the claims themselves."""
    reports = [
        db.execute("SELECT report FROM claims WHERE n = ?", (n,)).fetchone()[0]
        for n in (one, other)
    ]
    a, b = (
        next(t for t in told_by(db, report) if t.n == n)
        for report, n in zip(reports, (one, other), strict=True)
    )
    row = db.execute(
        "SELECT together FROM report_pairs WHERE report = ? AND other = ?", reports
    ).fetchone()
    match = compare(a, b, together=bool(row and row[0]))
    found = match.reasons if match else ()
    if _newer_version(db, *reports) is not None:
        found += (Reason("occurrence", True, "both are versions of one page"),)
    return found


def _judged(db: sqlite3.Connection, claim: int) -> list[tuple[int, str]]:
    return db.execute(
        "SELECT c.n, j.verdict FROM claims AS me JOIN judged AS j ON j.claim_a = me.id"
        " JOIN claims AS c ON c.id = j.claim_b WHERE me.n = ?1"
        " UNION ALL SELECT c.n, j.verdict FROM claims AS me JOIN judged AS j ON j.claim_b = me.id"
        " JOIN claims AS c ON c.id = j.claim_a WHERE me.n = ?1",
        (claim,),
    ).fetchall()


def _compared(told: list[Told]) -> list[Told]:
    return [t for i, t in enumerate(told) if i < CLAIMS or t.counts][: 2 * CLAIMS]


@dataclass(frozen=True, slots=True)
class Index:
    """The claims of one report by their words, so that most pairs need not be looked at."""

    told: list[Told]
    words: dict[str, list[int]]

    @classmethod
    def of(cls, told: list[Told]) -> Self:
        """Enter each claim under its words."""
        words: dict[str, list[int]] = {}
        for place, claim in enumerate(told):
            for word in claim.words:
                words.setdefault(word, []).append(place)
        return cls(told, words)

    def near(self, one: Told, *, together: bool) -> list[Told]:
        """The claims that `compare` could match with one: alike in words, or both with counts."""
        alike: dict[int, float] = {}
        for word, weight in one.words.items():
            for place in self.words.get(word, ()):
                alike[place] = alike.get(place, 0.0) + weight * weight
        least = CLOSE * one.norm * (1 - 1e-9)
        return [
            other
            for place, other in enumerate(self.told)
            if (together and one.counts and other.counts)
            or alike.get(place, 0.0) >= least * other.norm > 0
        ]


def _best(one: Told, theirs: list[Told], *, together: bool) -> Iterator[tuple[Told, Match]]:
    """The best matches of a claim in one report: what differs, what is the same, else what is close."""
    found = [
        (other, match)
        for other in theirs
        if (match := compare(one, other, together=together)) is not None
    ]
    found.sort(key=lambda pair: (-pair[1].similarity, pair[0].n))
    same = [pair for pair in found if pair[1].relation == "same"]
    differ = [pair for pair in found if pair[1].relation in ("updates", "conflicts")]
    yield from differ[:1] + same[:LINKS] or found[:1]
