"""What ties ends of chains together: one rule a reason, each tying only what something says is one.

A rule refuses rather than guesses: what it leaves apart is counted towards at-most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sayso.ledger.provenance.bodies import LAW, Teller, pack
from sayso.ledger.provenance.ends import (
    End,
    groups_differ,
    nobody,
    one_occasion,
    same_body,
    same_person,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two ends that are one origin, and why. Both are places in the list of ends."""

    one: int
    other: int
    reason: str


class Ties:
    """Union-find over ends that remembers why."""

    def __init__(self, ends: Sequence[End]) -> None:
        self.ends = ends
        self.above = list(range(len(ends)))
        self.groups = [[n] for n in range(len(ends))]
        self.merges: list[Merge] = []

    def root(self, n: int) -> int:
        """The end that stands for all that n is tied to."""
        while self.above[n] != n:
            self.above[n] = self.above[self.above[n]]
            n = self.above[n]
        return n

    def tie(self, one: int, other: int, reason: str) -> None:
        """Make two ends one origin, unless they are already."""
        a, b = sorted((self.root(one), self.root(other)))
        if a != b:
            self.above[b] = a
            self.groups[a] += self.groups[b]
            self.merges.append(Merge(one=one, other=other, reason=reason))

    def tie_unless_different(self, one: int, other: int, reason: str) -> None:
        """The same, where the reason says less than that two tellers are known to differ."""
        first, second = self.root(one), self.root(other)
        a, b = self.groups[first], self.groups[second]
        if first != second and not groups_differ(
            [self.ends[n] for n in a], [self.ends[n] for n in b]
        ):
            self.tie(one, other, reason)


def _told(ends: Sequence[End], standing: Iterable[int]) -> list[tuple[int, End, Teller]]:
    found = ((n, ends[n], ends[n].teller) for n in standing)
    return [(n, end, t) for n, end, t in found if t is not None]


def _buckets(
    items: Iterable[tuple[str, int]],
    fits: Callable[[int, int], str | None],
    tie: Callable[[int, int, str], None],
) -> None:
    """Tie every item to the first in its bucket that it fits: few comparisons, whatever the size."""
    firsts: dict[str, list[int]] = defaultdict(list)
    for key, n in items:
        for m in firsts[key]:
            if reason := fits(m, n):
                tie(m, n, reason)
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
    _buckets(((t.family, n) for n, _, t in told if t.family), fits, ties.tie)


def _bodies(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """The same body: all who speak for one police, coroner or hospital on one matter."""

    def fits(m: int, n: int) -> str | None:
        a, b = ends[m].teller, ends[n].teller
        if a and b and same_body(a, b):
            return f"both have it from the {pack().by_key[a.body or ''].name}"
        return None

    told = [(n, t) for n, _, t in _told(ends, standing) if t.side == "official" and t.body]
    told.sort(key=lambda item: (not item[1].words, item[0]))
    _buckets(((t.body or "", n) for n, t in told), fits, ties.tie)
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
        if t.named
        and not t.family
        and t.words
        and t.name != (t.name or "").casefold()
        and (t.side is None or t.side == "general")
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
    _buckets(items, lambda m, _: f"both tell of the same {ends[m].act}", ties.tie)


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
    _buckets(items, fits, ties.tie)


def _nameless(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """Nameless people of one kind in one report are told apart by nothing but "another"."""
    items = [
        (f"{end.report} {t.body}", n)
        for n, end, t in _told(ends, standing)
        if t.side == "private" and not t.named and t.name and not _ANOTHER.match(t.name)
    ]
    _buckets(
        items,
        lambda _m, _n: "nameless people of one kind, and nothing in the report tells them apart",
        ties.tie,
    )


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
    """What people told a body reached the reports by its statement; so did what "a man" said, where one is cited."""
    told = _told(ends, standing)
    official = [(n, end, t) for n, end, t in reversed(told) if t.side == "official"]
    bodies = {t.body: n for n, _, t in official}
    cited = {end.report: n for n, end, t in official if t.body in LAW}
    for n, end, t in told:
        if t.kind == "person" and not (t.named or t.body or t.role_words) and end.report in cited:
            m = cited[end.report]
            ties.tie(m, n, f"nobody is named, and the report has it from the {_body(ends, m)}")
        if t.side != "official":
            for body in sorted(end.via & bodies.keys()):
                ties.tie(bodies[body], n, f"it was told through the {pack().by_key[body].name}")
                break


def _own_beside(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """An outlet's own word, where its report cites a body for the rest that tells this to others."""
    told = _told(ends, standing)
    for n in standing:
        for m, _, t in told if ends[n].beside and nobody(ends[n]) else ():
            if t.body in ends[n].beside and t.side == "official":
                ties.tie_unless_different(
                    m,
                    n,
                    f"the report cites the {pack().by_key[t.body].name} for what else it tells",
                )
                break


def _publishers(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """One publisher's or one agency's words, where no teller can be told apart."""

    def bare(n: int) -> str | None:
        end = ends[n]
        if nobody(end):
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
        _buckets(items, _saying(reason, ends), ties.tie_unless_different)


def _saying(reason: str, ends: Sequence[End]) -> Callable[[int, int], str | None]:
    # Two unnamed tellers inside one report may be two: only other reports are tied.
    return lambda m, n: reason if ends[m].report != ends[n].report else None


def _general(ends: Sequence[End], standing: list[int], ties: Ties) -> None:
    """ "Authorities" are some body that speaks on the matter, if a body of the law does."""
    law = [n for n, _, t in _told(ends, standing) if t.body in LAW]
    if not law:
        return
    for n, _, t in _told(ends, standing):
        if t.body == "officials" and not t.named and t.kind != "person" and _bare(t.name):
            ties.tie(law[0], n, f"“{t.name}” of a matter that the {_body(ends, law[0])} tell of")


def _bare(name: str | None) -> bool:
    """Whether no name is in it: "Air Force officials" are not the police."""
    return not re.search(r"\s[A-Z]", name or "")


def _body(ends: Sequence[End], n: int) -> str:
    teller = ends[n].teller
    return pack().by_key[(teller.body if teller else None) or "police"].name


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
)
"""What says that tellers are one, whatever else ties their reports."""

LESS = (_own_beside, _publishers)
"""What says so only of those who are not known to differ."""
