"""Series: what is claimed about one topic, over time, as it was claimed.

Nothing is stored and nothing smoothed: a series is the claims of a topic with their figures, in the order
of their days. Conditions such as morale have few figures; there the origins are counted that say in one
week that it is worse, better or unclear, with the rules of `origins`, as an interval.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sayso.ledger.copying.copied import Copied
from sayso.ledger.provenance.clusters import counted
from sayso.ledger.provenance.gathering import MOST
from sayso.ledger.timeline import reference
from sayso.ledger.timeline.kinds import kinds_of
from sayso.records import Change, Direction, Qualifier, ReferencePoint, Status

# What is measured beside a count and says nothing about the topic: ages, lengths of time, how often.
_ASIDE = (
    "year of age",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "decade",
    "century",
    "time",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesLine:
    """One figure of one claim, or a claim about a condition.

    when: the first day on which it can have been published, as stated or else estimated; until: the last.
    claimant: the end of the claim's chain, or for the outlet's own word its name, else its host; None if
    nobody is named there.
    named: whether a reader could find out who that is. low and high are those of the figure, None where
    open; both None, and `stated` too, for a claim without figures. change: "up" and "down" mark figures
    that something rose or fell by, which are no level. report: its id; outlet and title are those of its
    first sighting.
    """

    when: str | None
    until: str | None
    claimant: str | None
    named: bool | None
    low: float | None
    high: float | None
    stated: float | None
    unit: str | None
    of: str | None
    qualifier: Qualifier | None
    change: Change | None
    status: Status | None
    direction: Direction | None
    claim: str
    report: str
    text: str
    outlet: str | None
    title: str | None
    url: str | None
    degree: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLine:
    """The claims of one week (Monday to Sunday) that say the same of a condition, and their origins.

    at_least, at_most: independent origins. claims and reports are ids.
    """

    week: str
    when: str
    until: str
    direction: Direction
    at_least: int
    at_most: int
    claims: tuple[str, ...]
    reports: tuple[str, ...]


def lines(
    db: sqlite3.Connection, topic: str, *, since: str | None = None, until: str | None = None
) -> list[SeriesLine]:
    """A series by day of publication; claims whose day is unknown come last, unless days are asked for.

    since, until: ISO 8601 days, both included.
    """
    return [line for _, line in numbered(db, topic, since=since, until=until)]


def numbered(
    db: sqlite3.Connection,
    topic: str,
    *,
    since: str | None = None,
    until: str | None = None,
    latest: int = -1,
) -> list[tuple[int, SeriesLine]]:
    """The lines of a series with the rows of their claims; of more than `latest`, the latest."""
    return list(_lines(db, topic, since, until, latest))[::-1]


def how_many(
    db: sqlite3.Connection, topic: str, *, since: str | None = None, until: str | None = None
) -> int:
    """How many lines a series has."""
    asked = f"SELECT count(*) FROM {_TABLES} WHERE {_WHERE}"
    return int(db.execute(asked, (*_ASIDE, topic, since, since, until, until)).fetchone()[0])


def weeks(
    db: sqlite3.Connection, topic: str, *, since: str | None = None, until: str | None = None
) -> list[WeekLine]:
    """The weeks of a condition. Claims that may be of two weeks are left out."""
    return weeks_of(db, numbered(db, topic, since=since, until=until))


def weeks_of(
    db: sqlite3.Connection,
    lines: Sequence[tuple[int, SeriesLine]],
    *,
    most: int | None = None,
    cut: bool = False,
) -> list[WeekLine]:
    """The weeks of the lines of a condition; those of the latest claims if there are more than `most`.

    cut: earlier lines were left out, so that the first week is not whole and is left out, too.

    The origins of more than MOST claims are counted for the first MOST, and the rest may all be further
    ones: at_least stays true, and so does at_most.
    """
    by_week: dict[date, dict[Direction, dict[int, SeriesLine]]] = defaultdict(dict)
    for n, line in lines:
        monday = _monday(line)
        if monday is not None and line.direction is not None:
            by_week[monday].setdefault(line.direction, {}).setdefault(n, line)
    if cut and by_week:
        del by_week[min(by_week)]
    found: list[tuple[date, Direction, dict[int, SeriesLine]]] = []
    taken = 0
    for monday in sorted(by_week, reverse=True):
        directions = by_week[monday]
        taken += sum(map(len, directions.values()))
        if found and most is not None and taken > most:
            break
        found += [(monday, direction, claims) for direction, claims in directions.items()]
    copied = Copied(db)
    out = []
    for monday, direction, claims in sorted(found, key=lambda each: each[:2]):
        rows = sorted(claims)
        _, result = counted(db, rows[:MOST], copied)
        reports = tuple(dict.fromkeys(line.report for line in claims.values()))
        year, week, _ = monday.isocalendar()
        out.append(
            WeekLine(
                week=f"{year}-W{week:02}",
                when=monday.isoformat(),
                until=(monday + timedelta(days=6)).isoformat(),
                direction=direction,
                at_least=result.at_least,
                at_most=result.at_most + len(rows[MOST:]),
                claims=tuple(line.claim for line in claims.values()),
                reports=reports,
            )
        )
    return out


def beside(db: sqlite3.Connection, topic: str, drawn: list[SeriesLine]) -> list[ReferencePoint]:
    """The points of reference series that count what most figures of a series count, over the same days."""
    known = reference.kinds(db)
    days = sorted(line.when for line in drawn if line.when and line.stated is not None)
    if not known or not days:
        return []
    kinds: Counter[str] = Counter()
    for line in drawn:
        if line.stated is not None and line.change is None:
            kinds.update(kinds_of(line.unit, line.of, line.text, [topic]))
    likeliest = next((kind for kind, _ in kinds.most_common() if kind in known), None)
    if likeliest is None:
        return []
    return list(reference.points(db, likeliest, since=days[0], until=days[-1]))


def topics(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """The topics of a ledger with their numbers of claims."""
    rows = db.execute("SELECT topic, count(*) FROM claim_topics GROUP BY topic ORDER BY topic")
    return [(topic, int(number)) for topic, number in rows]


# Most claims of a topic have no figure: that is seen before anything else is fetched of them.
_TABLES = (
    "claim_topics AS t CROSS JOIN claims AS c ON c.n = t.claim LEFT JOIN quantities AS q"
    f" ON q.claim = c.n AND coalesce(q.unit, '') NOT IN ({', '.join('?' * len(_ASIDE))})"
    " CROSS JOIN current_readings AS u ON u.report = c.report"
)
_WHERE = (
    "t.topic = ? AND (q.claim IS NOT NULL OR t.direction IS NOT NULL)"
    " AND (? IS NULL OR u.day_to >= ?) AND (? IS NULL OR u.day_from <= ?)"
)


def _lines(
    db: sqlite3.Connection, topic: str, since: str | None, until: str | None, latest: int
) -> Iterator[tuple[int, SeriesLine]]:
    """The latest first."""
    rows = db.execute(
        'SELECT c.n, u.day_from, u.day_to, h.links, q.low, q.high, q.stated, q.unit, q."of", q.qualifier,'
        " q.change, c.status, t.direction, c.id, r.id, c.text, s.outlet, s.title, s.url, s.host, c.degree"
        f" FROM {_TABLES} CROSS JOIN reports AS r ON r.n = c.report"
        " CROSS JOIN chains AS h ON h.n = c.chain CROSS JOIN sightings AS s ON s.n = u.sighting"
        f" WHERE {_WHERE}"
        " ORDER BY coalesce(s.published_from, s.estimate_from, s.estimate_to, '9999') DESC, r.id DESC,"
        " c.n DESC, CAST(substr(q.local_id, 2) AS INTEGER) DESC LIMIT ?",
        (*_ASIDE, topic, since, since, until, until, latest),
    )
    for n, begin, end, links, *rest in rows:
        *rest, host, degree = rest
        outlet = rest[-3]
        claimant, named = _claimant(json.loads(links), degree, outlet or host)
        low, high, stated, unit, of, qualifier, change, status, direction, *known = rest
        claim, report, text, _, title, url = known
        yield (
            n,
            SeriesLine(
                when=begin,
                until=end,
                claimant=claimant,
                named=named,
                low=low,
                high=high,
                stated=stated,
                unit=unit,
                of=of,
                qualifier=qualifier,
                change=change,
                status=status,
                direction=direction,
                claim=claim,
                report=report,
                text=text,
                outlet=outlet,
                title=title,
                url=url,
                degree=degree,
            ),
        )


def _claimant(
    links: list[dict[str, Any]], degree: int, outlet: str | None
) -> tuple[str | None, bool | None]:
    if not degree or not links:
        return outlet, None if outlet is None else True
    return links[-1].get("name"), links[-1].get("named")


def _monday(line: SeriesLine) -> date | None:
    """The Monday of the one week in which a claim was published, None if that is not known."""
    days = []
    for day in (line.when, line.until):
        try:
            days.append(date.fromisoformat(day or ""))
        except ValueError:
            return None
    mondays = {day - timedelta(days=day.weekday()) for day in days}
    return mondays.pop() if len(mondays) == 1 else None
