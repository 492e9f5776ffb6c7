"""What the reports of one occurrence state together: how many it killed and injured, as most of their weight has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.ledger.matching.tolls import How, Toll


@dataclass(frozen=True, slots=True)
class Stated:
    """What the reports of an incident state of one kind, taken together.

    low, high: the figure that has most weight. inferred: nobody gives it; reason: why it is this one.
    by: the reports that give it. otherwise: other figures, each with the reports that give it.
    """

    low: int
    high: int
    inferred: bool
    reason: str
    by: tuple[int, ...]
    otherwise: tuple[tuple[int, tuple[int, ...]], ...]


VOICE: dict[How, float] = {"at the head": 1.0, "below": 0.6, "implied": 0.4}
"""How much a report's figure weighs by where it stands: far down are other occurrences as well."""
SILENT = 0.3
"""The weight, on all who were hit, of one that tells of nobody but the dead: it denies no others."""


def of_incident(tolls: Sequence[tuple[int, int, Toll]]) -> dict[str, Stated]:
    """Weigh the tolls of an incident's reports: (day or 0, report, toll). Empty if there are none.

    Of the dead the figure counts that has most weight, of equals the higher one: who was hurt may have
    died. A report that tells only of the hurt, no earlier than the first that tells of the dead, speaks against
    them. The injured are what has most weight as hit in all, less the dead. A report that tells of several
    occurrences counts only if there is no other.
    """
    if not tolls:
        return {}
    one = [row for row in tolls if not row[2].several]
    ordered = sorted(one or tolls, key=lambda row: row[:2])
    killed = _dead(ordered)
    total = _weighed(
        [
            (
                report,
                t.total,
                VOICE[t.hurt_told] if t.injured else SILENT * VOICE[t.dead_told],
            )
            for _, report, t in ordered
        ]
    )
    hurt = max(0, total.low - killed.low)
    by = tuple(r for _, r, t in ordered if t.injured == hurt and (hurt or t.killed is not None))
    others: dict[int, list[int]] = {}
    for _, report, toll in ordered:
        if toll.injured != hurt:
            others.setdefault(toll.injured, []).append(report)
    reason = (
        f"{total.low} hit in all, less {killed.low} killed"
        if killed.low and hurt
        else total.reason
        if hurt
        else "no report tells of anybody else hurt"
    )
    injured = Stated(
        hurt,
        hurt,
        not hurt,
        reason,
        by,
        tuple((n, tuple(reports)) for n, reports in sorted(others.items())),
    )
    return {"killed": killed, "injured": injured}


def _dead(tolls: Sequence[tuple[int, int, Toll]]) -> Stated:
    """How many died, by most of the weight, and by the last word if that is higher."""
    since = min((day for day, _, t in tolls if t.killed), default=None)
    if since is None:
        return Stated(0, 0, True, "no report tells of anybody killed", (), ())
    given = [
        (report, t.killed or 0, VOICE[t.dead_told if t.killed else t.hurt_told])
        for day, report, t in tolls
        if t.killed or day >= since
    ]
    stated = _weighed(given)
    if stated.low:
        return _risen(stated, tolls)
    return Stated(0, 0, True, "most reports tell only of people hurt", (), stated.otherwise)


def _risen(stated: Stated, tolls: Sequence[tuple[int, int, Toll]]) -> Stated:
    """The last word on the dead, where later reports than those of the figure give a higher one.

    It may rise by those known as hurt, and no further: the year's total is another count.
    """
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


def _weighed(given: Sequence[tuple[int, int, float]]) -> Stated:
    """The figure with most weight, of equals the highest: (report, figure, weight)."""
    votes: dict[int, list[int]] = {}
    weights: dict[int, float] = {}
    for report, n, weight in given:
        votes.setdefault(n, []).append(report)
        weights[n] = weights.get(n, 0.0) + weight
    best = max(votes, key=lambda n: (round(weights[n], 3), n))
    others = tuple((n, tuple(votes[n])) for n in sorted(votes) if n != best)
    reason = f"given by {len(votes[best])} of {len(given)} reports that count"
    return Stated(best, best, False, reason, tuple(votes[best]), others)
