"""Where two claims count the same thing: whether their figures agree, update each other or conflict.

Each function refuses rather than guesses: parts of a count, who is charged with some of it, a total over
other occurrences, and a difference by whoever did it are no conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from sayso.ledger.matching.told import Counted, Told

Relation = Literal["same", "updates", "conflicts", "unrelated-but-close"]
Field = Literal["who", "what", "where", "when", "how-many", "status", "words", "occurrence"]

CONFLICT = 0.2
"""From this similarity two claims conflict by their figures; headlines and leads do anyway."""
ALIKE = 0.8
"""From this similarity two claims say the same of one thing but for the figure."""
COUNTED_ANYWHERE = 0.5
"""Figures over a longer time are compared from this similarity, whatever the occurrence."""

_LATER_WORD = re.compile(
    r"\b(?:(?:has|have|later|since|now) (?:also )?(?:died|rises|risen|climbed)|die[sd]|ris(?:es|en|ing)|rose"
    r"|climbs?|now|updated?|succumbed)\b"
)
_CORRECTED = re.compile(
    r"\b(?:correct(?:ed|ion)|revis(?:ed|es)|initially|originally|mistaken(?:ly)?|previously"
    r"|earlier reports?|first reported|lowered|clarif\w+)\b"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that two claims agree or differ in, as a person can check it."""

    field: Field
    agrees: bool
    text: str


def counted(
    one: Told, other: Told, likeness: float, *, together: bool
) -> tuple[Relation, bool, Reason] | None:
    """What the counts say: an update, else a conflict, else agreement; nothing if they count different things."""
    found: dict[Relation, tuple[Relation, bool, Reason]] = {}
    for a, b in _pairs(one, other, likeness, together=together):
        if a.period != b.period or a.period in ("several", "other"):
            continue
        if a.of and b.of and a.of != b.of:
            whose = Reason("who", False, f"one counts {a.of}, the other {b.of} people {a.kind}")
            found.setdefault("unrelated-but-close", ("unrelated-but-close", False, whose))
            continue
        agrees = overlap(a.low, a.high, b.low, b.high)
        words = f"{_how_many(a)} and {_how_many(b)} {_kinds(a, b)}"
        if agrees or a.low in _totals(other, a, one) or b.low in _totals(one, b, other):
            found.setdefault("same", ("same", False, Reason("how-many", True, words)))
        elif a.kind == b.kind and a.stated and b.stated:
            relation, later = _order(one, other, a, b)
            # "Two teenagers were hurt" may leave out others; as news of an occurrence it is all there was.
            # "One of the victims, who was shot," is one of several in any case.
            central = one.central and other.central
            fewer = one if a.low < b.low else other
            some = a.kind != "killed" and _ONE_OF.search(fewer.text)
            part = (a if a.low < b.low else b).part
            if part and (some or not (relation == "updates" and central)):
                continue
            # Who is charged with shooting three may have been one of several who shot four.
            if relation == "conflicts" and _CHARGED.search(fewer.text):
                continue
            if abs(a.low - b.low) == 1 and _doer(one, other):
                continue
            # "Three people shot to death" are the dead of a "quadruple shooting".
            if a.kind == "hit" and any(
                c.kind == "killed" and c.low == min(a.low, b.low) for c in fewer.counts
            ):
                continue
            # Claims that share no words are conflicts of two whole accounts, or of two occurrences.
            if relation == "conflicts" and not central and likeness < CONFLICT:
                continue
            found.setdefault(relation, (relation, later, Reason("how-many", False, words)))
    if together and (died := _died(one, other, likeness)):
        found = {"updates": died}
    order: tuple[Relation, ...] = ("updates", "conflicts", "same", "unrelated-but-close")
    return next((found[relation] for relation in order if relation in found), None)


_ONE_OF = re.compile(
    r"\bone of (?:the|those|them|several|his|her|their|\w+ (?:people|victims))\b", re.IGNORECASE
)


def _totals(told: Told, count: Counted, by: Told) -> set[int]:
    """What else a claim may mean by whom another counts: those hit beside those injured, or all together.

    "Five were shot, and a girl was hurt" may be six; "five dead, six more shot, and 40 injured" agrees
    with six. A claim that counts no dead may count them among the injured.
    """
    kinds = _COUNTED_WITH.get(count.kind, {count.kind})
    if not any(c.kind == "killed" for c in by.counts):
        kinds = kinds | {"killed"}
    numbers = [c.low for c in told.counts if c.kind in kinds and (c.toll or c.period == "incident")]
    sums = {sum(some) for n in (2, 3) for some in combinations(numbers[:4], n)}
    if _hurt(told):
        return sums  # those hit are not beside the injured
    return sums | {c.low for c in told.counts if {c.kind, count.kind} == {"hit", "injured"}}


_COUNTED_WITH = {"injured": {"injured", "hit"}, "hit": {"killed", "injured", "hit"}}


def _hurt(told: Told) -> Counted | None:
    """The injured of a claim that counts those hit and the dead among them: "four were shot, one fatally"."""
    toll = {c.kind: c for c in told.counts if c.toll and c.high == c.low}
    hit, dead = toll.get("hit"), toll.get("killed")
    if not hit or not dead or "injured" in toll or not 0 < dead.low < hit.low:
        return None
    if not _AMONG_THEM.search(told.text):
        return None
    left = hit.low - dead.low
    return replace(hit, kind="injured", low=left, high=left, part=False)


_AMONG_THEM = re.compile(
    r"[,–—-] ?(?:at least )?(?:\w+ ){1,3}(?:fatally|mortally|of them|of whom|dead)\b", re.IGNORECASE
)


def _doer(one: Told, other: Told) -> bool:
    """Whether the one by whom two counts differ may be who did it."""
    return one.doer or other.doer or any(_WITH_DOER.search(t.text) for t in (one, other))


_WITH_DOER = re.compile(
    r"\b(?:including|besides|along with|and) (?:the )?(?:alleged |suspected )?(?:gunman|shooter|suspect|attacker)\b"
)
_CHARGED = re.compile(
    r"\b(?:charge[sd]?|accused|indicted|convicted|sentenced|plead(?:ed|s)?|pled|counts? of|guilty)\b"
)


def ages(one: Told, other: Told) -> tuple[Relation, bool, Reason] | None:
    """One person of two ages. Who had a birthday in between is no conflict."""
    for name in sorted(one.ages.keys() & other.ages.keys()):
        a, b = one.ages[name], other.ages[name]
        apart = abs(one.day - other.day) if one.day and other.day else 0
        if a != b and abs(a - b) > (apart + _BIRTHDAY) // 365:
            words = f"{name.title()} is {a} years old in one, {b} in the other"
            return "conflicts", False, Reason("who", False, words)
    return None


_BIRTHDAY = 365 - 30
"""Days from which on somebody may have turned a year older: of one month few did."""


def _died(one: Told, other: Told, likeness: float) -> tuple[Relation, bool, Reason] | None:
    """Whether one claim tells of the death of those whom the other's report knows as hurt only."""
    for hurt, dead, later in ((one, other, False), (other, one, True)):
        killed = [c for c in dead.counts if c.toll and c.kind == "killed"]
        hit = [c for c in hurt.counts if c.toll and c.kind in ("hit", "injured") and c.stated]
        if not killed or not hit or hurt.dead or killed[0].low > hit[0].low:
            continue
        # "To reduce homicide" tells of nobody's death, unless the rest is about the same.
        if not killed[0].stated and likeness < CONFLICT:
            continue
        known = hurt.day is not None and dead.day is not None and hurt.day != dead.day
        after = dead.day > hurt.day if known else _LATER_WORD.search(dead.text.lower())  # type: ignore[operator]
        if after:
            words = f"{_how_many(hit[0])} {hit[0].kind} and nobody dead, then {_how_many(killed[0])} killed"
            return "updates", later, Reason("how-many", False, words)
    return None


def _pairs(
    one: Told, other: Told, likeness: float, *, together: bool
) -> Iterator[tuple[Counted, Counted]]:
    """Counts of one kind that both state the toll, or that both count over a longer time.

    One person of several is no toll: "the boy was hurt" doesn't contradict "three were hurt". Those hit
    and those injured differ by the dead alone.
    """
    for a in _with_hurt(one):
        for b in _with_hurt(other):
            whole = (together and a.toll and b.toll) or (
                likeness >= COUNTED_ANYWHERE and a.period == b.period != "incident"
            )
            if whole and (a.kind == b.kind or {a.kind, b.kind} == {"hit", "injured"}):
                yield a, b


def _with_hurt(told: Told) -> tuple[Counted, ...]:
    hurt = _hurt(told)
    # "Six people wounded, two mortally": some of these injured are dead.
    counts = [c for c in told.counts if c.kind != "injured" or not _MORTALLY.search(told.text)]
    return (*counts, hurt) if hurt else tuple(counts)


_MORTALLY = re.compile(r"\b(?:fatally|mortally)\b", re.IGNORECASE)


def _order(one: Told, other: Told, a: Counted, b: Counted) -> tuple[Relation, bool]:
    """Whether two figures that can't both hold are an update, and whether the first is the later."""
    more = a.low > b.low
    if one.day is not None and other.day is not None and one.day != other.day:
        later = one.day > other.day
        # Of five who were hurt one has died since: four are hurt.
        died = (one.dead - other.dead if later else other.dead - one.dead) == abs(a.low - b.low)
        if a.kind == "injured" and died:
            return "updates", later
        if later == more or _CORRECTED.search((one if later else other).text.lower()):
            return "updates", later
        return "conflicts", False
    high = one if more else other
    if _LATER_WORD.search(high.text.lower()):
        return "updates", more
    return "conflicts", False


def figures(one: Told, other: Told, *, alike: bool) -> tuple[Relation, bool, Reason] | None:
    """Figures of one thing in claims that are close in words. Only if they are the same otherwise do they conflict.

    alike: they are, and tell of one occurrence. "Four suspects fled" and "two suspects were arrested" are of
    different things.
    """
    if _IN_A_ROW.search(one.text) or _IN_A_ROW.search(other.text):
        return None
    if any(c.period in ("several", "other") for c in (*one.counts, *other.counts)):
        return None
    for a in one.figures:
        for b in other.figures:
            if a.what != b.what or (not a.what and len(one.figures) + len(other.figures) > 2):
                continue
            words = f"{a.stated or a.low:,g} and {b.stated or b.low:,g} {a.what}".rstrip()
            # "About 43,750" is another figure than "about 41,030", though both are rounded.
            other_figure = a.exact and b.exact and a.stated != b.stated
            if min(a.low, b.low) <= 1:
                continue  # "one of the children" counts nothing
            if overlap(a.low, a.high, b.low, b.high) and not other_figure:
                return "same", False, Reason("how-many", True, words)
            why = Reason("how-many", False, words)
            if one.day is None or other.day is None or one.day == other.day:
                return ("conflicts" if alike else "unrelated-but-close"), False, why
            later = one.day > other.day
            if (a.low > b.low) == later:
                return "updates", later, why
            return ("conflicts" if alike else "unrelated-but-close"), False, why
    return None


_IN_A_ROW = re.compile(r"\b(?:image|photo|slide|page|part) \d+ (?:of|/)", re.IGNORECASE)


def overlap(low: float, high: float | None, low_b: float, high_b: float | None) -> bool:
    """Whether two intervals can hold the same number; None is an open end."""
    return (high_b is None or low <= high_b) and (high is None or low_b <= high)


def _how_many(count: Counted) -> str:
    if count.high == count.low:
        return f"{count.low:,}"
    return f"{count.low:,} or more" if count.high is None else f"{count.low:,} to {count.high:,}"


def _kinds(a: Counted, b: Counted) -> str:
    return a.kind if a.kind == b.kind else f"{a.kind} and {b.kind}"
