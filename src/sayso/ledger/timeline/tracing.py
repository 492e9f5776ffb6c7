"""Where could this number come from? The points of reference series that a claimed figure could repeat.

A figure is asked for in every series that counts the same, by the words of `packs/reference.toml`:

    exact    the series says the very number
    rounded  the claim's number is the series' one, rounded ("1,400" of 1,361)
    within   the series' number lies in the interval that the claim's words mean ("over 1,300")
    added    a figure of one day ("+8") is the difference between two neighbouring days of a running total

Of each series the best of these is given, and in it the day nearest to the claim's own; never a day
after the claim could be read. A day is a suggestion: small numbers stand in many series, so below
`SMALL` only a day next to the claim's counts.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sayso.ledger.timeline import reference
from sayso.ledger.timeline.kinds import belongs, kinds_of, whose_of
from sayso.records import ReferencePoint

How = Literal["exact", "rounded", "within", "added"]
SMALL = 20
_ORDER: dict[How, int] = {"exact": 0, "added": 0, "rounded": 1, "within": 2}
_MOST = 400
"""Rows of one kind that are looked at: a year of days at one number."""
_CANDIDATES = 8
_FARTHEST: dict[How, int] = {"rounded": 92, "within": 31}
"""Days between point and claim beyond which a figure that is not the very same is no answer."""
_OPEN = 0.1
"""How far past its one bound an open interval is followed: "over 20,000" is no word for 30,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One point that a figure could come from.

    how: as above. days: from the point's day to the claim's, None if the claim has none. stood_from and
    stood_to: first and last day on which the series said this number. restated: by how much its publisher
    corrected the total on that day. corrected_to: what it said for the day later, if that differs.
    """

    series: str
    of: str
    whose: str | None
    claimant: str | None
    party: bool | None
    day: str
    stated: float | None
    low: float | None
    high: float | None
    how: How
    days: int | None
    stood_from: str
    stood_to: str
    restated: float | None
    corrected_to: float | None
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """One figure of a claim, by its id in the reading, and what it could come from, the best first."""

    quantity: str
    stated: float | None
    low: float | None
    high: float | None
    unit: str | None
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A figure of a claim with what is needed to ask for it; `first` and `last` day of the claim."""

    stated: float | None
    low: float | None
    high: float | None
    added: bool
    exact: bool
    whose: tuple[str, ...]
    first: date | None
    last: date | None


def could_come_from(db: sqlite3.Connection, claim: int) -> tuple[Traced, ...]:
    """Ask the reference series for each figure of a claim (its row). Figures without an answer are left out."""
    known = reference.kinds(db)
    if not known:
        return ()
    text, first, last = db.execute(
        "SELECT c.text, substr(coalesce(s.published_from, s.estimate_from), 1, 10),"
        " substr(coalesce(s.published_to, s.estimate_to), 1, 10) FROM claims AS c"
        " JOIN sightings AS s ON s.n = (SELECT sighting FROM current_readings WHERE report = c.report)"
        " WHERE c.n = ?",
        (claim,),
    ).fetchone()
    topics = {
        topic for (topic,) in db.execute("SELECT topic FROM claim_topics WHERE claim = ?", (claim,))
    }
    rows = db.execute(
        'SELECT local_id, stated, low, high, unit, "of", qualifier, change FROM quantities'
        " WHERE claim = ? ORDER BY CAST(substr(local_id, 2) AS INTEGER)",
        (claim,),
    ).fetchall()
    traced = []
    for local, stated, low, high, unit, of, qualifier, change in rows:
        if stated is None and (low is None or high is None):
            continue  # "thousands": no number that a series could have said
        asked = _Asked(
            stated=stated,
            low=low,
            high=high,
            added=change == "up" or (stated == 0 and "(+0)" in text.replace(" ", "")),
            exact=qualifier == "exact",
            whose=whose_of(unit),
            first=_day(first),
            last=_day(last),
        )
        found = [
            candidate
            for kind in kinds_of(unit, of, text, topics)
            if kind in known
            for candidate in _candidates(db, kind, asked)
        ]
        if found:
            traced.append(
                Traced(
                    quantity=local,
                    stated=stated,
                    low=low,
                    high=high,
                    unit=unit,
                    candidates=tuple(sorted(found, key=_rank)[:_CANDIDATES]),
                )
            )
    return tuple(traced)


def _candidates(db: sqlite3.Connection, kind: str, asked: _Asked) -> list[Candidate]:
    until = (asked.last + timedelta(days=1)).isoformat() if asked.last else "9999"
    if asked.added:
        return _added(db, kind, asked)
    best: dict[tuple[object, ...], tuple[tuple[int, float], How, ReferencePoint]] = {}
    for point in _points(db, kind, asked, until):
        fits = _fits(asked, point)
        days = _apart(asked, point.day)
        small = asked.stated is not None and asked.stated < SMALL
        if fits is None or (small and (days is None or abs(days) > 1)):
            continue
        far = days is not None and abs(days) > _FARTHEST.get(fits, abs(days))
        if far or not belongs(point.whose, asked.whose):
            continue
        off = (point.stated or 0) - (asked.stated or 0)
        rank = (_ORDER[fits], abs(days) if days is not None else abs(off))
        key = (point.series, point.whose, point.claimant, point.period)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, fits, point)
    return [_made(db, asked, point, fits) for _, fits, point in best.values()]


def _points(db: sqlite3.Connection, kind: str, asked: _Asked, until: str) -> list[ReferencePoint]:
    """The points that may fit: first those of the very number, which are not lost among many near ones."""
    if asked.stated is None:
        low, high = asked.low or 0.0, asked.high or 0.0
        found = reference.interval(db, kind, low, high, until=until, most=_MOST)
    else:
        low, high = _rounded(asked.stated, asked.low, asked.high)
        if not asked.exact:
            low, high = min(low, _low(asked)), max(high, _high(asked))
        found = reference.stated(db, kind, asked.stated, asked.stated, until=until, most=_MOST)
    if low != high:
        found += reference.stated(db, kind, low, high, until=until, most=_MOST)
    return found


def _fits(asked: _Asked, point: ReferencePoint) -> How | None:
    if asked.stated is None:
        same = (point.low, point.high) == (asked.low, asked.high)
        return "exact" if same else "within"
    if point.stated is None:
        return None
    if point.stated == asked.stated and asked.low is not None and asked.high is not None:
        return "exact"
    low, high = _rounded(asked.stated, asked.low, asked.high)
    if low <= point.stated <= high:
        return "rounded"
    return "within" if not asked.exact and _low(asked) <= point.stated <= _high(asked) else None


def _low(asked: _Asked) -> float:
    return (asked.stated or 0) * (1 - _OPEN) if asked.low is None else asked.low


def _high(asked: _Asked) -> float:
    return (asked.stated or 0) * (1 + _OPEN) if asked.high is None else asked.high


def _rounded(stated: float, low: float | None, high: float | None) -> tuple[float, float]:
    """What a round number can be rounded from: "over 1,300" from 1,300 to 1,399, "1,300" from 1,250 to 1,350."""
    half = _half_digit(stated)
    if high is None:
        return stated, stated + max(0.0, 2 * half - 1)
    if low is None:
        return stated - max(0.0, 2 * half - 1), stated
    return stated - half, stated + half


def _half_digit(stated: float) -> float:
    """Half of the last digit that a number was rounded to: 50 for 1,400; 0 for a number that shows all."""
    if stated != int(stated) or abs(stated) < 100:
        return 0.0
    digits = str(int(abs(stated)))
    zeros = len(digits) - len(digits.rstrip("0"))
    return 10**zeros / 2 if zeros else 0.0


def _added(db: sqlite3.Connection, kind: str, asked: _Asked) -> list[Candidate]:
    """ "(+8)": what a running total grew by from one day to the next, around the claim's day."""
    if asked.first is None or asked.last is None or (asked.last - asked.first).days > 7:
        return []
    found: list[Candidate] = []
    first, last = asked.first - timedelta(days=4), asked.last + timedelta(days=1)
    before: ReferencePoint | None = None
    for point in reference.points(db, kind, since=first.isoformat(), until=last.isoformat()):
        grew = _growth(before, point)
        if point.period == "daily" and point.stated == asked.stated:
            found.append(_made(db, asked, point, "exact"))
        elif grew == asked.stated:
            found.append(_made(db, asked, point, "added"))
        before = point
    best: dict[tuple[object, ...], Candidate] = {}
    found = [c for c in found if belongs(c.whose, asked.whose)]
    for c in sorted(found, key=_rank):
        best.setdefault((c.series, c.whose, c.claimant), c)
    return list(best.values())


def _growth(before: ReferencePoint | None, point: ReferencePoint) -> float | None:
    if before is None or before.stated is None or point.stated is None:
        return None
    same = (before.series, before.whose, before.claimant, before.period) == (
        point.series,
        point.whose,
        point.claimant,
        point.period,
    )
    next_day = date.fromisoformat(before.day) + timedelta(days=1) == date.fromisoformat(point.day)
    return point.stated - before.stated if same and next_day else None


def _made(db: sqlite3.Connection, asked: _Asked, point: ReferencePoint, how: How) -> Candidate:
    stood_from, stood_to = reference.stood(db, point)
    said = asked.stated if how == "added" else point.stated
    said_for_day = [p.stated for p in reference.revisions(db, point)]
    newest = said_for_day[-1] if said_for_day else point.stated
    return Candidate(
        series=point.series,
        of=point.of,
        whose=point.whose,
        claimant=point.claimant,
        party=point.party,
        day=point.day,
        stated=said,
        low=said if how == "added" else point.low,
        high=said if how == "added" else point.high,
        how=how,
        days=_apart(asked, point.day),
        stood_from=stood_from,
        stood_to=stood_to,
        restated=reference.correction(db, point),
        corrected_to=newest if newest != point.stated else None,
        source=point.source,
    )


def _apart(asked: _Asked, day: str) -> int | None:
    """Days from a point to the claim, 0 if it falls on a day that the claim may be of."""
    at = date.fromisoformat(day)
    if asked.last is None:
        return None
    if at > asked.last:
        return (asked.last - at).days
    return 0 if asked.first is None or at >= asked.first else (asked.first - at).days


def _rank(c: Candidate) -> tuple[int, int, str]:
    return _ORDER[c.how], abs(c.days) if c.days is not None else 10**6, c.series


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None  # "2022-04": a month is no day
