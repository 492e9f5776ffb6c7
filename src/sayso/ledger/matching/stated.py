"""What the reports of one occurrence state together: how many it killed and injured, as most of them count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sayso.ledger.matching.tolls import Toll


@dataclass(frozen=True, slots=True)
class Stated:
    """What the reports of an incident state of one kind, taken together.

    low, high: the figure that most of them give. inferred: nobody gives it; reason: why it is this one.
    by: the reports that give it. otherwise: other figures, each with the reports that give it.
    """

    low: int
    high: int
    inferred: bool
    reason: str
    by: tuple[int, ...]
    otherwise: tuple[tuple[int, tuple[int, ...]], ...]


def of_incident(tolls: Sequence[tuple[int, int, Toll]]) -> dict[str, Stated]:
    """Weigh the tolls of an incident's reports: (day or 0, report, toll). Empty if there are none.

    Of the dead the figure counts that most reports give, of equals the higher one: who was hurt may have
    died. The injured are what most reports give as hit in all, less the dead. A report that tells of several
    occurrences counts only if there is no other.
    """
    if not tolls:
        return {}
    one = [row for row in tolls if not row[2].several]
    ordered = sorted(one or tolls, key=lambda row: row[:2])
    killed = _risen(_weighed([(report, t.killed) for _, report, t in ordered if t.killed]), ordered)
    if killed is None:
        killed = Stated(0, 0, True, "no report tells of anybody killed", (), ())
    total = _weighed(
        [(report, t.total) for _, report, t in ordered if t.total],
        {report for _, report, t in ordered if t.killed == t.total},
    )
    hurt = max(0, (total.low if total else 0) - killed.low)
    by = tuple(r for _, r, t in ordered if t.injured == hurt and (hurt or t.killed is not None))
    others: dict[int, list[int]] = {}
    for _, report, toll in ordered:
        if toll.injured != hurt:
            others.setdefault(toll.injured, []).append(report)
    reason = (
        f"{total.low} hit in all, less {killed.low} killed"
        if total and killed.low and hurt
        else killed.reason
        if not hurt
        else total.reason
        if total
        else ""
    )
    if not hurt:
        reason = "no report tells of anybody else hurt"
    injured = Stated(
        hurt,
        hurt,
        not hurt,
        reason,
        by,
        tuple((n, tuple(reports)) for n, reports in sorted(others.items())),
    )
    return {"killed": killed, "injured": injured}


def _risen(stated: Stated | None, tolls: Sequence[tuple[int, int, Toll]]) -> Stated | None:
    """The last word on the dead, where later reports than those of the figure give a higher one.

    It may rise by those known as hurt, and no further: the year's total is another count.
    """
    if stated is None:
        return None
    known = max(t.total for _, report, t in tolls if report in stated.by)
    since = max(day for day, report, _ in tolls if report in stated.by)
    later = [t.killed for day, _, t in tolls if t.killed and day > since]
    risen = max((n for n in later if stated.low < n <= known), default=None)
    if risen is None:
        return stated
    votes = dict(stated.otherwise)
    return Stated(
        risen,
        risen,
        False,
        f"the later word: {stated.low} before, {known} hit in all",
        votes.pop(risen),
        tuple(sorted({**votes, stated.low: stated.by}.items())),
    )


def _weighed(given: Sequence[tuple[int, int]], silent: Collection[int] = ()) -> Stated | None:
    """The figure that most reports give; of equals the highest.

    Those that are silent on others than the dead do not deny that there were any: they have half a voice.
    """
    if not given:
        return None
    votes: dict[int, list[int]] = {}
    for report, n in given:
        votes.setdefault(n, []).append(report)
    best = max(votes, key=lambda n: (sum(1 if r not in silent else 0.5 for r in votes[n]), n))
    others = tuple((n, tuple(votes[n])) for n in sorted(votes) if n != best)
    reason = f"given by {len(votes[best])} of {len(given)} reports that count"
    return Stated(best, best, False, reason, tuple(votes[best]), others)
