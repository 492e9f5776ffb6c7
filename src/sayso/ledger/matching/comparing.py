"""Whether two claims tell the same: a pure function, with its reasons one by one.

    same                  they say the same, as far as they go
    updates               a later word on the same count
    conflicts             both can't hold, and neither is the later word
    unrelated-but-close   alike in words, and yet of different things

Numbers decide with intervals: "over 20,000" and "about 22,800" agree. What was killed and what was hurt,
whose losses, and over what time are different counts. Figures of different status never conflict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.ledger.matching.differing import (
    ALIKE,
    COUNTED_ANYWHERE,
    Reason,
    Relation,
    ages,
    counted,
    figures,
)
from sayso.ledger.matching.told import Told

SAME = 0.5
"""From this similarity of words two claims say the same, on one occurrence."""
CLOSE = 0.4
TELLING = 11.0
"""What the common words must tell together (in nats of rarity): "police are investigating" is no match."""
SAME_ANYWHERE, TELLING_ANYWHERE = 0.85, 30.0
"""The same without a common occurrence: who was taken to which hospital is told alike in many reports."""


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
    found = None
    if together or (likeness >= COUNTED_ANYWHERE and telling >= TELLING):
        found = counted(one, other, likeness, together=together)
    if together and (found is None or found[0] == "same"):
        found = ages(one, other) or found
    if found is None and not close:
        return None
    reasons = [_words(likeness, shared), *_names(one, other), *_when(one, other)]
    if together:
        reasons.append(Reason("occurrence", True, "both reports tell of one occurrence"))
    if one.status and other.status and one.status != other.status:
        reasons.append(Reason("status", False, f"one is {one.status}, the other {other.status}"))
        return Match("unrelated-but-close", likeness, False, tuple(reasons)) if close else None
    differ = any(not r.agrees and r.field in ("who", "when") for r in reasons)
    if found is None and close and (together or not differ):
        found = figures(one, other, alike=together and likeness >= ALIKE)
    if found is not None:
        relation, later, why = found
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
