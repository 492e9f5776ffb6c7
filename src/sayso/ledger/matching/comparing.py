"""Whether two claims tell the same: a pure function, with its reasons one by one.

    same                  they say the same, as far as they go
    updates               a later word on the same count
    conflicts             both can't hold, and neither is the later word
    unrelated-but-close   alike in words, and yet of different things

Numbers decide with intervals: "over 20,000" and "about 22,800" agree. What was killed and what was hurt,
whose losses, and over what time are different counts. Figures of different status never conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from sayso.ledger.matching.told import Counted, Told

Relation = Literal["same", "updates", "conflicts", "unrelated-but-close"]
Field = Literal["who", "what", "where", "when", "how-many", "status", "words", "occurrence"]

SAME = 0.5
"""From this similarity of words two claims say the same, on one occurrence."""
CLOSE = 0.4
TELLING = 11.0
"""What the common words must tell together (in nats of rarity): "police are investigating" is no match."""
SAME_ANYWHERE, TELLING_ANYWHERE = 0.85, 30.0
"""The same without a common occurrence: who was taken to which hospital is told alike in many reports."""
CONFLICT = 0.2
"""From this similarity two claims conflict by their figures; headlines and leads do anyway."""
ALIKE = 0.75
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


@dataclass(frozen=True, slots=True)
class Match:
    """How two claims relate. later: for `updates`, whether the first of the two is the later word."""

    relation: Relation
    similarity: float
    later: bool
    reasons: tuple[Reason, ...]


def compare(one: Told, other: Told, *, together: bool) -> Match | None:
    """Compare two claims of different reports. together: their reports tell of one occurrence.

    Returns None if they have nothing to do with each other.
    """
    shared = one.words.keys() & other.words.keys()
    if not shared and not together:
        return None
    likeness, telling = similarity(one, other)
    close = likeness >= CLOSE and telling >= TELLING
    counted = None
    if together or (likeness >= COUNTED_ANYWHERE and telling >= TELLING):
        counted = _counted(one, other, likeness, together=together)
    if counted is None and not close:
        return None
    reasons = [_words(likeness, shared), *_names(one, other), *_when(one, other)]
    if together:
        reasons.append(Reason("occurrence", True, "both reports tell of one occurrence"))
    if one.status and other.status and one.status != other.status:
        reasons.append(Reason("status", False, f"one is {one.status}, the other {other.status}"))
        return Match("unrelated-but-close", likeness, False, tuple(reasons)) if close else None
    differ = any(not r.agrees and r.field in ("who", "when") for r in reasons)
    if counted is None and close and (together or not differ):
        counted = _figures(one, other, alike=together and likeness >= ALIKE)
    if counted is None or counted[0] == "same":
        counted = (_ages(one, other) if together else None) or counted
    if counted is not None:
        relation, later, why = counted
        return Match(relation, likeness, later, (*reasons, why))
    same = (
        likeness >= SAME
        if together
        else likeness >= SAME_ANYWHERE and telling >= TELLING_ANYWHERE and not differ
    )
    return Match("same" if same else "unrelated-but-close", likeness, False, tuple(reasons))


def similarity(one: Told, other: Told) -> tuple[float, float]:
    """How alike the words are, 0 to 1 (cosine, each word by its rarity); what the common ones tell."""
    if not one.norm or not other.norm:
        return 0.0, 0.0
    common = [weight for word, weight in one.words.items() if word in other.words]
    return round(sum(w * w for w in common) / (one.norm * other.norm), 3), sum(common)


def _counted(
    one: Told, other: Told, likeness: float, *, together: bool
) -> tuple[Relation, bool, Reason] | None:
    """What the counts say: an update, else a conflict, else agreement; nothing if they count different things."""
    found: dict[Relation, tuple[Relation, bool, Reason]] = {}
    for a, b in _pairs(one, other, likeness, together=together):
        if a.period != b.period:
            continue
        if a.of and b.of and a.of != b.of:
            whose = Reason("who", False, f"one counts {a.of}, the other {b.of} people {a.kind}")
            found.setdefault("unrelated-but-close", ("unrelated-but-close", False, whose))
            continue
        agrees = overlap(a.low, a.high, b.low, b.high)
        words = f"{_how_many(a)} and {_how_many(b)} {_kinds(a, b)}"
        if agrees or a.low in _totals(other) or b.low in _totals(one):
            found.setdefault("same", ("same", False, Reason("how-many", True, words)))
        elif a.kind == b.kind and a.stated and b.stated:
            relation, later = _order(one, other, a, b)
            # "Two teenagers were hurt" may leave out others; as news of an occurrence it is all there was.
            central = one.central and other.central
            part = (a if a.low < b.low else b).part
            if part and not (relation == "updates" and central):
                continue
            # Who is charged with shooting three may have been one of several who shot four.
            if relation == "conflicts" and _CHARGED.search((one if a.low < b.low else other).text):
                continue
            # Claims that share no words are conflicts of two whole accounts, or of two occurrences.
            if relation == "conflicts" and not central and likeness < CONFLICT:
                continue
            found.setdefault(relation, (relation, later, Reason("how-many", False, words)))
    if together and (died := _died(one, other)):
        found = {"updates": died}
    order: tuple[Relation, ...] = ("updates", "conflicts", "same", "unrelated-but-close")
    return next((found[relation] for relation in order if relation in found), None)


def _totals(told: Told) -> set[int]:
    """What the numbers of one claim add up to: "five were shot, and a girl was hurt" may be six."""
    numbers = [c.low for c in told.counts if c.toll or c.period == "incident"]
    return {sum(some) for n in (2, 3) for some in combinations(numbers[:4], n)}


_CHARGED = re.compile(
    r"\b(?:charge[sd]?|accused|indicted|convicted|sentenced|plead(?:ed|s)?|pled|counts? of|guilty)\b"
)


def _ages(one: Told, other: Told) -> tuple[Relation, bool, Reason] | None:
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


def _died(one: Told, other: Told) -> tuple[Relation, bool, Reason] | None:
    """Whether one claim tells of the death of those whom the other's report knows as hurt only."""
    for hurt, dead, later in ((one, other, False), (other, one, True)):
        killed = [c for c in dead.counts if c.toll and c.kind == "killed"]
        hit = [c for c in hurt.counts if c.toll and c.kind in ("hit", "injured") and c.stated]
        if not killed or not hit or hurt.dead or killed[0].low > hit[0].low:
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
    for a in one.counts:
        for b in other.counts:
            whole = (together and a.toll and b.toll) or (
                likeness >= COUNTED_ANYWHERE and a.period == b.period != "incident"
            )
            if whole and (a.kind == b.kind or {a.kind, b.kind} == {"hit", "injured"}):
                yield a, b


def _order(one: Told, other: Told, a: Counted, b: Counted) -> tuple[Relation, bool]:
    """Whether two figures that can't both hold are an update, and whether the first is the later."""
    more = a.low > b.low
    if one.day is not None and other.day is not None and one.day != other.day:
        later = one.day > other.day
        if later == more or _CORRECTED.search((one if later else other).text.lower()):
            return "updates", later
        return "conflicts", False
    high = one if more else other
    if _LATER_WORD.search(high.text.lower()):
        return "updates", more
    return "conflicts", False


def _figures(one: Told, other: Told, *, alike: bool) -> tuple[Relation, bool, Reason] | None:
    """Figures of one thing in claims that are close in words. Only if they are the same otherwise do they conflict.

    alike: they are, and tell of one occurrence. "Four suspects fled" and "two suspects were arrested" are of
    different things.
    """
    if _IN_A_ROW.search(one.text) or _IN_A_ROW.search(other.text):
        return None
    for a in one.figures:
        for b in other.figures:
            if a.what != b.what or (not a.what and len(one.figures) + len(other.figures) > 2):
                continue
            words = f"{a.stated or a.low:,g} and {b.stated or b.low:,g} {a.what}".rstrip()
            # "About 43,750" is another figure than "about 41,030", though both are rounded.
            other_figure = a.exact and b.exact and a.stated != b.stated
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


def _words(likeness: float, shared: set[str]) -> Reason:
    few = ", ".join(sorted(shared)[:8]) or "none"
    return Reason("words", likeness >= CLOSE, f"similarity {likeness:.2f}; in common: {few}")


def _names(one: Told, other: Told) -> Iterator[Reason]:
    if not one.names or not other.names:
        return
    common = sorted(one.names & other.names)
    if common:
        yield Reason("who", True, f"both name {', '.join(common)}")
    elif not {w for n in one.names for w in n.split()} & {
        w for n in other.names for w in n.split()
    }:
        yield Reason(
            "who",
            False,
            f"one names {', '.join(sorted(one.names))}, the other {', '.join(sorted(other.names))}",
        )


def _when(one: Told, other: Told) -> Iterator[Reason]:
    if one.days and other.days:
        common = sorted(one.days & other.days)
        if common:
            yield Reason("when", True, f"both say {', '.join(common)}")
        else:
            yield Reason(
                "when",
                False,
                f"one says {', '.join(sorted(one.days))}, the other {', '.join(sorted(other.days))}",
            )
