"""Matches: which claims of different reports are about one matter, and how they relate.

A new report is compared with those that share most marks with it (`incidents` has weighed them), claim
by claim (`comparing`). A match is a suggestion. A person's word wins: `judged` is read wherever links are.
"""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from sayso.ledger.filed import Filed
from sayso.ledger.matching.comparing import CLOSE, Match, compare
from sayso.ledger.matching.differing import Reason
from sayso.ledger.matching.told import Told, told_by
from sayso.ledger.rows import as_json

RULE = 1
REPORTS = 12
"""With how many other reports the claims of one are compared, those most likely on one occurrence."""
WORTH = -3.0
"""Below this weight in bits two reports have too little in common for their claims to be compared."""
CLAIMS = 40
"""How many claims of a report are compared: the first, and behind them those that count somebody."""
SURE = 4.0
"""Weight in bits from which two reports' claims can conflict: below it, one pair in five is of two occurrences."""
LINKS = 2
"""How many claims of one report a claim is the same as, at most, the most alike; and one it differs from."""


def update(db: sqlite3.Connection, filed: Filed, touched: set[int]) -> set[int]:
    """Compare the claims of a new report, and again those of reports whose incident changed.

    Another sighting of a report changes nothing. Returns the claims that have a new match, or lost one.
    """
    if filed.reading is None:
        return set()
    changed = _compare(db, filed.report_n, _neighbours(db, filed.report_n))
    for report in sorted(_reports(db, touched) - {filed.report_n}):
        regrouped = _regrouped(db, report)
        for other in regrouped:
            changed |= _drop(db, report, other.report)
        changed |= _compare(db, report, regrouped)
    return changed


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A report likely on one occurrence with another. weight: how likely, in bits. together: it is in its
    incident, before: it was when their claims were compared last."""

    report: int
    id: str
    weight: float
    together: bool
    before: bool


def _neighbours(db: sqlite3.Connection, report: int) -> list[Neighbour]:
    """The reports most likely on one occurrence with a new one."""
    return _asked(
        db,
        "(now OR p.weight > :worth) ORDER BY now DESC, p.weight DESC, p.other",
        report,
    )


def _regrouped(db: sqlite3.Connection, report: int) -> list[Neighbour]:
    """The reports that came into a report's incident, or left it, since they were compared."""
    return _asked(db, "now <> p.together ORDER BY p.other", report)


def _asked(db: sqlite3.Connection, which: str, report: int) -> list[Neighbour]:
    rows = db.execute(
        "SELECT f.other, r.id, f.weight, f.now, f.together FROM (SELECT p.other, p.weight, p.together,"
        " mine.incident = theirs.incident AS now FROM report_pairs AS p"
        " JOIN incident_reports AS mine ON mine.report = p.report"
        " JOIN incident_reports AS theirs ON theirs.report = p.other"
        f" WHERE p.report = :report AND {which} LIMIT :most) AS f"
        " CROSS JOIN reports AS r ON r.n = f.other",
        {"report": report, "worth": WORTH, "most": REPORTS},
    )
    return [
        Neighbour(n, named, weight, bool(now), bool(before))
        for n, named, weight, now, before in rows
    ]


def _reports(db: sqlite3.Connection, claims: set[int]) -> set[int]:
    rows = db.execute(
        "SELECT DISTINCT report FROM claims WHERE n IN (SELECT value FROM json_each(?))",
        (as_json(sorted(claims)),),
    )
    return {n for (n,) in rows}


def _compare(db: sqlite3.Connection, report: int, others: list[Neighbour]) -> set[int]:
    """Enter the matches between a report and others. Returns their claims.

    Of two reports the one with the smaller id seeks its claims' best matches in the other, whichever
    came first.
    """
    if not others:
        return set()
    (named,) = db.execute("SELECT id FROM reports WHERE n = ?", (report,)).fetchone()
    told = told_by(db, [report, *(other.report for other in others)], most=CLAIMS)
    own = Index.of(told[report])
    changed: set[int] = set()
    for other in others:
        near = own.near(told[other.report], together=other.together)
        pairs = near if named < other.id else [(b, a) for a, b in near]
        rows = []
        for one, found, match in _best(pairs, together=other.together):
            relation = match.relation
            later, earlier = max(one.n, found.n), min(one.n, found.n)
            if relation in ("updates", "conflicts"):
                newer = _newer_version(db, report, other.report)
                if newer is not None:
                    # A page that says another figure now was corrected: it does not contradict itself.
                    relation = "updates"
                    seeking = report if named < other.id else other.report
                    later, earlier = (one.n, found.n) if newer == seeking else (found.n, one.n)
                elif relation == "updates":
                    later, earlier = (one.n, found.n) if match.later else (found.n, one.n)
                elif other.weight < SURE:
                    if match.similarity < CLOSE:
                        continue
                    relation = "unrelated-but-close"
            rows.append((later, earlier, relation, match.similarity, RULE))
            changed |= {one.n, found.n}
        db.executemany("INSERT OR IGNORE INTO matches VALUES (?, ?, ?, ?, ?)", rows)
        if other.together != other.before:
            db.executemany(
                "UPDATE report_pairs SET together = ? WHERE report = ? AND other = ?",
                [
                    (other.together, report, other.report),
                    (other.together, other.report, report),
                ],
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
    dropped: set[int] = set()
    for pair in ((report, other), (other, report)):
        rows = db.execute(
            "DELETE FROM matches WHERE claim IN (SELECT n FROM claims WHERE report = ?)"
            " AND other IN (SELECT n FROM claims WHERE report = ?) RETURNING claim, other",
            pair,
        )
        dropped.update(n for row in rows.fetchall() for n in row)
    return dropped


def links(db: sqlite3.Connection, claims: Iterable[int]) -> dict[int, set[int]]:
    """The claims that each claim hangs together with; those that stand alone are left out.

    By matches that say so, but for those that a person rejected; and by the pairs that a person joined.
    """
    listed = as_json(claims)
    found: dict[int, set[int]] = defaultdict(set)
    for claim, other in db.execute(
        "SELECT claim, other FROM matches WHERE relation <> 'unrelated-but-close'"
        " AND claim IN (SELECT value FROM json_each(?1))"
        " UNION ALL SELECT other, claim FROM matches WHERE relation <> 'unrelated-but-close'"
        " AND other IN (SELECT value FROM json_each(?1))",
        (listed,),
    ):
        found[claim].add(other)
    for claim, other, verdict in _judged(db, listed):
        if verdict == "same":
            found[claim].add(other)
        else:
            found[claim].discard(other)
    return {claim: others for claim, others in found.items() if others}


def reasons(db: sqlite3.Connection, one: int, other: int) -> tuple[Reason, ...]:
    """Why two claims are matched, field by field, found again from the claims themselves."""
    reports = [
        db.execute("SELECT report FROM claims WHERE n = ?", (n,)).fetchone()[0]
        for n in (one, other)
    ]
    told = told_by(db, reports)
    a, b = (
        next(t for t in told[report] if t.n == n)
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


def _judged(db: sqlite3.Connection, listed: str) -> list[tuple[int, int, str]]:
    """A person's word on the claims of a JSON list: (claim, other, verdict)."""
    if not db.execute("SELECT EXISTS (SELECT 1 FROM judgements)").fetchone()[0]:
        return []  # as in most ledgers
    return db.execute(
        "SELECT me.n, c.n, j.verdict FROM claims AS me JOIN judged AS j ON j.claim_a = me.id"
        " JOIN claims AS c ON c.id = j.claim_b WHERE me.n IN (SELECT value FROM json_each(?1))"
        " UNION ALL"
        " SELECT me.n, c.n, j.verdict FROM claims AS me JOIN judged AS j ON j.claim_b = me.id"
        " JOIN claims AS c ON c.id = j.claim_a WHERE me.n IN (SELECT value FROM json_each(?1))",
        (listed,),
    ).fetchall()


@dataclass(frozen=True, slots=True)
class Index:
    """The claims of one report by their words, so that most pairs need not be looked at."""

    told: list[Told]
    norms: list[float]
    words: dict[str, list[tuple[int, float]]]
    aged: dict[str, list[int]]

    @classmethod
    def of(cls, told: list[Told]) -> Self:
        """Enter each claim under its words, with the square of what the word tells, and whose age it says."""
        words: dict[str, list[tuple[int, float]]] = {}
        aged: dict[str, list[int]] = {}
        for place, claim in enumerate(told):
            for word, weight in claim.words.items():
                words.setdefault(word, []).append((place, weight * weight))
            for name in claim.ages:
                aged.setdefault(name, []).append(place)
        return cls(told, [claim.norm for claim in told], words, aged)

    def near(self, others: list[Told], *, together: bool) -> list[tuple[Told, Told]]:
        """The pairs, own claim first, that `compare` could match: alike in words, both with what their reports
        state as a whole, or with the age of one person."""
        counting = [p for p, one in enumerate(self.told) if together and _states(one)]
        found = []
        for other in others:
            alike = dict.fromkeys(counting, math.inf) if counting and _states(other) else {}
            if together and self.aged:
                of_one = (p for name in other.ages for p in self.aged.get(name, ()))
                alike |= dict.fromkeys(of_one, math.inf)
            for word in other.words:
                for place, square in self.words.get(word, ()):
                    alike[place] = alike.get(place, 0.0) + square
            least = CLOSE * other.norm * (1 - 1e-9)
            norms = self.norms
            found += [
                (self.told[place], other)
                for place, shared in alike.items()
                if shared >= least * norms[place]
            ]
        return found


def _states(claim: Told) -> bool:
    """Whether a claim counts what its report states of the occurrence as a whole."""
    return any(count.toll for count in claim.counts)


def _best(pairs: list[tuple[Told, Told]], *, together: bool) -> Iterator[tuple[Told, Told, Match]]:
    """The best matches of each first claim: what differs, what is the same, else what is close."""
    found: dict[int, list[tuple[Told, Told, Match]]] = {}
    for one, other in pairs:
        if match := compare(one, other, together=together):
            found.setdefault(one.n, []).append((one, other, match))
    for of_one in found.values():
        of_one.sort(key=lambda row: (-row[2].similarity, row[1].n))
        same = [row for row in of_one if row[2].relation == "same"]
        differ = [row for row in of_one if row[2].relation in ("updates", "conflicts")]
        yield from differ[:1] + same[:LINKS] or of_one[:1]
