"""Incidents as lines: the reports on one occurrence, what it cost by their account, and why they are one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sayso.ledger import ids
from sayso.ledger.current import current_reading
from sayso.ledger.matching.marks import Marks, marks_of
from sayso.ledger.matching.stated import Stated, of_incident
from sayso.ledger.matching.tolls import How, Toll
from sayso.ledger.matching.weighing import evidence, weigh

PREFIX = "incident:"
EXPLAINED = 12
"""For how many reports of an incident each pair is explained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another figure, and the reports (ids) that give it."""

    figure: int
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Killed or injured, as the reports state it. low, high: as a quantity's.

    inferred: no report gives the figure; reason: how it comes about. claims: ids of those that state it.
    otherwise: what other reports give.
    """

    low: int
    high: int
    inferred: bool
    reason: str
    claims: tuple[str, ...]
    otherwise: tuple[Other, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One field in which two reports agree or differ, its weight in bits, and what they share."""

    field: str
    level: str
    weight: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Why two reports tell of one occurrence: the fields' weights and the prior add up to the weight."""

    reports: tuple[str, str]
    weight: float
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLine:
    """One occurrence. `reports` are ids, in the order of filing; days are ISO 8601, of publication.

    killed, injured: None if no report counts anybody. pairs: only where one incident is asked for.
    """

    incident: str
    title: str | None
    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    since: str | None
    until: str | None
    killed: Figure | None
    injured: Figure | None
    pairs: tuple[Pair, ...] = ()


def lines(db: sqlite3.Connection, *, limit: int | None = None, skip: int = 0) -> list[IncidentLine]:
    """All incidents that several reports tell of, or that cost somebody; those with most reports first."""
    rows = db.execute(
        "SELECT i.incident, count(*) AS reports, count(t.report) AS tolls FROM incident_reports AS i"
        f" LEFT JOIN tolls AS t ON t.report = i.report AND NOT ({_HOLLOW}) GROUP BY i.incident"
        " HAVING reports > 1 OR tolls > 0 ORDER BY reports DESC, i.incident LIMIT ? OFFSET ?",
        (-1 if limit is None else limit, skip),
    ).fetchall()
    return [_line(db, incident) for incident, _, _ in rows]


def line_of(db: sqlite3.Connection, named: str, *, explain: bool = True) -> IncidentLine:
    """One incident, by its id, or by the id of one of its reports, or the beginning of either.

    explain: with its pairs, for which the reports are unpacked. Raises NoSuchRecord.
    """
    _, report = ids.find(db, named.removeprefix(PREFIX), "report")
    row = db.execute("SELECT incident FROM incident_reports WHERE report = ?", (report,)).fetchone()
    return _line(db, row[0], explain=explain)


def reports_beside(db: sqlite3.Connection, report: str) -> int:
    """How many other reports are taken to tell of the same occurrence as one, by its id. Raises NoSuchRecord."""
    asked = (
        "SELECT count(*) - 1 FROM incident_reports WHERE incident ="
        " (SELECT incident FROM incident_reports WHERE report = ?)"
    )
    return int(db.execute(asked, (ids.find(db, report, "report")[1],)).fetchone()[0])


def _line(db: sqlite3.Connection, incident: int, *, explain: bool = False) -> IncidentLine:
    rows = db.execute(
        "SELECT r.n, r.id, s.title, s.outlet, coalesce(s.published_from, s.estimate_from),"
        " coalesce(s.published_to, s.estimate_to), t.killed, t.total,"
        " EXISTS (SELECT 1 FROM claims AS c JOIN counts AS k ON k.claim = c.n WHERE c.report = r.n AND"
        " k.stated AND k.period = 'several' AND (c.central OR c.in_headline)),"
        f" {_told('killed')}, {_told('injured', 'hit')} FROM incident_reports AS i"
        " JOIN reports AS r ON r.n = i.report JOIN sightings AS s ON s.report = r.n"
        f" LEFT JOIN tolls AS t ON t.report = r.n AND NOT ({_HOLLOW}) WHERE i.incident = ? ORDER BY r.n, s.n",
        (incident,),
    ).fetchall()
    named = {n: report for n, report, *_ in rows}
    tolls = {
        n: (_ordinal(first), n, Toll(killed, total, bool(several), HOW[dead], HOW[hurt]))
        for n, _, _, _, first, _, killed, total, several, dead, hurt in reversed(rows)
        if total is not None
    }
    stated = of_incident(list(tolls.values()))
    return IncidentLine(
        incident=PREFIX + named[incident].removeprefix("sha256:")[:16],
        title=next((row[2] for row in rows if row[2]), None),
        reports=tuple(named.values()),
        outlets=tuple(sorted({row[3] for row in rows if row[3]})),
        since=min((row[4] for row in rows if row[4]), default=None),
        until=max((row[5] for row in rows if row[5]), default=None),
        killed=_figure(db, stated["killed"], ("killed",), named) if stated else None,
        injured=_figure(db, stated["injured"], ("injured", "hit"), named) if stated else None,
        pairs=_pairs(db, list(named)[:EXPLAINED], named) if explain else (),
    )


_HOLLOW = """
    (SELECT count(DISTINCT title) FROM sightings WHERE report = t.report) > 1
    AND NOT EXISTS (SELECT 1 FROM claims AS c JOIN counts AS k ON k.claim = c.n
                    WHERE c.report = t.report AND k.toll AND NOT c.in_headline)
"""
"""A toll that only a headline states, over a text that was seen under another headline too: a log-in box
stands under each story of its site, and tells of none."""


def _told(*kinds: str) -> str:
    """How a report tells of those of a kind, as a place in HOW: the best of the counts that state its toll."""
    of = ", ".join(f"'{kind}'" for kind in kinds)
    return (
        "coalesce((SELECT max(k.stated * (1 + (c.central OR c.in_headline))) FROM claims AS c"
        f" JOIN counts AS k ON k.claim = c.n WHERE c.report = r.n AND k.toll AND k.kind IN ({of})), 0)"
    )


HOW: tuple[How, ...] = ("implied", "below", "at the head")


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day[:10]).toordinal() if day else 0


def _figure(
    db: sqlite3.Connection, stated: Stated, kinds: Sequence[str], named: dict[int, str]
) -> Figure:
    claims = db.execute(
        "SELECT DISTINCT c.id, c.n FROM claims AS c JOIN counts AS k ON k.claim = c.n"
        " WHERE c.report IN (SELECT value FROM json_each(?)) AND k.toll"
        " AND k.kind IN (SELECT value FROM json_each(?)) ORDER BY c.n",
        (json.dumps(stated.by), json.dumps(kinds)),
    )
    return Figure(
        low=stated.low,
        high=stated.high,
        inferred=stated.inferred,
        reason=stated.reason,
        claims=tuple(claim for claim, _ in claims),
        otherwise=tuple(
            Other(figure=n, reports=tuple(named[r] for r in reports))
            for n, reports in stated.otherwise
        ),
    )


def _pairs(
    db: sqlite3.Connection, reports: Sequence[int], named: dict[int, str]
) -> tuple[Pair, ...]:
    """The marks are made again from the readings: the ledger keeps only their hashes."""
    marks = {report: marks_of(current_reading(db, report)) for report in reports}
    return tuple(
        Pair(
            reports=(named[a], named[b]),
            weight=weigh(marks[a], marks[b]),
            agreements=tuple(
                Agreement(
                    field=field,
                    level=level,
                    weight=weight,
                    shared=_shared(field, marks[a], marks[b]),
                )
                for field, level, weight in evidence(marks[a], marks[b])
            ),
        )
        for a, b in combinations(reports, 2)
    )


def _shared(field: str, one: Marks, other: Marks) -> tuple[str, ...]:
    """What two reports have in common in one field, as a person would say it."""
    match field:
        case "words":
            common = sorted(
                one.words.keys() & other.words.keys(),
                key=lambda word: -one.words[word] * other.words[word],
            )
            return tuple(map(str, common[:12]))
        case "who":
            return _sorted((one.persons & other.persons) or (one.surnames & other.surnames))
        case "days":
            return tuple(date.fromordinal(d).isoformat() for d in sorted(one.days & other.days))
        case "published":
            days = {d for d in (one.day, other.day) if d}
            return tuple(date.fromordinal(d).isoformat() for d in sorted(days))
        case "prior":
            return ()
        case _:
            return _sorted(getattr(one, field) & getattr(other, field))


def _sorted(marks: Iterable[object]) -> tuple[str, ...]:
    return tuple(sorted(map(str, marks)))
