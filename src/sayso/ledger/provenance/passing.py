"""How words pass from report to report: cited, copied, or printed as an outlet's own.

What only passes words on is no origin. It belongs to the origin that it passes on, or to each of several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.ledger.provenance.ends import End, in_the_story, nobody, same_person
from sayso.ledger.provenance.ties import Ties


def own_words(ends: Sequence[End]) -> dict[int, int]:
    """An outlet's own word beside what its report tells on somebody's say-so: which end that is.

    It adds no origin. Nor does what its report has "been told" without saying by whom, nor what somebody
    in the story said in it.
    """
    by_report: dict[int, list[int]] = defaultdict(list)
    for n, end in enumerate(ends):
        by_report[end.report].append(n)
    found: dict[int, int] = {}
    for inside in by_report.values():
        told = [n for n in inside if not nobody(ends[n]) and _vouches(ends[n])]
        own = [n for n in inside if nobody(ends[n]) or (told and in_the_story(ends[n]))]
        told = told or own[:1]
        if not own:
            continue
        lead = min(told, key=lambda m: _rank(ends[m]))
        found |= {n: lead for n in own if n != lead}
    return found


Derived = dict[int, tuple[tuple[int, ...], str]]
"""Ends that tell what several others told, where that is all they tell: (which, why)."""


def copies(
    ends: Sequence[End],
    copied: Iterable[tuple[int, int]],
    beside: dict[int, int],
    derived: Derived,
    ties: Ties,
) -> None:
    """Copied passages. What two reports each print beside sources of their own says nothing of these.

    Who copies a passage keeps its teller or names none; own words come from whom all copies name.
    """
    told: dict[int, list[int]] = defaultdict(list)
    for n, end in enumerate(ends):
        if n not in beside:
            told[end.report].append(n)
    silent: dict[int, set[int]] = {}
    for one, other in copied:
        if one in derived or other in derived or (one in beside and other in beside):
            continue
        first, second = (one, other) if nobody(ends[one]) and one not in beside else (other, one)
        if nobody(ends[first]) and first not in beside:
            if nobody(ends[second]) and second not in beside:
                ties.tie(first, second, _COPIED)
                silent.setdefault(first, set())
                silent.setdefault(second, set())
            else:
                tellers = {second} if second not in beside else set(told[ends[second].report])
                silent.setdefault(first, set()).update(tellers)
        elif one not in beside and other not in beside and _alike(ends[one], ends[other]):
            ties.tie_unless_different(one, other, _COPIED)
    for n in sorted(silent):
        group = ties.groups[ties.root(n)]
        origins = sorted({m for each in group for m in silent.get(each, ())})
        if n in derived or not origins:
            continue
        if len({ties.root(m) for m in origins}) == 1:
            ties.tie(origins[0], n, _COPIED)
        elif not any(m in group for m in origins):
            derived.update({each: (tuple(origins), _COPIED) for each in group})


_COPIED = "the passage is copied"


def cited(ends: Sequence[End], standing: Sequence[int], ties: Ties) -> Derived:
    """Ends that pass on what the report they cite tells: they are no origin of their own.

    Where the cited report has one end, or one with the same teller, that is the origin; where it has
    several, the citing end belongs to all of them. Reports that cite each other are one origin.
    """
    by_report: dict[int, list[int]] = defaultdict(list)
    for n in standing:
        by_report[ends[n].report].append(n)
    citing = {n for n in standing if ends[n].cites}
    derived: Derived = {}
    for n in sorted(citing):
        cited = [m for report in ends[n].cites for m in by_report[report]]
        first = [m for m in cited if m not in citing] or cited
        teller = ends[n].teller
        if teller and teller.kind != "outlet":
            alike = [m for m in first if _alike(ends[n], ends[m])]
            if alike:
                ties.tie(n, alike[0], "the report cites the other")
                continue
        tied = {ties.root(m) for m in first}
        if len(tied) == 1:
            ties.tie_unless_different(n, first[0], "the report cites the other")
        elif first and all(m not in citing for m in first):
            derived[n] = (tuple(first), "the report cites the other")
        else:
            for m in first:
                ties.tie_unless_different(n, m, "the reports cite each other")
    return derived


def _alike(one: End, other: End) -> bool:
    """Whether two tellers can be one: the same person or kind of body, or both are not named."""
    a, b = one.teller, other.teller
    if a is None or b is None:
        return a is b
    if same_person(a, b) or a.name == b.name:
        return True
    # Two who saw the same may put it in the same words: a name that is dropped says less than one kept.
    return "outlet" not in (a.kind, b.kind) and not a.named and not b.named and a.body == b.body


def _vouches(end: End) -> bool:
    """Whether the outlet's own word can be this teller's: not that of who only speaks about the matter."""
    return end.tells or end.teller is None or end.teller.side == "official"


def _rank(end: End) -> tuple[int, int]:
    """Whose word an outlet's own is most likely: a body's, then a named person's, then anybody's."""
    teller = end.teller
    if teller is None:
        return (0, end.claims[0])
    return (0 if teller.side == "official" else 1 if teller.named else 2, end.claims[0])
