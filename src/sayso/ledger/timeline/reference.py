"""Reference series in the ledger: brought in by a person, append-only, asked by kind, figure and day.

What a publisher corrects stands beside what it said before: a figure that comes again for the same day
with another value is a new row that names the row it corrects, and the newest row holds.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sayso.records import ReferencePoint

_COLUMNS = (
    'p.day, p."of", p.whose, p.claimant, p.party, p.period, p.stated, p.low, p.high, p.unit,'
    " p.qualifier, p.correction, p.source"
)
_FIELDS = (
    "series day of whose claimant party period stated low high unit qualifier correction source"
).split()
_HOLDS = "NOT EXISTS (SELECT 1 FROM reference_points AS later WHERE later.corrects = p.n)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did: points that are new, those known before, and those that correct another."""

    series: tuple[str, ...]
    added: int
    already: int
    corrected: int


def import_points(db: sqlite3.Connection, points: Iterable[ReferencePoint], *, at: str) -> Imported:
    """Enter points, seen at a time (ISO 8601, UTC). To import the same points twice changes nothing."""
    rows: dict[str, int] = {}
    added = already = corrected = 0
    for point in points:
        if point.series not in rows:
            rows[point.series] = _series(db, point.series, at)
        series = rows[point.series]
        known = _known(db, series, point)
        if known is not None and known[1] == _figures(point):
            already += 1
            continue
        corrects = known[0] if known is not None else None
        db.execute(
            'INSERT INTO reference_points (series, day, "of", whose, claimant, party, period, stated, low,'
            " high, unit, qualifier, correction, source, imported_at, corrects)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                series,
                point.day,
                point.of,
                point.whose,
                point.claimant,
                point.party,
                point.period,
                *_figures(point)[:3],
                point.unit,
                point.qualifier,
                point.correction,
                point.source,
                at,
                corrects,
            ),
        )
        added += corrects is None
        corrected += corrects is not None
    return Imported(series=tuple(rows), added=added, already=already, corrected=corrected)


def series_id(name: str) -> str:
    """The name of a series in the ledger."""
    return f"series:{hashlib.sha256(json.dumps(name).encode()).hexdigest()[:16]}"


def points(
    db: sqlite3.Connection, of: str, *, since: str | None = None, until: str | None = None
) -> Iterator[ReferencePoint]:
    """The figures that hold for what is counted, by series and day; days are ISO 8601, both included."""
    rows = db.execute(
        f"SELECT s.name, {_COLUMNS} FROM reference_points AS p JOIN reference_series AS s ON s.n = p.series"
        f' WHERE p."of" = ? AND p.stated IS NOT NULL AND p.day BETWEEN ? AND ? AND {_HOLDS}'
        " ORDER BY s.n, p.whose, p.claimant, p.day, p.n",
        (of, since or "", until or "9999"),
    )
    yield from map(_point, rows)


def revisions(db: sqlite3.Connection, point: ReferencePoint) -> list[ReferencePoint]:
    """All figures that were ever given for a point's day, the oldest first."""
    rows = db.execute(
        f"SELECT s.name, {_COLUMNS} FROM reference_points AS p JOIN reference_series AS s ON s.n = p.series"
        ' WHERE s.id = ? AND p."of" = ? AND p.day = ? AND p.stated IS NOT NULL'
        " AND p.whose IS ? AND p.claimant IS ? AND p.period = ? AND p.source IS ? ORDER BY p.n",
        (
            series_id(point.series),
            point.of,
            point.day,
            point.whose,
            point.claimant,
            point.period,
            point.source,
        ),
    )
    return list(map(_point, rows))


def stated(
    db: sqlite3.Connection, of: str, low: float, high: float, *, until: str, most: int
) -> list[ReferencePoint]:
    """The figures in an interval up to a day, the latest first; those that were corrected later too."""
    return _latest(db, "p.stated BETWEEN ? AND ?", of, (low, high), until, most)


def interval(
    db: sqlite3.Connection, of: str, low: float, high: float, *, until: str, most: int
) -> list[ReferencePoint]:
    """The points up to a day that give this very interval and no number, the latest first."""
    return _latest(
        db, "p.stated IS NULL AND p.low = ? AND p.high = ?", of, (low, high), until, most
    )


def _latest(
    db: sqlite3.Connection,
    condition: str,
    of: str,
    bounds: tuple[float, float],
    until: str,
    most: int,
) -> list[ReferencePoint]:
    rows = db.execute(
        f"SELECT s.name, {_COLUMNS} FROM reference_points AS p JOIN reference_series AS s ON s.n = p.series"
        f' WHERE p."of" = ? AND {condition} AND p.day <= ? ORDER BY p.day DESC, p.n LIMIT ?',
        (of, *bounds, until, most),
    )
    return list(map(_point, rows))


def stood(db: sqlite3.Connection, point: ReferencePoint) -> tuple[str, str]:
    """First and last day of the run of figures around a point's day that all say the same number."""
    same = (
        'series = (SELECT n FROM reference_series WHERE id = ?) AND "of" = ? AND whose IS ?'
        f" AND claimant IS ? AND period = ? AND stated IS NOT NULL AND {_HOLDS}"
    )
    of = (series_id(point.series), point.of, point.whose, point.claimant, point.period)
    ends = []
    for extreme, sign, opposite in (("max", "<", "min"), ("min", ">", "max")):
        (other,) = db.execute(
            f"SELECT {extreme}(day) FROM reference_points AS p"
            f" WHERE {same} AND day {sign} ? AND stated <> ?",
            (*of, point.day, point.stated),
        ).fetchone()
        back = ">" if sign == "<" else "<"
        (end,) = db.execute(
            f"SELECT {opposite}(day) FROM reference_points AS p WHERE {same} AND stated = ?"
            + (f" AND day {back} ?" if other else ""),
            (*of, point.stated, *([other] if other else [])),
        ).fetchone()
        ends.append(end or point.day)
    return ends[0], ends[1]


def correction(db: sqlite3.Connection, point: ReferencePoint) -> float | None:
    """By how much the publisher restated the total on the day of a point, where it says so."""
    row = db.execute(
        "SELECT p.correction FROM reference_points AS p JOIN reference_series AS s ON s.n = p.series"
        ' WHERE s.id = ? AND p."of" = ? AND p.day = ? AND p.whose IS ? AND p.correction IS NOT NULL'
        " ORDER BY p.n DESC LIMIT 1",
        (series_id(point.series), point.of, point.day, point.whose),
    ).fetchone()
    return None if row is None else float(row[0])


def kinds(db: sqlite3.Connection) -> set[str]:
    """What the series of this ledger count."""
    # Skips from one value of the index to the next, so that it takes as long as there are kinds.
    rows = db.execute(
        'WITH RECURSIVE k(v) AS (SELECT min("of") FROM reference_points UNION ALL'
        ' SELECT (SELECT min("of") FROM reference_points WHERE "of" > v) FROM k WHERE v IS NOT NULL)'
        " SELECT v FROM k WHERE v IS NOT NULL"
    )
    return {value for (value,) in rows}


def _series(db: sqlite3.Connection, name: str, at: str) -> int:
    db.execute(
        "INSERT INTO reference_series (id, name, imported_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (series_id(name), name, at),
    )
    row = db.execute("SELECT n FROM reference_series WHERE id = ?", (series_id(name),)).fetchone()
    return int(row[0])


def _known(
    db: sqlite3.Connection, series: int, point: ReferencePoint
) -> tuple[int, tuple[object, ...]] | None:
    """The row that holds for the same figure, and what it says. A bare correction is no figure."""
    row = db.execute(
        "SELECT n, stated, low, high, qualifier, correction FROM reference_points"
        ' WHERE series = ? AND "of" = ? AND day = ? AND whose IS ? AND claimant IS ? AND period = ?'
        " AND source IS ? AND (low IS NULL AND high IS NULL) = ? ORDER BY n DESC LIMIT 1",
        (
            series,
            point.of,
            point.day,
            point.whose,
            point.claimant,
            point.period,
            point.source,
            point.low is None and point.high is None,
        ),
    ).fetchone()
    return None if row is None else (row[0], tuple(row[1:]))


def _figures(point: ReferencePoint) -> tuple[object, ...]:
    return point.stated, point.low, point.high, point.qualifier, point.correction


def _point(row: tuple[Any, ...]) -> ReferencePoint:
    values = dict(zip(_FIELDS, row, strict=True))
    values["party"] = None if values["party"] is None else bool(values["party"])
    return ReferencePoint(**values)
