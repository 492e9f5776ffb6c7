"""What ties ends of chains together: one rule a reason, each tying only what something says is one.

A rule refuses rather than guesses: what it leaves apart is counted towards at-most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sayso.ledger.bodies import LAW, Teller, pack
from sayso.ledger.ends import End, one_occasion, same_body, same_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two ends that are one origin, and why. Both are places in the list of ends."""

    one: int
    other: int
    reason: str


class Ties:
    """Union-find over ends that remembers why."""

    def __init__(self, size: int) -> None:
        self.above = list(range(size))
        self.merges: list[Merge] = []

    def root(self, n: int) -> int:
        """The end that stands for all that n is tied to."""
        while self.above[n] != n:
            self.above[n] = self.above[self.above[n]]
            n = self.above[n]
        return n

    def tie(self, one: int, other: int, reason: str) -> None:
        """Make two ends one origin, unless they are already."""
        a, b = self.root(one), self.root(other)
        if a != b:
            self.above[max(a, b)] = min(a, b)
            self.merges.append(Merge(one=one, other=other, reason=reason))


def cited(ends: Sequence[End], ties: Ties) -> dict[int, tuple[tuple[int, ...], str]]:
    """Ends that pass on what the report they cite tells: they are no origin of their own.

    Where the cited report has one end, or one with the same teller, that is the origin; where it has
    several, the citing end belongs to all of them. Reports that cite each other are one origin.
    """
    by_report: dict[int, list[int]] = defaultdict(list)
    for n, end in enumerate(ends):
        by_report[end.report].append(n)
    citing = {n for n, end in enumerate(ends) if end.cites}
    derived: dict[int, tuple[tuple[int, ...], str]] = {}
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
            ties.tie(n, first[0], "the report cites the other")
        elif first and all(m not in citing for m in first):
            derived[n] = (tuple(first), "the report cites the other")
        else:
            for m in first:
                ties.tie(n, m, "the reports cite each other")
    return derived


def _alike(one: End, other: End) -> bool:
    a, b = one.teller, other.teller
    if a is None or b is None:
        return a is b
    return same_person(a, b) or (a.body == b.body and a.side == b.side and not _both_named(a, b))


def _both_named(a: Teller, b: Teller) -> bool:
    return bool(a.family and b.family)


def _told(ends: Sequence[End], standing: Iterable[int]) -> list[tuple[int, End, Teller]]:
    found = ((n, ends[n], ends[n].teller) for n in standing)
    return [(n, end, t) for n, end, t in found if t is not None]


def _buckets(
    items: Iterable[tuple[str, int]],
    fits: Callable[[int, int], str | None],
    ties: Ties,
) -> None:
    """Tie every item to the first in its bucket that it fits: few comparisons, whatever the size."""
    firsts: dict[str, list[int]] = defaultdict(list)
    for key, n in items:
        for m in firsts[key]:
            if reason := fits(m, n):
                ties.tie(m, n, reason)
                break
        else:
            firsts[key].append(n)


def _persons(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """The same named person on the same occasion."""

    def fits(m: int, n: int) -> str | None:
        a, b = ends[m].teller, ends[n].teller
        if a and b and same_person(a, b) and one_occasion(ends[m], ends[n]):
            return f"{b.name} is the source of both"
        return None

    # Full names first, so that a surname alone joins the person it can mean.
    told = _told(ends, standing)
    told.sort(key=lambda item: (item[2].given is None, item[0]))
    _buckets(((t.family, n) for n, _, t in told if t.family), fits, ties)


def _bodies(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """The same body: all who speak for one police, coroner or hospital on one matter."""

    def fits(m: int, n: int) -> str | None:
        a, b = ends[m].teller, ends[n].teller
        if a and b and same_body(a, b):
            return f"the {a.body} tell both"
        return None

    told = [(n, t) for n, _, t in _told(ends, standing) if t.side == "official" and t.body]
    told.sort(key=lambda item: (not item[1].words, item[0]))
    _buckets(((t.body or "", n) for n, t in told), fits, ties)
    # A report that says "police" may mean the sheriff's office; which one, if only one is told of.
    bare = [n for n, t in told if t.body == "police" and not t.words]
    distinct = [n for n, t in told if t.body in LAW and (t.words or t.body != "police")]
    if bare and distinct and len({ties.root(n) for n in distinct}) == 1:
        ties.tie(bare[0], distinct[0], "police of one matter, where reports tell of one body only")


def _names(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """The same named organisation or document, and who speaks for it, on the same occasion."""
    named = [
        (n, t)
        for n, _, t in _told(ends, standing)
        if t.named and not t.family and t.words and (t.side is None or t.side == "general")
    ]
    firsts: list[int] = []
    for n, t in named:
        for m in firsts:
            other = ends[m].teller
            if (
                other
                and (t.words <= other.words or other.words <= t.words)
                and one_occasion(ends[m], ends[n])
            ):
                ties.tie(m, n, f"{other.name} is the source of both")
                break
        else:
            firsts.append(n)
    for n, end, t in _told(ends, standing):
        if t.family and t.side in (None, "general"):
            for m in firsts:
                other = ends[m].teller
                if other and other.words <= t.words and one_occasion(end, ends[m]):
                    ties.tie(m, n, f"{t.name} speaks for {other.name}")
                    break


def _acts(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """The same act or document, told of in the outlets' own voices."""
    items = ((end.act, n) for n in standing if (end := ends[n]).act and end.teller is None)
    _buckets(items, lambda m, _: f"both tell of the same {ends[m].act}", ties)


def _calls(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """The same intercept, leak or recording: one kind of channel, published by the same one."""

    def fits(m: int, n: int) -> str | None:
        if one_occasion(ends[m], ends[n]):
            return f"one {ends[n].channel}, passed on by {ends[n].by}"
        return None

    items = (
        (f"{end.channel} {end.by.casefold()}", n)
        for n in standing
        if (end := ends[n]).by and end.channel and end.channel != "press-report" and not end.cites
        if end.teller and not end.teller.family
    )
    _buckets(items, fits, ties)


def _nameless(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """Nameless people of one kind in one report are told apart by nothing but "another"."""
    items = [
        (f"{end.report} {t.body}", n)
        for n, end, t in _told(ends, standing)
        if t.side == "private" and not t.named and t.name and not _ANOTHER.match(t.name)
    ]
    _buckets(items, lambda m, _: f"nothing in the report tells its {_body(ends, m)} apart", ties)


_ANOTHER = re.compile(r"(?:an|the )?other\b|(?:a )?(?:second|third|fourth)\b", re.IGNORECASE)


def _court(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """Papers of a court are the word of those who swore to them, where these speak on the matter."""
    told = _told(ends, standing)
    sworn = pack().by_key["court"].echoes
    by = [n for n, _, t in told if t.body in sworn]
    for n, _, t in told:
        if t.body == "court" and not t.family and by:
            ties.tie(by[0], n, f"papers of the court are the word of the {_body(ends, by[0])}")


def _through(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """What nameless people told a body reached the reports by that body's statement: one occasion."""
    told = _told(ends, standing)
    bodies = {t.body: n for n, _, t in reversed(told) if t.side == "official"}
    for n, end, t in told:
        if not t.family and t.side != "official":
            for body in sorted(end.via & bodies.keys()):
                ties.tie(bodies[body], n, f"told through the {body}")
                break


def _own_words(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """An outlet's own word beside what its own report tells on somebody's say-so adds no origin.

    Nor does what its report has "been told" without saying by whom.
    """
    by_report: dict[int, list[int]] = defaultdict(list)
    for n in standing:
        by_report[ends[n].report].append(n)
    for inside in by_report.values():
        own = [n for n in inside if _nobody(ends[n])]
        told = [n for n in inside if not _nobody(ends[n])]
        for n in own:
            if told:
                ties.tie(min(told, key=lambda m: _rank(ends[m])), n, "the report gives its source")
        for n in own[1:] if not told else []:
            ties.tie(own[0], n, "one report, and no source")


def _own_beside(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """An outlet's own word, where its report cites a body for the rest that tells this to others."""
    told = _told(ends, standing)
    for n in standing:
        for m, _, t in told if ends[n].beside else ():
            if t.body in ends[n].beside and t.side == "official":
                ties.tie(m, n, f"the report cites the {t.body} for what else it tells")
                break


def _nobody(end: End) -> bool:
    return not end.act and (end.teller is None or not end.teller.name)


def _publishers(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """One publisher's or one agency's words, where no teller can be told apart."""

    def bare(n: int) -> str | None:
        end = ends[n]
        if _nobody(end):
            return "own"
        if end.teller is None:
            return None
        if end.teller.family or end.teller.side == "official" or end.teller.kind == "outlet":
            return None
        return (
            f"{end.teller.side} {end.teller.body} {end.teller.name if not end.teller.body else ''}"
        )

    reasons = {"publisher": "one publisher, and no other source", "agency": "one agency's text"}
    for field, reason in reasons.items():
        items = [
            (f"{kept} {word}", n)
            for n in standing
            if (kept := getattr(ends[n], field)) and (word := bare(n))
        ]
        _buckets(items, _saying(reason, ends), ties)


def _saying(reason: str, ends: Sequence[End]) -> Callable[[int, int], str | None]:
    # Two unnamed tellers inside one report may be two: only other reports are tied.
    return lambda m, n: reason if ends[m].report != ends[n].report else None


def _general(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """ "Authorities" are some body that speaks on the matter, if a body of the law does."""
    law = [n for n, _, t in _told(ends, standing) if t.body in LAW]
    if not law:
        return
    for n, _, t in _told(ends, standing):
        if t.body == "officials" and not t.named:
            ties.tie(law[0], n, f"{t.name} of one matter, on which the {_body(ends, law[0])} speak")


def _body(ends: Sequence[End], n: int) -> str:
    teller = ends[n].teller
    return (teller.body if teller else None) or "police"


def _rank(end: End) -> tuple[int, int]:
    """Whose word an outlet's own is most likely: a body's, then a named person's, then anybody's."""
    teller = end.teller
    if teller is None:
        return (0, end.claims[0])
    return (0 if teller.side == "official" else 1 if teller.named else 2, end.claims[0])


RULES = (
    _persons,
    _bodies,
    _names,
    _acts,
    _calls,
    _general,
    _court,
    _nameless,
    _through,
    _own_words,
    _publishers,
)
"""In this order: an outlet's own word joins what its report tells once that is joined to others."""
